"""Figures and goals that faulty tags change, with and without them."""

from metrics.comparison.periods import Compare
from metrics.engine import query_metrics
from metrics.goals.goal import Goal
from metrics.goals.goals_overview import evaluate_all
from metrics.goals.status import GoalStatus
from metrics.question.query import Query
from metrics.results.results import headline
from metrics.results.tag_faults import as_corrected, corrected_values
from tests.metrics.cases import day, facts, web

DAYS = 250


def visits(medium, *, lately=0):
    """Ten organic visits a day, and from day 220 on more whose medium hides that they are paid."""
    by_day = [(n, "social", 10) for n in range(DAYS)]
    more = [(n, medium, lately) for n in range(220, DAYS)] if lately else []
    return facts(
        web_sessions=[
            web(n, "source,medium", source="instagram", medium=name, sessions=count)
            for n, name, count in (*by_day, *more)
        ]
    )


def organic(target):
    return Goal("g", "sessions", target, day(200), day(DAYS + 20), "cumulative",
                channel="Organic Social")  # fmt: skip


def test_nothing_is_corrected_without_a_fault():
    assert as_corrected(visits("social")) is None
    assert corrected_values(visits("social"), ["sessions"], Query(day(0), day(9))) == {}


def test_figures_are_shown_as_corrections_would_make_them():
    known = visits("social_paid", lately=20)
    asked = Query(day(220), day(249), channels=("Organic Social",))
    (row,) = query_metrics(as_corrected(known), ["sessions"], asked).to_dicts()
    assert row["value"] == 300
    assert corrected_values(known, ["sessions"], asked) == {"sessions": (900.0, 300.0)}


def test_a_goal_is_not_on_track_by_faulty_tags():
    known = visits("social_paid", lately=20)
    (found,) = evaluate_all(known, [organic(1_500)], day(DAYS - 1))
    assert found.status in {GoalStatus.BEHIND, GoalStatus.CLOSE}
    assert "no longer on track" in found.message.render("en")
    (right,) = evaluate_all(visits("social", lately=20), [organic(1_500)], day(DAYS - 1))
    assert right.status is GoalStatus.ON_TRACK


def test_a_goal_that_faults_do_not_touch_keeps_its_status():
    known = visits("social_paid", lately=20)
    (found,) = evaluate_all(known, [organic(600)], day(DAYS - 1))
    assert "proposed UTM fixes" not in found.message.render("en")


def test_no_verdict_hangs_on_faulty_tags():
    known = visits("social_paid", lately=20)
    asked = Query(day(220), day(247), channels=("Organic Social",))
    (found,) = headline(known, asked, Compare.WEEKDAYS, ["sessions"])
    assert found.change.value > 100
    assert not found.change.direction.is_verdict
    assert "proposed UTM fixes" in found.change.why.render("en")
    (right,) = headline(visits("social", lately=20), asked, Compare.WEEKDAYS, ["sessions"])
    assert right.change.direction.is_verdict

"""The tree of objectives, missions, reviews, guard-rails and usual periods of goals."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from changes.goals import save_objectives, set_mission
from data.values.audit import UNKNOWN
from metrics.definitions.registry import metrics
from metrics.goals.date_presets import spans
from metrics.goals.goal import Goal
from metrics.goals.guardrail import guard, partners
from metrics.goals.objectives import (
    Objective,
    advice,
    missions,
    objectives,
    sound,
    tree,
)
from metrics.goals.review import next_review
from tests.metrics.cases import day, facts, lead

GROW, LEADS, BRAND = Objective("Grow"), Objective("Leads", "Grow"), Objective("Brand")
GOAL = Goal("g", "leads", 10, day(0), day(27), "cumulative", objective="Leads")


def test_objectives_hang_under_their_parents(store):
    save_objectives(store, [GROW, LEADS, BRAND], UNKNOWN)
    found = tree(objectives(store.state), [GOAL])
    assert [(b.objective.name, b.depth, len(b.goals)) for b in found] == [
        ("Grow", 0, 0), ("Leads", 1, 1), ("Brand", 0, 0),
    ]  # fmt: skip


def test_goals_without_a_known_objective_are_not_lost():
    loose = Goal("h", "leads", 10, day(0), day(27), "cumulative", objective="Old words")
    without = Goal("i", "leads", 10, day(0), day(27), "cumulative")
    found = tree([GROW], [loose, without])
    assert [(b.objective.name, b.goals) for b in found] == [
        ("Grow", ()), ("Old words", (loose,)), ("", (without,)),
    ]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcde"))))
def test_no_set_of_parents_makes_a_circle(pairs):
    """Whatever is typed, every objective is in the tree exactly once."""
    known = sound(Objective(*pair) for pair in pairs)
    assert sorted(b.objective.name for b in tree(known, [])) == sorted({name for name, _ in pairs})


def test_missions_are_kept_by_channel(store):
    set_mission(store, "Email", " Keeps customers. ", UNKNOWN)
    set_mission(store, "Direct", "x", UNKNOWN)
    set_mission(store, "Direct", "", UNKNOWN)
    assert missions(store.state) == {"Email": "Keeps customers."}


def test_three_goals_are_advised():
    assert "2 goals" in advice([GOAL, GOAL]).render("en")
    assert advice([GOAL] * 3) is None


@pytest.mark.parametrize(
    ("rhythm", "today", "expected"),
    [("weekly", 0, 7), ("weekly", 7, 14), ("fortnightly", 20, 27), ("monthly", -9, 27)],
)
def test_review_comes_next_in_its_rhythm(rhythm, today, expected):
    goal = Goal("g", "leads", 1, day(0), day(27), "cumulative", review=rhythm)
    assert next_review(goal, day(today)) == day(expected)
    assert next_review(goal, day(27)) is None


def test_guard_rail_is_compared_with_as_many_days_before():
    known = facts(leads=[lead(n, f"{n}", qualified_at=day(n)) for n in (-10, -9, 1, 2, 3)])
    goal = Goal("g", "leads", 9, day(0), day(27), "cumulative", guard="qualified_leads")
    found = guard(known, goal, day(9))
    assert (found.now.value, found.before.value, found.change.value) == (3, 2, 50)
    assert guard(known, goal, day(-1)) is None


def test_guard_rail_of_a_goal_saved_late_looks_at_the_days_since_then():
    known = facts(leads=[lead(n, f"{n}", qualified_at=day(n)) for n in (-10, -3, 1, 5, 8, 9)])
    goal = Goal(
        "g", "leads", 9, day(0), day(27), "cumulative", guard="qualified_leads", aimed_since=day(7)
    )
    found = guard(known, goal, day(9))
    assert (found.now.value, found.before.value) == (2, 1)  # days 7 to 9, and 0 to 2
    early = guard(known, goal, day(6))  # no day since then is known: all days of the goal
    assert (early.now.value, early.before.value) == (2, 1)


def test_guard_rail_of_a_vanity_metric_is_its_partner_first():
    assert partners("impressions")[0] == "link_clicks"
    assert not any(metrics()[name].vanity for name in partners("leads"))


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from([0, 5, 6]))
def test_usual_periods_hold_today_and_begin_as_weeks_do(today, first):
    found = spans(today, first)
    assert found["week"][0].weekday() == first
    assert all(a <= today <= b for name, (a, b) in found.items() if name != "next_quarter")
    assert found["next_quarter"][0] == found["quarter"][1] + timedelta(days=1)

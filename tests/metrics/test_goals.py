"""Goals: pace, status, baseline, attainability and the S.M.A.R.T. check."""

from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest

from changes.goals import save_goal
from data.facts.facts import Facts
from data.store import Store
from data.values.audit import UNKNOWN
from metrics.definitions.registry import metrics
from metrics.goals.check import check
from metrics.goals.goal import Goal, GoalDirection, usual_kind
from metrics.goals.history import attainability, baseline
from metrics.goals.kinds import kinds
from metrics.goals.pace import weekday_factors
from metrics.goals.progress import evaluate
from metrics.goals.repository import stored
from metrics.goals.scope import networks
from metrics.goals.status import GoalStatus
from metrics.question.query import Query
from tests.metrics.cases import account, ad, day, facts, lead, web

LEADS = Goal("g", "leads", 28, day(0), day(27), "cumulative", channel="Organic Social")
SOCIAL = {"source": "facebook", "medium": "social"}


def leads(per_day, first, last):
    """So many social leads on each day; the weekday pattern is flat."""
    days = [n for n in range(first, last + 1) for _ in range(per_day)]
    return facts(leads=[lead(n, f"{i}", **SOCIAL) for i, n in enumerate(days)])


def test_cumulative_goal_on_its_pace():
    """Exactly on the pace is a toss-up: half of such goals are reached."""
    found = evaluate(leads(1, -56, 13), LEADS, day(13))
    assert (found.done, found.expected_today) == (14, pytest.approx(14))
    assert (found.remaining_days, found.required_per_day) == (14, 1)
    assert (found.gap_today, found.status) == (pytest.approx(0), GoalStatus.CLOSE)
    assert [p.actual for p in found.series][:15] == [*range(1, 15), None]
    assert found.series[-1].pace == LEADS.target


def test_pace_expects_little_on_weekends():
    """A business that gets all leads from Monday to Friday is not behind on Sunday night."""
    weekdays = [n for n in range(-182, 7) if n % 7 < 5]
    known = facts(leads=[lead(n, f"{n}", **SOCIAL) for n in weekdays] + [lead(6, "x")])
    found = evaluate(known, replace(LEADS, target=20), day(4))
    assert found.done == 5
    assert found.expected_today == pytest.approx(20 / 4 * (27 * 5 + 5) / 28 / 5, rel=0.05)
    assert found.expected_today > 20 * 5 / 28


def test_little_history_moves_the_weekday_factors_little():
    """One week of Mondays only: factor (7 + 2) / 3, not 7."""
    history = {day(n): 7.0 if n == 0 else 0.0 for n in range(7)}
    assert weekday_factors(history, day(7)) == pytest.approx([3.0] + [2 / 3] * 6)


@pytest.mark.parametrize(
    ("per_day", "target", "as_of", "status"),
    [
        (1, 28, -1, GoalStatus.NOT_STARTED),
        (1, 22, 10, GoalStatus.ON_TRACK),
        (1, 28, 10, GoalStatus.CLOSE),
        (1, 140, 10, GoalStatus.BEHIND),
        (2, 10, 10, GoalStatus.REACHED),
        (1, 28, 60, GoalStatus.REACHED),
        (1, 29, 60, GoalStatus.MISSED),
    ],
)
def test_status_of_a_cumulative_goal(per_day, target, as_of, status):
    found = evaluate(leads(per_day, -56, 40), replace(LEADS, target=target), day(as_of))
    assert found.status is status
    assert found.message.render("fr") != found.message.render("en")


def test_a_goal_without_a_file_is_not_measurable():
    found = evaluate(facts(), LEADS, day(3))
    assert (found.status, found.done) == (GoalStatus.NOT_MEASURABLE, None)


def test_a_goal_is_judged_by_the_last_day_with_data():
    """Ten days later nothing new is imported: the goal is not behind for that."""
    assert evaluate(leads(1, -56, 6), LEADS, day(16)).as_of == day(6)


def test_rate_goal_is_the_ratio_of_sums_to_date():
    goal = Goal("g", "web_conversion_rate", 0.05, day(0), day(9), "rate")
    days = [(100, 10.0), (900, 9.0)]
    rows = [
        web(n, channel_group="Email", sessions=s, key_event_sessions=k)
        for n, (s, k) in enumerate(days)
    ]
    found = evaluate(facts(web_sessions=rows), goal, day(1))
    assert found.done == pytest.approx(19 / 1000)
    assert [p.actual for p in found.series][:2] == pytest.approx([0.1, 0.019])
    assert found.status is GoalStatus.BEHIND
    assert evaluate(facts(web_sessions=rows), goal, day(0)).status is GoalStatus.ON_TRACK


@pytest.mark.parametrize(("target", "status"), [(25, GoalStatus.ON_TRACK), (24, GoalStatus.BEHIND)])
def test_ceiling_on_a_cost_per_lead(target, status):
    goal = Goal("g", "cpl", target, day(0), day(9), "ceiling", GoalDirection.STAY_BELOW)
    known = facts(
        ad_costs=[ad(0, spend=40.0, currency="EUR"), ad(1, spend=10.0, currency="EUR")],
        leads=[lead(0, "1"), lead(1, "2")],
    )
    found = evaluate(known, goal, day(1))
    assert (found.done, found.status) == (25, status)


def test_a_budget_that_is_spent_is_missed_at_once():
    goal = Goal("g", "ad_spend", 100, day(0), day(9), "ceiling", GoalDirection.STAY_BELOW)
    known = facts(ad_costs=[ad(0, spend=101.0, currency="EUR")])
    assert evaluate(known, goal, day(0)).status is GoalStatus.MISSED


def test_stock_goal_goes_from_its_opening_level():
    goal = Goal("g", "followers", 1100, day(0), day(9), "stock", network="facebook")
    rows = [account(-1, followers=1000), account(4, followers=1060)]
    found = evaluate(facts(account_days=rows), goal, day(4))
    assert (found.done, found.expected_today) == (1060, 1050)
    assert found.required_per_day == 8
    assert found.status is GoalStatus.ON_TRACK


def test_baseline_is_the_mean_of_the_last_comparable_periods():
    found = baseline(leads(1, -70, -1), LEADS)
    assert (found.value, found.n, found.until) == (28, 2, day(-1))


def test_baseline_of_a_rate_is_the_ratio_of_sums():
    """10 of 100 and 0 of 900 sessions are 1 %, not the mean of 10 % and 0 %."""
    goal = Goal("g", "web_conversion_rate", 0.02, day(0), day(6), "rate")
    weeks = {-14: (100, 10.0), -7: (900, 0.0)}
    rows = [
        web(n, channel_group="Email", sessions=s, key_event_sessions=k)
        for n, (s, k) in weeks.items()
    ]
    rows.append(web(-1, channel_group="Email", sessions=0, key_event_sessions=0.0))
    found = baseline(facts(web_sessions=rows), goal)
    assert (found.value, found.n) == (pytest.approx(0.01), 2)


def test_past_periods_start_on_the_weekday_of_the_goal():
    """The history ends on a Thursday; the last whole Monday-to-Sunday week is the one before."""
    week = replace(LEADS, target=7, end=day(6))
    assert baseline(leads(1, -28, -4), week).until == day(-8)


@pytest.mark.parametrize(("target", "share"), [(28, 1.0), (29, 0.0)])
def test_attainability_counts_past_periods(target, share):
    found = attainability(leads(1, -70, -1), replace(LEADS, target=target))
    assert (found.share, found.n) == (share, 7)


def test_a_short_history_says_so():
    known = leads(1, -10, -1)
    assert attainability(known, LEADS).share is None
    assert "28 days" in attainability(known, LEADS).message.render("en")
    assert baseline(known, LEADS).value is None


def test_check_has_a_finding_for_every_letter():
    found = check(LEADS, leads(1, -70, -1))
    assert [(f.letter, f.ok) for f in found] == [
        ("S", True),
        ("M", True),
        ("A", True),
        ("R", False),
        ("T", True),
    ]
    related = replace(LEADS, objective="Grow sales", mission="Bring buyers to the shop.")
    assert all(f.ok for f in check(related, leads(1, -70, -1)))


def test_check_tells_days_off_and_days_that_are_past():
    rows = pl.DataFrame([lead(n, f"{n}", **SOCIAL) for n in range(-70, 0)])
    known = Facts.of({"leads": rows}, holidays=frozenset({day(3)}))
    [found] = [f for f in check(LEADS, known) if f.letter == "T"]
    assert [more.values for more in found.more] == [(("weeks", 4),), (("off", 1),)]
    past = replace(LEADS, start=day(-20), end=day(-10))
    [found] = [f for f in check(past, known) if f.letter == "T"]
    assert (found.ok, found.message.render("en")[:6]) == (False, "All of")
    assert [more.render("en") for more in found.more] == ["11 days."]


def test_a_deadline_before_today_is_not_time_bound():
    """Whatever the last day with data: nothing can be done any more."""
    known = leads(1, -70, -1)
    for today, ok in ((LEADS.end, True), (LEADS.end + timedelta(days=1), False)):
        [found] = [f for f in check(LEADS, known, today) if f.letter == "T"]
        assert found.ok is ok


def test_goals_can_be_about_the_networks_that_have_figures():
    known = facts(account_days=[account(0, impressions=5), account(1, "x", impressions=5)])
    assert networks(known, "account_impressions", Query(day(0), day(6))) == ("facebook", "x")
    assert networks(known, "leads", Query(day(0), day(6))) == ()


def test_check_asks_about_a_vanity_metric_until_it_is_confirmed():
    goal = Goal("g", "reactions", 10, day(0), day(6), "cumulative")
    assert [f.ok for f in check(goal, facts())][-1] is False
    assert len(check(replace(goal, acknowledged=True), facts())) == 5
    assert check(goal, facts())[0].ok is False


def test_a_goal_survives_the_store(tmp_path):
    store = Store.open(tmp_path)
    try:
        saved = save_goal(store, replace(LEADS, id="", owner="Ada"), UNKNOWN)
        assert saved.id
        assert stored(store.state) == (saved,)
        save_goal(store, replace(saved, archived=True), UNKNOWN)
        assert stored(store.state) == ()
        assert len(stored(store.state, archived=True)) == 1
    finally:
        store.close()


def test_every_kind_of_metric_has_a_usual_kind_of_goal():
    for metric in metrics().values():
        kind, _ = usual_kind(metric.id)
        assert metric.additivity in kinds()[kind].suits or metric.additivity.value == "distinct"


def test_days_that_google_may_still_change_are_not_judged():
    """Leads of the CRM are complete at once; sessions of the last days are not."""
    rows = [web(n, sessions=10) for n in range(-60, 14)]
    known = {"web_sessions": pl.DataFrame(rows), "leads": pl.DataFrame([lead(n, f"{n}") for n in range(14)])}  # fmt: skip
    opened = Facts.of(known, unsettled=day(11))
    visits = replace(LEADS, metric="sessions", channel="")
    assert evaluate(opened, visits, day(13)).as_of == day(10)
    assert evaluate(opened, replace(LEADS, channel=""), day(13)).as_of == day(13)
    assert evaluate(Facts.of(known), visits, day(13)).as_of == day(13)

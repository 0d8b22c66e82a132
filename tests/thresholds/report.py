"""Thresholds of the report's titles, steps and evidence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as N
from unittest.mock import patch

import polars as pl

from i18n.format import format_metric
from i18n.message import msg, verbatim
from metrics.comparison.change import Change, ChangeDirection, ChangeUnit
from metrics.definitions.registry import metrics
from metrics.goals.goal import Goal
from metrics.question.query import Query
from metrics.results.change_parts import ChangePart, ChangeParts
from metrics.returns.cost_difference import CostOf
from report.document.model import Provenance
from report.evidence import goals as goal_values
from report.evidence import network_changes, steps
from report.evidence.earlier_periods import usual_range
from report.evidence.stale import is_stale
from report.evidence.trust import SourceDays
from report.sections import goals as goals_section
from report.titles import answer, drivers, money, trust
from report.titles import goals as goal_titles
from report.wording.periods import day_name
from tests.metrics.cases import day
from tests.thresholds.threshold import Threshold

GOAL = Goal("g", "leads", 28, day(0), day(27), "cumulative")
MONDAY = datetime.combine(day(0), datetime.min.time(), UTC)
WEEK, BEFORE = Query(day(7), day(13)), Query(day(0), day(6))


def _goal_case(odds: float) -> N:
    ahead = N(low=1.0, high=2.0, current=None, needed=None)
    values = dict.fromkeys(("goal", "target", "end", "p"), "x")
    return N(odds=odds, progress=N(outlook=ahead), values=values)


def _is_open(odds: float) -> bool:
    with patch.object(goal_values, "inside", return_value="x"):
        return goal_titles._open(_goal_case(odds)) is not None


def _too_early(days: int) -> bool:
    main = N(period=WEEK)
    case = N(story=N(result=N(days_known=days)), main=main, values={"name": "x", "n": 1})
    return answer._too_early(case) is not None


def _doubled(percent: float) -> bool:
    fall = N(before=BEFORE, change=Change(-50.0, ChangeUnit.PERCENT, ChangeDirection.BAD))
    spend = N(change=Change(percent, ChangeUnit.PERCENT))
    main = N(previous=fall, year=N(), period=WEEK)
    case = N(
        values={"name": "x", "ask": "x"}, main=main, story=N(result=N(spend_during=lambda _: spend))
    )
    return "more than doubled" in answer._fall(case, fall).text


def _due_of_a_goal(days: int) -> bool:
    ahead = N(targets=(1.0,), needed=None, current=None, chance=0.1)
    view = N(goal=GOAL, judged=N(outlook=ahead, goal=GOAL, figure=None))
    # From a Tuesday on, none of the days around is moved by a weekend.
    step = steps._goal_step(N(made_at=MONDAY + timedelta(days=1), day=str), view)
    return (step.due - day(1)).days == days


def _targets(widest: float) -> bool:
    ahead = N(targets=(1.0, 2.0, widest), median=1.0, limits=())
    company = N(metric=lambda name: metrics()[name])
    story = N(
        newest=day(5), facts=None, company=company, day=str, basis=lambda _: Provenance((), None)
    )
    with (
        patch.object(goals_section, "outlook_before", return_value=ahead),
        patch.object(goals_section, "_possible", return_value=GOAL),
    ):
        return goals_section._without_goals(story) is not None


def _cause(size: float) -> bool:
    part = ChangePart("rate", size, 1.0, 99.0)
    return drivers.clear_cause(ChangeParts("leads", WEEK, BEFORE, 0.0, 100.0, (part,))) is not None


def _twice(ratio: float) -> bool:
    rows = tuple(N(campaign=name, share=0.5, per_result=N(value=1.0), mature=None) for name in "ab")
    costs = N(rows=rows, currency="EUR")
    found = N(dear="a", cheap="b", ratio=ratio, which=CostOf.RESULT)
    return dict(money._differs(costs, found).values)["factor"] == msg("twice")


def _posts(count: int, age: int = 30) -> bool:
    rows = pl.DataFrame(
        {
            "network": ["x"] * count,
            "views": [5] * count,
            "published_on": [day(0)] * count,
            "observed_on": [day(age)] * count,
        }
    )
    seen = N(metric=N(id="views"), now=WEEK, before=BEFORE, left_out=())
    with patch.object(network_changes, "posts", return_value=rows):
        return network_changes._typical(N(recent=lambda _, made: made()), "x", seen) is not None


def _young(share: float) -> bool:
    return trust._young(N(trust=N(growing=(N(maturity=N(share=share)),)))) is not None


CASES = [
    Threshold(
        "i18n/numbers.py:_WHOLE_FROM",
        lambda value: format_metric(value, "rough-money", "EUR", "en"),
        {9.9: "€9.90", 10.0: "€10", 10.6: "€11"},
    ),
    Threshold(
        "report/evidence/earlier_periods.py:LEAST",
        lambda count: usual_range((1.0,) * (count + 1)) is not None,
        {5: False, 6: True, 7: True},
    ),
    Threshold(
        "report/evidence/goal_views.py:LIKELY", _is_open, {0.78: True, 0.8: False, 0.83: False}
    ),
    Threshold(
        "report/evidence/goal_views.py:UNLIKELY",
        lambda odds: goal_titles._unlikely(_goal_case(odds)) is not None,
        {0.29: True, 0.3: True, 0.31: False},
    ),
    Threshold(
        "report/evidence/main_result.py:LEAST_DAYS", _too_early, {27: True, 28: False, 29: False}
    ),
    Threshold(
        "report/evidence/network_changes.py:LEAST_POSTS",
        _posts,
        {9: False, 10: True, 11: True},
    ),
    Threshold(
        "report/evidence/network_changes.py:YOUNG",
        lambda age: _posts(20, age),
        {6: False, 7: True, 8: True},
    ),
    Threshold(
        "report/evidence/stale.py:TOO_OLD",
        lambda days: is_stale(day(-days), MONDAY),
        {34: False, 35: False, 36: True},
    ),
    Threshold(
        "report/evidence/steps.py:_SATURDAY",
        lambda weekday: steps.working_day(day(weekday)) != day(weekday),
        {4: False, 5: True, 6: True},
    ),
    Threshold(
        "report/evidence/steps.py:_SOON",
        lambda days: steps.soon(N(made_at=MONDAY)) == day(days),
        {1: False, 2: True, 3: False},
    ),
    Threshold("report/evidence/steps.py:_WEEK", _due_of_a_goal, {6: False, 7: True, 8: False}),
    Threshold(
        "report/evidence/trust.py:COVERED",
        lambda share: SourceDays(verbatim("x"), N(), share).is_complete,
        {0.94: False, 0.95: True, 0.96: True},
    ),
    Threshold("report/sections/goals.py:_WIDEST", _targets, {3.9: True, 4.0: True, 4.1: False}),
    Threshold(
        "report/titles/answer.py:_DOUBLED", _doubled, {96.0: False, 100.0: True, 104.0: True}
    ),
    Threshold("report/titles/drivers.py:_HALF", _cause, {49.0: False, 50.0: True, 51.0: True}),
    Threshold(
        "report/titles/money.py:_TWICE",
        _twice,
        {1.89: False, 1.9: True, 2.0: True, 2.1: True, 2.11: False},
    ),
    Threshold("report/titles/trust.py:_KNOWN", _young, {0.78: True, 0.8: False, 0.83: False}),
    Threshold(
        "report/wording/periods.py:_CLOSE",
        lambda days: day_name(day(0) + timedelta(days=days), day(0)).startswith("--"),
        {299: True, 300: False, 301: False},
    ),
]

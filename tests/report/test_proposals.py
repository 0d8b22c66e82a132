"""The steps of a report in the terms of the decision log: what is measured, when, and from what on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from data.values.decision import DecisionLever, DecisionMeasure, DecisionProposal
from i18n.message import Quantity
from metrics.budget.rule import TestRule
from metrics.goals.goal import Goal, GoalDirection
from report.evidence import proposals

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)
RULE = TestRule("spring", *NOVEMBER, 9, date(2026, 11, 14), 2, 0.05, 0.05, 4, 4.0, 12.0)
MOVE = cast("Any", SimpleNamespace(amount=1000.0))
GOAL = Goal("g", "leads", 300.0, *NOVEMBER, "cumulative", channel="Email", campaign="spring")


def test_a_limit_of_spend_is_measured_in_the_four_weeks_after_its_day():
    """10 a day for 28 days."""
    found = proposals.spend(Quantity(10.0, "rough-money", "EUR"), date(2026, 11, 2))
    limit = DecisionMeasure(
        "ad_spend", date(2026, 11, 3), date(2026, 11, 30), at_most=280.0, currency="EUR"
    )
    assert found == DecisionProposal(DecisionLever.BUDGET, measure=limit)
    unknown = proposals.spend(Quantity(None, "rough-money"), date(2026, 11, 2))
    assert unknown == DecisionProposal(DecisionLever.BUDGET)


def _plan(currency: str | None) -> Any:
    return SimpleNamespace(currency=currency, counted=SimpleNamespace(metric="leads"))


def test_a_budget_test_is_measured_by_the_results_of_its_campaign():
    found = proposals.budget(_plan("EUR"), MOVE, RULE)
    measure = DecisionMeasure("leads", *NOVEMBER, at_least=9.0, campaigns=("spring",))
    assert found == DecisionProposal(DecisionLever.BUDGET, 1000.0, "EUR", 4.0, 12.0, measure)


def test_a_rule_that_cannot_decide_gives_no_measure():
    """Its days are too short for one of the errors; an amount without a currency is left out."""
    rule = replace(RULE, false_stop=0.2)
    assert proposals.budget(_plan("EUR"), MOVE, rule).measure is None
    assert proposals.budget(_plan(None), MOVE, rule) == DecisionProposal(DecisionLever.BUDGET)


@pytest.mark.parametrize(
    ("direction", "line"),
    [
        (GoalDirection.REACH, {"at_least": 300.0}),
        (GoalDirection.STAY_BELOW, {"at_most": 300.0}),
    ],
)
def test_a_goal_is_measured_by_its_target(direction: GoalDirection, line: dict[str, float]):
    found = proposals.goal(replace(GOAL, direction=direction))
    target = DecisionMeasure("leads", *NOVEMBER, channels=("Email",), campaigns=("spring",), **line)
    assert found == DecisionProposal(DecisionLever.GOAL, measure=target)


@pytest.mark.parametrize("kind", ["stock", "ceiling", "stay"])
def test_a_goal_of_single_days_or_weeks_gives_no_measure(kind: str):
    """Its value is none of the whole period."""
    assert proposals.goal(replace(GOAL, kind=kind)) == DecisionProposal(DecisionLever.GOAL)

"""Thresholds of a budget's plan: what is planned, which money moves how far, and what a rule decides."""

from datetime import date, timedelta

from metrics.budget.campaign_weeks import runs
from metrics.budget.plan import BudgetPlan, budget_plan
from metrics.budget.planned_days import planned_days
from metrics.budget.rule import Response, rule_of
from metrics.question.query import Query
from metrics.returns.campaign_days import campaign_days
from tests.metrics.cases import day
from tests.metrics.test_budget_plan import LENGTH, company, planned, short, steady, two, wavy
from tests.thresholds.threshold import Threshold

DECEMBER = Query(date(2026, 12, 1), date(2026, 12, 31))


def _rule(added):
    """The rule for two results a day that have long been known, and so many more."""
    return rule_of(Response("search", 2.0, added, 0.0, 1.0, 10_000), DECEMBER)


def _runs(idle):
    """Whether a campaign runs that spent last so many days ago."""
    campaigns = two(search=steady(100.0, 1, LENGTH - idle))
    return runs(campaign_days(company(campaigns)), "search", day(LENGTH - 1))


def _late(days):
    """Whether a budget is planned so many days after the last known one."""
    return budget_plan(company(two()), day(LENGTH - 1) + timedelta(days=days), ()) is not None


def _varied(percent):
    half = percent / (34 / 33) ** 0.5
    varied = wavy(100.0 - half, 100.0 + half, 2)
    return isinstance(planned({"search": steady(50.0, 40), "film": varied}), BudgetPlan)


def _taken(budget):
    """What is taken from a budget of so much a month, where the other campaign has much room."""
    return planned({"search": steady(budget / 30, 1), "film": steady(300.0, 0.02)}).move.amount


def _given(spend):
    """What a campaign that always spent so much a day is given, where there is enough to take."""
    return planned({"search": steady(1000.0, 1), "film": steady(spend, 0.02)}).move.amount


def _source(place):
    """Whether money is taken from the dearest campaign, which has the budget of this place."""
    budgets = [300.0, 200.0, 100.0]
    dear = steady(budgets.pop(place - 1), 1000)
    others = {"film": steady(budgets[0], 0.05), "search": steady(budgets[1], 0.1)}
    return planned({"dear": dear, **others}).move.source == "dear"


CASES = (
    Threshold(
        "metrics/budget/planned_days.py:LEAST_REST",
        lambda left: planned_days(date(2026, 11, 30) - timedelta(days=left)).start.month,
        {20: 12, 21: 11, 22: 11},
    ),
    Threshold("metrics/budget/plan.py:STALE", _late, {27: True, 28: True, 29: False}),
    Threshold("metrics/budget/campaign_weeks.py:RUNNING", _runs, {13: True, 14: False, 12: True}),
    Threshold(
        "metrics/budget/little_history.py:LEAST_WEEKS",
        lambda weeks: isinstance(short(weeks=weeks, results=120), BudgetPlan),
        {25: False, 26: True, 27: True},
    ),
    Threshold(
        "metrics/budget/little_history.py:LEAST_RESULTS",
        lambda results: isinstance(short(results=results), BudgetPlan),
        {39: False, 40: True, 41: True},
    ),
    Threshold(
        "metrics/budget/little_history.py:LEAST_VARIATION",
        _varied,
        {24.9: False, 25.001: True, 26.0: True},
    ),
    Threshold(
        "metrics/budget/choice.py:MOST_LESS",
        _taken,
        {1960.0: 500, 2000.0: 1000, 2040.0: 1000},
    ),
    Threshold(
        "metrics/budget/choice.py:MOST_MORE",
        _given,
        {66.0: 500, 66.7: 1000, 67.0: 1000},
    ),
    Threshold(
        "metrics/budget/choice.py:SOURCES",
        _source,
        {1: True, 2: True, 3: False},
    ),
    Threshold(
        "metrics/budget/rule.py:MOST_ERROR",
        lambda added: _rule(added).decides,
        {0.71: False, 0.72: True, 0.76: True},
    ),
    Threshold(
        "metrics/budget/rule.py:MOST_WEEKS",
        lambda added: _rule(added).weeks,
        {0.28: None, 0.285: 26, 0.29: 25},
    ),
)

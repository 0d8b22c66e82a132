"""The next steps in the terms of the decision log: what they change and the metric that measures them."""

from __future__ import annotations

from datetime import date, timedelta

from data.values.decision import DecisionLever, DecisionMeasure, DecisionProposal
from i18n.message import Quantity
from metrics.budget.plan import BudgetMove, BudgetPlan
from metrics.budget.rule import TestRule
from metrics.goals.goal import Goal, GoalDirection

_WEEKS = timedelta(weeks=4)  # in which a limit of ad spend is measured
_WHOLE = frozenset({"cumulative", "rate"})  # kinds of goals whose value is one of the whole period


def spend(daily: Quantity, due: date) -> DecisionProposal:
    """Ad spend of the four weeks after its day: at most ``daily`` for each day."""
    if daily.value is None:
        return DecisionProposal(DecisionLever.BUDGET)
    limit = daily.value * _WEEKS.days
    first = due + timedelta(days=1)
    measure = DecisionMeasure(
        "ad_spend", first, due + _WEEKS, at_most=limit, currency=daily.currency or ""
    )
    return DecisionProposal(DecisionLever.BUDGET, measure=measure)


def budget(plan: BudgetPlan, move: BudgetMove, rule: TestRule) -> DecisionProposal:
    """The amount that moves, and the results of the campaign that gets it.

    A rule whose days cannot decide gives no measure.
    """
    known = plan.currency is not None and move.amount > 0
    amount, currency = (move.amount, plan.currency or "") if known else (None, "")
    if not rule.decides:
        return DecisionProposal(DecisionLever.BUDGET, amount, currency)
    measure = DecisionMeasure(
        plan.counted.metric,
        rule.start,
        rule.end,
        at_least=float(rule.keep_from),
        campaigns=(rule.campaign,),
    )
    return DecisionProposal(
        DecisionLever.BUDGET, amount, currency, rule.nothing, rule.full, measure
    )


def goal(one: Goal) -> DecisionProposal:
    """The target of a goal, where its value is one of its whole period."""
    if one.kind not in _WHOLE:
        return DecisionProposal(DecisionLever.GOAL)
    is_ceiling = one.direction is GoalDirection.STAY_BELOW
    measure = DecisionMeasure(
        one.metric,
        one.start,
        one.end,
        None if is_ceiling else one.target,
        one.target if is_ceiling else None,
        channels=_only(one.channel),
        uses=_only(one.use),
        networks=_only(one.network),
        campaigns=_only(one.campaign),
    )
    return DecisionProposal(DecisionLever.GOAL, measure=measure)


def _only(value: str) -> tuple[str, ...]:
    return (value,) if value else ()

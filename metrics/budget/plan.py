"""Next month's budget: what holding, shifting or cutting it brings, and a rule that ends a test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.facts.facts import Facts
from metrics.budget.choice import CampaignPair, chosen
from metrics.budget.effects import variation
from metrics.budget.little_history import TooLittleHistory
from metrics.budget.planned_days import planned_days
from metrics.budget.rule import TestRule
from metrics.budget.running_campaigns import RunningCampaign, months_of, running_campaigns
from metrics.budget.scenarios import Budget, Scenario, scenarios
from metrics.budget.touched_goals import touched_goals
from metrics.goals.progress import Progress
from metrics.question.query import Query
from metrics.returns.campaign_costs import CampaignCosts, campaign_costs
from metrics.returns.campaign_days import CampaignDays, campaign_days
from metrics.returns.credited_outcome import CreditedOutcome
from metrics.returns.ratio_range import RatioRange

PAST = 91
"""Days whose spend and results are taken as usual: a quarter of whole weeks."""
STALE = timedelta(days=28)
"""How long before the newest day the last known day of spend and results may be."""


@dataclass(frozen=True, slots=True)
class PlannedCampaign:
    """A running campaign at today's budget: ``spend`` and ``results`` in the days of the plan.

    ``per_result`` is the cost per result in the days that are taken as usual. ``weeks`` are its
    whole weeks; ``variation`` of their spend, ``highest`` and ``lowest`` week are None where unknown.
    """

    campaign: str
    spend: float
    results: float
    per_result: RatioRange
    weeks: int
    variation: float | None
    highest: float | None
    lowest: float | None


@dataclass(frozen=True, slots=True)
class BudgetMove:
    """``amount`` from the campaign ``source`` to ``target`` in the days of the plan.

    ``source_share`` and ``target_share`` are the amount as a share of their budgets, ``lost`` and
    ``gained`` the results it buys at the usual cost of each.
    """

    source: str
    target: str
    amount: float
    source_share: float
    target_share: float
    lost: float
    gained: float


@dataclass(frozen=True, slots=True)
class BudgetPlan:
    """The budget of the days ``plan``, by the spend and the results of the days ``past``.

    ``counted`` are the results, ``currency`` that of all amounts (None: not named). ``campaigns``
    are the running ones, the highest budget first; ``spend`` and ``usual`` are their sums of spend
    and results. Without a cheaper campaign to move money to, ``move`` and ``rule`` are None and
    ``scenarios`` only hold the budget; otherwise they are hold, shift and cut.
    """

    plan: Query
    past: Query
    counted: CreditedOutcome
    currency: str | None
    campaigns: tuple[PlannedCampaign, ...]
    spend: float
    usual: float
    move: BudgetMove | None
    scenarios: tuple[Scenario, ...]
    rule: TestRule | None


@dataclass(frozen=True, slots=True)
class MixedCurrencies:
    """Ad spend of the last days in several currencies (None: not named), the largest amount first.

    An exchange rate is needed before a budget can be planned.
    """

    amounts: tuple[tuple[str | None, float], ...]


BudgetAnswer = BudgetPlan | TooLittleHistory | MixedCurrencies


def budget_plan(facts: Facts, newest: date, goals: Sequence[Progress]) -> BudgetAnswer | None:
    """The plan for the days after ``newest``: see ``planned_days``.

    Money goes from one of the two campaigns with the highest budgets to a cheaper one, where most
    of it is at stake. ``TooLittleHistory`` where no cheaper campaign has enough of it, or where its
    spend hardly varied and no rule would decide within half a year. None without running campaigns
    whose spend and results are known, or where the last known day is too long ago.
    """
    found: _Basis | MixedCurrencies | None = facts.recent(
        ("budget", newest), lambda: _basis(facts, newest)
    )
    if not isinstance(found, _Basis):
        return found
    pair = found.pair
    if isinstance(pair, TooLittleHistory):
        return pair
    names = () if pair is None else (pair.source.name, pair.target.name)
    touched = touched_goals(facts, goals, found.costs, found.plan, names)
    return BudgetPlan(
        found.plan,
        found.costs.query,
        found.costs.counted,
        found.costs.currency,
        tuple(_planned(one, found.plan.days) for one in found.campaigns),
        found.budget.spend,
        found.budget.usual,
        None if pair is None else _move(pair, found.plan.days),
        tuple(scenarios(found.budget, pair, touched)),
        found.rule,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Basis:
    """What a plan rests on before the goals are considered."""

    plan: Query
    costs: CampaignCosts
    campaigns: tuple[RunningCampaign, ...]
    budget: Budget
    pair: CampaignPair | TooLittleHistory | None
    rule: TestRule | None


def _basis(facts: Facts, newest: date) -> _Basis | MixedCurrencies | None:
    days = campaign_days(facts)
    last = None if days is None else _last(days, newest)
    if days is None or last is None or newest - last > STALE:
        return None
    costs = campaign_costs(facts, Query(last - timedelta(days=PAST - 1), last))
    if costs.is_mixed:
        return MixedCurrencies(costs.by_currency)
    plan = planned_days(newest)
    campaigns = running_campaigns(days, costs, plan.days)
    if not campaigns:
        return None
    months = months_of(days, [one.name for one in campaigns], costs.query.end, plan.days)
    budget = Budget(
        plan.days,
        plan.days * sum(one.spend for one in campaigns),
        plan.days * sum(one.results for one in campaigns),
        variation(months),
    )
    pair = chosen(campaigns, plan, costs.currency)
    rule = pair.rule(plan) if isinstance(pair, CampaignPair) else None
    return _Basis(plan, costs, campaigns, budget, pair, rule)


def _last(days: CampaignDays, newest: date) -> date | None:
    """The last day up to ``newest`` on which spend and results of some campaign are known."""
    covered = np.logical_or.reduce(list(days.covered.values()))
    known = np.flatnonzero(covered & days.known)
    until = known[known <= days.place(newest)]
    return days.day(int(until[-1])) if len(until) else None


def _planned(one: RunningCampaign, days: int) -> PlannedCampaign:
    assert one.cost.per_result is not None  # noqa: S101  # else it is no running campaign
    return PlannedCampaign(
        one.name,
        one.spend * days,
        one.results * days,
        one.cost.per_result,
        one.weeks.number,
        one.weeks.variation,
        one.weeks.highest,
        one.weeks.lowest,
    )


def _move(pair: CampaignPair, days: int) -> BudgetMove:
    return BudgetMove(
        pair.source.name,
        pair.target.name,
        pair.amount,
        pair.amount / (pair.source.spend * days),
        pair.amount / (pair.target.spend * days),
        pair.source.moved(pair.amount).results,
        pair.target.moved(pair.amount).results,
    )

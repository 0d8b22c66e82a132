"""Three ways to spend a budget: hold it, shift some of it to a cheaper campaign, or cut that much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from metrics.budget.choice import CampaignPair
from metrics.budget.effects import NOTHING, ResultRange, level, of_cut, of_shift
from metrics.budget.running_campaigns import RunningCampaign
from metrics.budget.touched_goals import GoalChance, TouchedGoal, responses
from metrics.statistics.period_change import Array


class ScenarioName(StrEnum):
    """What is done with the budget."""

    HOLD = "hold"
    SHIFT = "shift"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way to spend the budget.

    ``spend`` is that of all running campaigns, ``results`` what they bring (80 %). ``effect`` is
    the difference from holding the budget (80 %): from a change that buys nothing to one in
    proportion. ``at_average`` is the difference at average costs: no expectation, because no budget was
    moved to see it. ``worse`` is the share of all responses from none to in proportion with which
    fewer results come than by holding. ``outside`` are campaigns whose weekly spend would be
    above or below any week that they had. ``goals`` are those that the moved campaigns touch.
    """

    name: ScenarioName
    spend: float
    results: ResultRange
    effect: ResultRange
    at_average: float
    worse: float
    outside: tuple[str, ...]
    goals: tuple[GoalChance, ...]


@dataclass(frozen=True, slots=True)
class Budget:
    """All running campaigns together in the days of a plan: spend, results, and how months vary."""

    days: int
    spend: float
    usual: float
    variation: float


def scenarios(
    budget: Budget, pair: CampaignPair | None, touched: Sequence[TouchedGoal]
) -> Iterator[Scenario]:
    """Hold, and with a pair of campaigns shift and cut."""
    yield Scenario(
        ScenarioName.HOLD,
        budget.spend,
        level(budget.usual, NOTHING, budget.variation),
        NOTHING,
        0.0,
        0.0,
        (),
        _chances(touched, {}),
    )
    if pair is None:
        return
    source, target, amount = pair.source, pair.target, pair.amount
    lost, gained, share = source.moved(amount), target.moved(amount), responses()
    net = gained.results - lost.results
    yield Scenario(
        ScenarioName.SHIFT,
        budget.spend,
        level(budget.usual, ResultRange(-lost.results, net), budget.variation),
        of_shift(lost, gained),
        net,
        lost.results / gained.results,
        _outside({source: -amount, target: amount}, budget),
        _chances(
            touched,
            {
                source.name: np.full(len(share), -lost.results),
                target.name: share * gained.results,
            },
        ),
    )
    yield Scenario(
        ScenarioName.CUT,
        budget.spend - amount,
        level(budget.usual, ResultRange(-lost.results, 0.0), budget.variation),
        of_cut(lost),
        -lost.results,
        float(lost.results > 0),
        _outside({source: -amount}, budget),
        _chances(touched, {source.name: -share * lost.results}),
    )


def _chances(touched: Sequence[TouchedGoal], extra: Mapping[str, Array]) -> tuple[GoalChance, ...]:
    return tuple(goal.chance(extra) for goal in touched)


def _outside(changes: Mapping[RunningCampaign, float], budget: Budget) -> tuple[str, ...]:
    return tuple(one.name for one, more in changes.items() if _is_new(one, more / budget.days))


def _is_new(one: RunningCampaign, more: float) -> bool:
    highest, lowest = one.weeks.highest, one.weeks.lowest
    week = 7 * (one.spend + more)
    return highest is None or lowest is None or not lowest <= week <= highest

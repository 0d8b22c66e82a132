"""Goal conflicts: pairs of goals that cannot both be met, by logic or by joint history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from data.facts.source import FactSource
from i18n.message import Message, msg, plural
from metrics.definitions.registry import Additivity, metrics
from metrics.goals.daily import as_arrays, known_days, last_day
from metrics.goals.forecast.series import Array
from metrics.goals.goal import Goal, GoalDirection

WINDOWS = 8  # past periods below which joint history says nothing
ALONE, TOGETHER = 0.1, 0.05  # shares of past periods: met alone often enough, both hardly ever


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two goals and why they cannot both be met; ``n`` past periods, 0 where logic is enough."""

    first: Goal
    second: Goal
    message: Message
    n: int = 0


def conflicts(facts: FactSource, goals: Sequence[Goal]) -> tuple[Conflict, ...]:
    """Every pair of goals that overlap in time and contradict each other."""
    running = [goal for goal in goals if not goal.archived]
    pairs = [(a, b) for a, b in combinations(running, 2) if a.start <= b.end and b.start <= a.end]
    return tuple(conflict for pair in pairs for conflict in _of(facts, *pair))


def _of(facts: FactSource, first: Goal, second: Goal) -> Iterator[Conflict]:
    if _selection(first) != _selection(second):
        return
    if first.metric == second.metric:
        yield from _contradiction(first, second)
        return
    ceiling, volume = (first, second) if _ceiling_on(first, second) else (second, first)
    if _ceiling_on(ceiling, volume):
        yield from _never_together(facts, ceiling, volume)


def _selection(goal: Goal) -> tuple[str, ...]:
    return goal.channel, goal.use, goal.network, goal.campaign


def _contradiction(first: Goal, second: Goal) -> Iterator[Conflict]:
    """Two targets for one metric: a floor above a ceiling, or two values for the same days."""
    same_days = (first.start, first.end) == (second.start, second.end)
    # A ratio or a level holds on any day, so its targets compare whatever the days; totals do not.
    level = metrics()[first.metric].additivity in {Additivity.RATIO, Additivity.STOCK}
    if first.direction is not second.direction:
        low, high = (first, second) if first.direction is GoalDirection.REACH else (second, first)
        if low.target > high.target and (level or same_days):
            yield Conflict(first, second, _OPPOSED)
    elif same_days and first.kind == second.kind and first.target != second.target:
        yield Conflict(first, second, _TWICE)


_OPPOSED = msg("One asks for more than the other allows. Change one of the two targets.")
_TWICE = msg("Two targets for the same metric and the same days. Delete one of them.")


def _ceiling_on(ceiling: Goal, volume: Goal) -> bool:
    """Whether one is a ceiling on a cost per thing, and the other wants many of that thing."""
    per = metrics()[ceiling.metric].denominator
    below = ceiling.direction is GoalDirection.STAY_BELOW and bool(per)
    return below and volume.direction is GoalDirection.REACH and (
        metrics()[volume.metric].numerator == per
    )  # fmt: skip


def _never_together(facts: FactSource, ceiling: Goal, volume: Goal) -> Iterator[Conflict]:
    """By joint history: past periods met one or the other, hardly ever both."""
    met = [_met(facts, goal, volume.days) for goal in (ceiling, volume)]
    count = min(len(goal_met) for goal_met in met)
    if count < WINDOWS:
        return
    cheap, many = (goal_met[len(goal_met) - count :] for goal_met in met)
    both = int(np.count_nonzero(cheap & many))
    if min(cheap.mean(), many.mean()) < ALONE or both / count >= TOGETHER:
        return
    message = plural(
        "In {n} past period of the same length, both were met in {both}, the maximum in "
        "{cheap} and the volume in {many}. Raise the maximum or lower the volume.",
        "In {n} past periods of the same length, both were met in {both}, the maximum in "
        "{cheap} and the volume in {many}. Raise the maximum or lower the volume.",
        n=count,
        cheap=int(cheap.sum()),
        many=int(many.sum()),
        both=both,
    )
    yield Conflict(ceiling, volume, message, count)


def _met(facts: FactSource, goal: Goal, length: int) -> npt.NDArray[np.bool_]:
    """For past windows of some days that start a week apart, whether the target was met, newest last.

    A total is compared with its share of the goal's days. Unknown days do not count as met.
    """
    last = last_day(facts, goal)
    days = known_days(facts, goal, last) if last else ()
    if len(days) < length:
        return np.zeros(0, dtype=bool)
    sides = as_arrays(days).sides
    # A week apart, so that every window has the same weekdays.
    ends = np.arange(len(days), length - 1, -7, dtype=np.int64)[::-1]
    over, under = (_windows(side, ends, length) for side in sides[1:])
    metric = metrics()[goal.metric]
    if metric.additivity is Additivity.RATIO:
        figures = metric.scale * np.divide(
            over, under, out=np.full(len(ends), np.nan), where=under > 0
        )
    else:
        figures = _windows(sides[0], ends, length) * goal.days / length
    below = goal.direction is GoalDirection.STAY_BELOW
    return np.asarray(figures <= goal.target if below else figures >= goal.target)


def _windows(days: Array, ends: npt.NDArray[np.int64], length: int) -> Array:
    sums = np.append(0.0, np.cumsum(np.nan_to_num(days)))
    return np.asarray(sums[ends] - sums[ends - length])

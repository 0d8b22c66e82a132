"""The goal kind interface: how a kind of goal judges the figures of its period."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from i18n.message import Message
from metrics.definitions.registry import Additivity
from metrics.goals.forecast.setting import Forecaster
from metrics.goals.goal import Goal, GoalDirection
from metrics.goals.status import GoalStatus
from metrics.results.results import Figure


class GoalDay(NamedTuple):
    """One day's figures of the goal's selection; None: unknown."""

    day: date
    value: float | None
    numerator: float | None
    denominator: float | None


@dataclass(frozen=True, slots=True)
class Actuals:
    """What is known of a goal on the last day with data (``as_of``).

    ``total`` is the figure of the period so far, ``days`` its days, ``factors`` the weekday
    pattern of the past, ``off`` the holidays with their share of a usual day, and ``opening`` the
    value just before the start (stocks only).
    """

    goal: Goal
    as_of: date
    total: Figure
    days: tuple[GoalDay, ...]
    factors: tuple[float, ...]
    opening: float | None = None
    off: Mapping[date, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A kind's view: value so far, value expected by now, the lines of the chart, verdict.

    ``actual`` has one value per day so far, ``pace`` one per day of the whole period.
    """

    done: float | None
    expected: float | None
    status: GoalStatus
    actual: tuple[float | None, ...]
    pace: tuple[float | None, ...]
    required: float | None = None


@dataclass(frozen=True, slots=True)
class GoalKind:
    """One kind of goal: which metrics it suits, and how it is judged.

    ``windows`` gives the value a past window would have reached, from its days and the
    value just before it; None where a day it needs is unknown. ``forecast`` gives the course of
    the days to come. ``target_days`` is over how many days a total has to come to the target.
    """

    id: str
    label: Message
    doc: Message
    suits: tuple[Additivity, ...]
    assess: Callable[[Actuals], Assessment]
    window: Callable[[tuple[GoalDay, ...], float | None], float | None]
    forecast: Forecaster
    target_days: Callable[[Goal], int] = lambda goal: goal.days


def verdict(goal: Goal, done: float, expected: float, low: float, high: float) -> GoalStatus:
    """On track, close or behind, from the range that chance alone explains (low to high)."""
    below = goal.direction is GoalDirection.STAY_BELOW
    if (done <= expected) if below else (done >= expected):
        return GoalStatus.ON_TRACK
    near = low <= expected if below else high >= expected
    return GoalStatus.CLOSE if near else GoalStatus.BEHIND


def per_day(goal: Goal, done: float, as_of: date) -> float | None:
    """The amount needed per remaining day; None when no day remains or nothing is missing."""
    remaining = (goal.end - as_of).days
    missing = goal.target - done
    return missing / remaining if remaining > 0 and missing > 0 else None


def running(values: list[float | None]) -> tuple[float | None, ...]:
    """The cumulative sum of the known values; unknown until the first known day."""
    totals: list[float | None] = []
    so_far: float | None = None
    for value in values:
        so_far = so_far if value is None else (so_far or 0.0) + value
        totals.append(so_far)
    return tuple(totals)


def running_ratio(days: tuple[GoalDay, ...], scale: float) -> tuple[float | None, ...]:
    """The cumulative ratio of sums, day by day: the last one is the ratio of the period."""
    over = running([day.numerator for day in days])
    under = running([day.denominator for day in days])
    return tuple(
        None if k is None or not n else scale * k / n for k, n in zip(over, under, strict=True)
    )


def whole_sum(days: tuple[GoalDay, ...], _opening: float | None) -> float | None:
    """The sum of a window's days; None where any is unknown."""
    known = [day.value for day in days if day.value is not None]
    return sum(known) if len(known) == len(days) else None


def whole_ratio(days: tuple[GoalDay, ...], _opening: float | None) -> float | None:
    """The ratio of a window's sums, before the metric's scale."""
    return running_ratio(days, 1.0)[-1]

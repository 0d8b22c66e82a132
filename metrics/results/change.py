"""How a figure moved: counts in percent, rates in points, from nothing "new"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from metrics.engine.registry import Better, Metric, Unit


class Step(StrEnum):
    """The unit of a change."""

    PERCENT = "percent"
    POINTS = "points"
    NEW = "new"
    NONE = "none"  # nothing to compare with


class Direction(StrEnum):
    """Whether the change is favourable."""

    GOOD = "good"
    BAD = "bad"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Change:
    """A change; ``value`` is in percent or points (12.5 is 12.5 %), None for new and none."""

    value: float | None
    unit: Step
    direction: Direction


NO_CHANGE = Change(None, Step.NONE, Direction.NEUTRAL)


def change(metric: Metric, now: float | None, before: float | None) -> Change:
    """The change from ``before`` to ``now``; none at all where either is unknown.

    >>> from metrics.engine.registry import metrics
    >>> change(metrics()["leads"], 30, 20).value
    50.0
    >>> change(metrics()["lead_rate"], 0.05, 0.03).unit.value
    'points'
    """
    if now is None or before is None:
        return NO_CHANGE
    direction = _direction(metric, now - before)
    if metric.unit is Unit.PERCENT:
        return Change(100 * (now - before), Step.POINTS, direction)
    if before > 0:
        return Change(100 * (now - before) / before, Step.PERCENT, direction)
    if before == 0 and now > 0:
        return Change(None, Step.NEW, direction)
    return Change(0.0, Step.PERCENT, direction) if now == before else NO_CHANGE


def _direction(metric: Metric, difference: float) -> Direction:
    if difference == 0 or metric.better is Better.NONE:
        return Direction.NEUTRAL
    up = metric.better is Better.HIGHER
    return Direction.GOOD if (difference > 0) == up else Direction.BAD

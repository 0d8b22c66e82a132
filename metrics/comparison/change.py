"""The change of a value: percent for counts, percentage points for rates, "new" from zero."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from metrics.definitions.registry import Metric, Polarity, Unit


class ChangeUnit(StrEnum):
    """The unit of a change."""

    PERCENT = "percent"
    POINTS = "points"
    NEW = "new"
    NONE = "none"  # nothing to compare with


class ChangeDirection(StrEnum):
    """Whether the change is favourable."""

    GOOD = "good"
    BAD = "bad"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Change:
    """A change; ``value`` is in percent or points (12.5 is 12.5 %), None for new and none."""

    value: float | None
    unit: ChangeUnit
    direction: ChangeDirection


NO_CHANGE = Change(None, ChangeUnit.NONE, ChangeDirection.NEUTRAL)


def change(metric: Metric, now: float | None, before: float | None) -> Change:
    """The change from ``before`` to ``now``; none at all where either is unknown.

    >>> from metrics.definitions.registry import metrics
    >>> change(metrics()["leads"], 30, 20).value
    50.0
    >>> change(metrics()["lead_rate"], 0.05, 0.03).unit.value
    'points'
    """
    if now is None or before is None:
        return NO_CHANGE
    direction = _direction(metric, now - before)
    if metric.unit is Unit.PERCENT:
        return Change(100 * (now - before), ChangeUnit.POINTS, direction)
    if before > 0:
        return Change(100 * (now - before) / before, ChangeUnit.PERCENT, direction)
    if before == 0 and now > 0:
        return Change(None, ChangeUnit.NEW, direction)
    # A percentage of a negative value (net followers, ROI) has no meaning.
    return Change(0.0, ChangeUnit.PERCENT, direction) if now == before else NO_CHANGE


def _direction(metric: Metric, difference: float) -> ChangeDirection:
    if difference == 0 or metric.polarity is Polarity.NONE:
        return ChangeDirection.NEUTRAL
    up = metric.polarity is Polarity.HIGHER
    return ChangeDirection.GOOD if (difference > 0) == up else ChangeDirection.BAD

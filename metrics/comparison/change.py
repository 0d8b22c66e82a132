"""The change of a value: percent for counts, points for rates, with its interval and a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from i18n.message import Message
from metrics.definitions.registry import Metric, Polarity, Unit
from metrics.statistics.period_change import PeriodChange

WIDEST = 20.0
"""Times the earlier value: an interval that reaches further says nothing, and is not shown."""
MATTERS = 5.0
"""Percent (of the earlier value, for rates as well): a change that is surely smaller is none."""


class ChangeUnit(StrEnum):
    """The unit of a change."""

    PERCENT = "percent"
    POINTS = "points"
    NEW = "new"
    NONE = "none"  # nothing to compare with


class ChangeDirection(StrEnum):
    """The verdict on a change: only one beyond random variation is good or bad."""

    GOOD = "good"
    BAD = "bad"
    STEADY = "steady"  # surely smaller than what matters
    UNCLEAR = "unclear"  # within random variation
    NONE = "none"  # not comparable, too little history, or neither is favourable

    @property
    def is_verdict(self) -> bool:
        """Whether the change is favourable or unfavourable."""
        return self in {ChangeDirection.GOOD, ChangeDirection.BAD}


@dataclass(frozen=True, slots=True)
class Change:
    """A change in percent or points (12.5 is 12.5 %), None for new and none.

    Of counts it is per usual day where the periods have other days. ``low`` and ``high`` are the
    ends of its 95 % interval, in the same unit. ``moved`` says that it is beyond random variation,
    ``p_value`` how likely as large a change is without any cause, ``why`` why there is no verdict,
    or nothing to compare with.
    """

    value: float | None
    unit: ChangeUnit
    direction: ChangeDirection = ChangeDirection.NONE
    low: float | None = None
    high: float | None = None
    moved: bool = False
    why: Message | None = None
    p_value: float | None = None


NO_CHANGE = Change(None, ChangeUnit.NONE)


def change(
    metric: Metric,
    now: float | None,
    before: float | None,
    found: PeriodChange | None = None,
    why: Message | None = None,
    lengths: float = 1.0,
) -> Change:
    """The change from ``before`` to ``now``; none at all where either is unknown.

    A count is compared per usual day where the past gives how days differ, else per day: ``lengths``
    is how many times as long the newer period is.

    ``found`` is the change with its interval where the past gives one; without it there is no
    verdict. ``why`` says why there is none.

    >>> from metrics.definitions.registry import metrics
    >>> change(metrics()["leads"], 30, 20).value
    50.0
    >>> change(metrics()["lead_rate"], 0.05, 0.03).unit.value
    'points'
    """
    if now is None or before is None:
        return Change(None, ChangeUnit.NONE, why=why)
    if metric.unit is Unit.PERCENT:
        value, scale, unit = 100 * (now - before), before, ChangeUnit.POINTS
    elif before > 0:
        days = 1.0 if metric.denominator else (found and found.days_part) or lengths
        value, scale, unit = 100 * (now / days - before) / before, 1.0, ChangeUnit.PERCENT
    elif before == 0 and now > 0:
        return Change(None, ChangeUnit.NEW, why=why)
    else:  # a percentage of a negative value (net followers, ROI) has no meaning
        same = now == before
        return (
            Change(0.0, ChangeUnit.PERCENT, why=why)
            if same
            else Change(None, ChangeUnit.NONE, why=why)
        )
    if found is None or found.low is None or found.high is None:
        return Change(value, unit, why=why)
    if not found.moved and found.high + 1 > WIDEST:
        return Change(value, unit, ChangeDirection.UNCLEAR, why=why, p_value=found.p_value)
    low, high = 100 * scale * found.low, 100 * scale * found.high
    direction = ChangeDirection.NONE if why is not None else _direction(metric, found, value)
    return Change(value, unit, direction, low, high, found.moved, why, found.p_value)


def _direction(metric: Metric, found: PeriodChange, value: float) -> ChangeDirection:
    assert found.low is not None and found.high is not None  # noqa: S101, PT018  # asked before
    if not found.moved:
        small = 100 * max(-found.low, found.high) < MATTERS
        return ChangeDirection.STEADY if small else ChangeDirection.UNCLEAR
    if metric.polarity is Polarity.NONE:
        return ChangeDirection.NONE
    up = metric.polarity is Polarity.HIGHER
    return ChangeDirection.GOOD if (value > 0) == up else ChangeDirection.BAD

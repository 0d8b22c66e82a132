"""The planned pace: the expected value of a goal on each day, given weekdays and holidays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from itertools import accumulate

import numpy as np

WEEKS = 26  # older weeks say little about this one
PSEUDO_WEEKS = 2  # prior: weeks of equal days added, so that little history changes little
EVEN = (1.0,) * 7
_BACK = [timedelta(days=n) for n in range(7 * WEEKS, 0, -1)]


def span(start: date, end: date) -> list[date]:
    """Every day from ``start`` to ``end``, both included."""
    return list(map(date.fromordinal, range(start.toordinal(), end.toordinal() + 1)))


def weekday_factors(
    history: Mapping[date, float | None], before: date, holidays: AbstractSet[date] = frozenset()
) -> tuple[float, ...]:
    """How much each weekday (Monday first) brings, relative to a mean day; the mean is 1.

    Takes the last whole weeks before a day, at most 26, whose seven days are all known and
    none of which is a holiday.

    >>> weekday_factors({}, date(2026, 1, 5))
    (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    """
    monday = before - timedelta(days=before.weekday())
    days = [monday - step for step in _BACK]
    off = np.array([day in holidays for day in days]).reshape(-1, 7)
    weeks = np.array(list(map(history.get, days)), dtype=np.float64).reshape(-1, 7)
    # A week with a holiday would teach the wrong pattern of weekdays.
    whole = weeks[~(np.isnan(weeks) | off).any(axis=1)]
    mean = float(whole.mean()) if len(whole) else 0.0
    if mean <= 0:
        return EVEN
    shares = whole.sum(axis=0) / mean
    return tuple(((shares + PSEUDO_WEEKS) / (len(whole) + PSEUDO_WEEKS)).tolist())


def holiday_factor(
    history: Mapping[date, float | None], factors: Sequence[float], holidays: AbstractSet[date]
) -> float:
    """What a holiday brings, relative to a usual day of its weekday (at most as much).

    Learnt from the holidays in ``history``; two pseudo-holidays like a Sunday are added, so that
    it has a value where none is known.
    """
    if not holidays:
        return 1.0
    known = {day: value for day, value in history.items() if value is not None}
    usual = {day: max(factors[day.weekday()], 0.0) for day in known if day not in holidays}
    level = sum(known[day] for day in usual) / (sum(usual.values()) or 1.0)
    off = [day for day in known if day in holidays]
    # Additive smoothing: two imagined holidays with the value of a Sunday.
    came = sum(known[day] for day in off) + PSEUDO_WEEKS * max(factors[6], 0.0) * level
    expected = level * (sum(max(factors[day.weekday()], 0.0) for day in off) + PSEUDO_WEEKS)
    return min(max(came / expected, 0.0), 1.0) if expected > 0 else 1.0


def pace_line(
    days: Sequence[date],
    factors: Sequence[float],
    target: float,
    base: float = 0.0,
    off: Mapping[date, float] | None = None,
) -> list[float]:
    """The value expected at the end of each day: from ``base`` to exactly ``target``.

    Days count by their weekday's factor; a negative factor (a weekday that loses) counts as 0.
    ``off`` are holidays, each with its share of a usual day.
    """
    rest = off or {}
    weights = [max(0.0, factors[day.weekday()]) * rest.get(day, 1.0) for day in days]
    whole = sum(weights)
    if whole == 0:
        weights, whole = [1.0] * len(days), float(len(days))
    line = [base + (target - base) * done / whole for done in accumulate(weights)]
    # Exactly the target, whatever the rounding of the sums.
    return [*line[:-1], target]

"""The difference of two variants with the variance of the unit of chance, which is found here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.experiments.units import NOWHERE, ChanceUnit, four_weeks, weeks
from metrics.statistics.hanging_days import hang_together
from metrics.statistics.unit_rates import (
    Array,
    Cells,
    Places,
    RateDifference,
    SharedDays,
    UnitRate,
    sums_by,
    unit_rate,
    unpaired,
)

SIDE_BY_SIDE = 0.8
"""Share of all trials on days when both variants ran, from which they are compared day by day."""
TURNS = 4
"""Days that variants run in turn on average, from which a week is what was dealt."""
# What days of real series go together by, as a share of what they vary by beyond independent trials:
# the middle of 13 series at hand, with Bartlett's weights over a week.
_TOGETHER = 0.75
_DAYS, _WEEKS = 7, 4  # within which days and weeks are asked whether they hang together


@dataclass(frozen=True, slots=True)
class Estimate:
    """The difference by its unit of chance; None where a variance cannot be had."""

    unit: ChanceUnit
    difference: RateDifference | None
    paired: bool = False


def estimate(unit: ChanceUnit, a: Cells, b: Cells) -> Estimate:
    """The difference of two variants from their cells by ``unit``: days, posts or people."""
    if unit is not ChanceUnit.DAY:
        return Estimate(unit, unpaired(a, b))
    shared = SharedDays.of(a, b)
    if shared is not None and _on(shared.place, a, b) >= SIDE_BY_SIDE:
        return _paired(shared)
    if _days_in_turn(a, b) < TURNS:
        return Estimate(unit, unpaired(a, b))
    # What ran at other times was switched by the week at best, and is as uncertain as weeks are.
    by_week = [cells.grouped(weeks(cells.place)) for cells in (a, b)]
    found = unpaired(*by_week)
    if found is not None and hang_together(*_residual(*by_week), _WEEKS, found.variance):
        longer = (cells.grouped(four_weeks(cells.place)) for cells in (a, b))
        return Estimate(ChanceUnit.FOUR_WEEKS, unpaired(*longer))
    return Estimate(ChanceUnit.WEEK, found)


def of_people(people: Estimate, by_day: Estimate) -> Estimate:
    """The estimate by people, or that by day where days show more variation.

    People of a day may go together. Where weeks are what was dealt, people are not.
    """
    if by_day.unit is not ChanceUnit.DAY or people.difference is None:
        return by_day
    if by_day.difference is None or by_day.difference.few:
        return people
    return max(people, by_day, key=lambda one: one.difference.variance if one.difference else 0.0)


def arm_rate(unit: ChanceUnit, cells: Cells) -> UnitRate:
    """A variant's own rate; by weeks where weeks vary more and there are enough of them."""
    rate = unit_rate(cells)
    by_week = unit_rate(cells.grouped(weeks(cells.place))) if unit is ChanceUnit.DAY else rate
    both = (rate.variance, by_week.variance)
    if None in both or by_week.few:
        return rate
    return max(rate, by_week, key=lambda one: one.variance or 0.0)


def _paired(shared: SharedDays) -> Estimate:
    """By day, by week where days hang together, by four weeks where weeks do.

    Too few weeks do not show whether days hang together: they are then taken to do as real ones.
    """
    by_day, by_week = shared.place, weeks(shared.place)
    found = shared.difference(by_day)
    if found is None or found.few:
        return Estimate(ChanceUnit.DAY, found, paired=True)
    weekly = shared.difference(by_week)
    if not hang_together(*shared.residual(by_day), _DAYS, found.variance):
        unsure = weekly is None or weekly.few
        found = found.widened(_TOGETHER) if unsure else found
        return Estimate(ChanceUnit.DAY, found, paired=True)
    if weekly is None or weekly.few:
        return Estimate(ChanceUnit.WEEK, weekly, paired=True)
    if not hang_together(*shared.residual(by_week), _WEEKS, weekly.variance):
        return Estimate(ChanceUnit.WEEK, weekly, paired=True)
    longer = shared.difference(four_weeks(shared.place))
    return Estimate(ChanceUnit.FOUR_WEEKS, longer, paired=True)


def _on(place: Places, *variants: Cells) -> float:
    """The share of all trials on these days."""
    there = sum(float(cells.trials[np.isin(cells.place, place)].sum()) for cells in variants)
    return there / sum(float(cells.trials.sum()) for cells in variants)


def _days_in_turn(a: Cells, b: Cells) -> float:
    """For how many days in a row the same of the variants run, on average."""
    places = np.union1d(a.place, b.place)
    running = np.isin(places, a.place) + 2 * np.isin(places, b.place)
    return len(places) / (1 + np.count_nonzero(np.diff(running)))


def _residual(a: Cells, b: Cells) -> tuple[Places, Array]:
    """What each unit adds to the error of the difference of both variants' own rates."""
    parts = []
    for cells, sign in ((a, 1), (b, -1)):
        there, total = cells.place != NOWHERE, cells.trials.sum()
        error = cells.successes - cells.successes.sum() / total * cells.trials
        parts.append((cells.place[there], sign * error[there] / total))
    places, errors = zip(*parts, strict=True)
    return sums_by(np.concatenate(places), np.concatenate(errors))

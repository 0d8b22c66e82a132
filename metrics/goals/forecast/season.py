"""Seasonality: weekly factors learnt from earlier years, as far as these years agree."""

from __future__ import annotations

import numpy as np

from metrics.goals.forecast.series import Array

YEAR = 52  # weeks
LEAST = 104  # weeks; with less than two years a season and a trend look the same
_HALF = 26


def seasonal(rates: Array, ahead: int) -> tuple[Array, Array]:
    """How much each known week and each of ``ahead`` weeks brings, relative to a usual one.

    A week's factor rests on the same week of earlier years alone. With less than two years, or
    with years that do not agree, every week is usual.
    """
    count = len(rates)
    flat = np.ones(count), np.ones(ahead)
    if count < LEAST:
        return flat
    relative = _smooth(_relative(rates))
    weight = _agreement(relative)
    if weight <= 0:
        return flat
    weeks = np.arange(count + ahead)
    years = -(-len(weeks) // YEAR)
    padded = np.concatenate([np.full(years * YEAR, np.nan), relative, np.full(ahead, np.nan)])
    seen = np.array([padded[weeks + YEAR * year] for year in range(years)])
    known = ~np.isnan(seen)
    total = np.where(known, seen, 0.0).sum(axis=0)
    mean = np.divide(total, known.sum(axis=0), out=np.ones(len(weeks)), where=known.any(axis=0))
    # Shrinkage: seasons count only as far as the years agree.
    factors = np.clip(1 + weight * (mean - 1), 0.1, 5.0)
    return factors[:count], factors[count:]


def _relative(rates: Array) -> Array:
    """Each week against the mean of the year that ends with it; nan while that is unknown."""
    known = ~np.isnan(rates)
    sums = np.append(0.0, np.cumsum(np.where(known, rates, 0.0)))
    counts = np.append(0.0, np.cumsum(known))
    ends = np.arange(1, len(rates) + 1)
    starts = np.maximum(ends - YEAR, 0)
    weeks = counts[ends] - counts[starts]
    total = sums[ends] - sums[starts]
    enough = (weeks >= _HALF) & (total > 0)
    relative = np.full(len(rates), np.nan)
    np.divide(rates * weeks, total, out=relative, where=enough)
    return relative


def _smooth(values: Array) -> Array:
    """Each week with a quarter of either neighbour, where they are known."""
    padded = np.pad(values, 1, constant_values=np.nan)
    parts = np.array([padded[:-2], padded[1:-1], padded[1:-1], padded[2:]])
    known = ~np.isnan(parts)
    total = np.where(known, parts, 0.0).sum(axis=0)
    counts = known.sum(axis=0)
    smoothed = np.full(len(values), np.nan)
    np.divide(total, counts, out=smoothed, where=counts > 0)
    return smoothed


def _agreement(relative: Array) -> float:
    """The share of last year's deviation that came again, between 0 and 1 (regression slope)."""
    before, after = relative[:-YEAR] - 1, relative[YEAR:] - 1
    both = ~(np.isnan(before) | np.isnan(after))
    own = float((before[both] ** 2).sum())
    if both.sum() < _HALF or own <= 0:
        return 0.0
    slope = float((before[both] * after[both]).sum()) / own
    return min(max(slope, 0.0), 1.0)

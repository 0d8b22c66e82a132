"""Backtest of the forecast: replays past weeks and widens the band where too few of them held."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

import numpy as np
import numpy.typing as npt

from metrics.goals.forecast.draws import bands_of, draw_each
from metrics.goals.forecast.fit import Fit
from metrics.goals.forecast.forecast_history import Record
from metrics.goals.forecast.series import Array

START = 8  # weeks known before the first band is drawn
REPLAYED = 40  # bands, the newest ones
SHARE = 0.8  # of the bands should hold
_DRAWS = 200
_DOUBT = 2  # overlapping bands are not independent, so they count for less than their number


def replay(fit: Fit) -> Record:
    """A band for each of the last 40 past weeks whose stretch is over.

    Only figures known after that week are used; the exposure of the stretch is the one it had.
    """
    amount, exposure = fit.series.amount, fit.series.exposure
    last = len(amount) - fit.weeks
    weeks = np.arange(max(START - 1, last - REPLAYED), last, dtype=np.int64)
    if not len(weeks):
        return Record()
    came, wide = (after(values, weeks, fit.weeks) for values in (amount, exposure))
    low, median, high = bands_of(draw_each(fit, weeks, wide, _DRAWS))
    return Record(low, median, high, came)


def after(values: Array, weeks: npt.NDArray[np.int64], length: int) -> Array:
    """The sum of the stretch that follows each week."""
    sums = np.append(0.0, np.cumsum(values))
    return np.asarray(sums[weeks + 1 + length] - sums[weeks + 1])


def corrected(fit: Fit) -> Fit:
    """The same fit with its record; its last band is wider where fewer than 80 % of bands held."""
    record = replay(fit)
    stretch = fit.stretch.copy()
    # Squared, because the stretch is of the variance and the widening of the band. Never narrower.
    stretch[-1] *= widening(record, fit.weeks) ** 2
    return replace(fit, stretch=stretch, record=record)


def widening(record: Record, weeks: int, narrowest: float = 1.0) -> float:
    """The factor by which today's band is wider: what would have held in the past.

    The more bands there are, the more they count; overlapping ones (of ``weeks`` weeks) in part.
    """
    if not record.n:
        return 1.0
    wanted = np.sort(record.missed_by)[ceil(SHARE * record.n) - 1]
    trust = record.n / (record.n + _DOUBT * weeks)
    return float(1 + (max(wanted, narrowest) - 1) * trust)

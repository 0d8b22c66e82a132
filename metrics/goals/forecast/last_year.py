"""Last year's shape: what the same weeks did a year ago, as far as both years agree.

For histories of 64 to 103 weeks, in which a season was seen once. Longer ones have
:mod:`metrics.goals.forecast.season`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from metrics.goals.forecast.levels import Weeks
from metrics.goals.forecast.season import LEAST, YEAR
from metrics.goals.forecast.series import Array

RECENT = 8  # weeks that a move starts from
SHARED = 4  # weeks that both years must have beyond those
LEAST_WEEKS = YEAR + RECENT + SHARED
HALF = 0.5  # the share of last year's move that counts before the years were compared
WORTH = 3.0  # independent stretches that this counts for
_ALIKE = 0.1  # two equal years differ by so much (log) beyond chance
_WIDEST = 0.3  # standard deviation of the log factor, at most


@dataclass(frozen=True, slots=True)
class LastYear:
    """``move``: by what last year's coming weeks differed from the weeks before (log, less noise).

    ``weight``: the share of it that counts, 0 to 1. ``spread``: standard deviation of the log
    factor. ``moves`` are the moves for 1, 2 … weeks ahead.
    """

    move: float
    weight: float
    spread: float
    moves: Array

    def log_factor(self, weeks: Array) -> Array:
        """The log factor on the recent level for some (fractional) weeks ahead."""
        at = np.clip(np.round(weeks).astype(np.int64), 1, len(self.moves)) - 1
        return np.asarray(self.weight * self.moves[at])


def last_year(rates: Array, ahead: float, clump: float = 1.0) -> LastYear | None:
    """The shape for ``ahead`` weeks after a series of weekly amounts per exposure.

    ``clump`` is the variance of a week over its mean (1: a Poisson count).

    None with less than 64 weeks, and from 104 on. The weight is the slope of this year's moves
    on last year's, at the dates both years have, drawn to a half; the noise of the one move that
    counts is taken off it (the positive part of James and Stein).
    """
    count, weeks = len(rates), max(1, round(ahead))
    if not LEAST_WEEKS <= count < LEAST:
        return None
    short = min(weeks, max(SHARED, (count - YEAR - RECENT) // 2))
    places = np.arange(YEAR + RECENT, count - short + 1)
    then, now = (_moves(rates, places - back, short, clump) for back in (YEAR, 0))
    before = rates[count - YEAR - RECENT : count - YEAR].sum()
    moves = np.array([_shrunk(rates, n, before, clump) for n in range(1, weeks + 1)])
    noise = _noise(before, rates[count - YEAR : count - YEAR + weeks].sum(), clump)
    each = 1 / max(1.0, (short + RECENT) / 3)  # overlapping stretches count in part
    scale = WORTH * max(float((then**2).sum()) / max(len(places), 1), noise)
    slope = (float((then * now).sum()) * each + HALF * scale) / (
        float((then**2).sum()) * each + scale
    )
    weight, move = float(np.clip(slope, 0, 1)), float(moves[-1])
    unsure = (weight * move) ** 2 / (4 * (1 + len(places) * each))
    return LastYear(move, weight, min(sqrt(weight**2 * noise + unsure), _WIDEST), moves)


def _moves(rates: Array, places: Weeks, weeks: int, clump: float) -> Array:
    """The log of the mean of some weeks from each place over that of the weeks before it."""
    sums = np.append(0.0, np.cumsum(rates))
    first = np.maximum(places - RECENT, 0)
    after = (sums[places + weeks] - sums[places]) / weeks
    before = (sums[places] - sums[first]) / (places - first)
    return np.asarray(np.log((after + clump / 2) / (before + clump / 2)))


def _shrunk(rates: Array, weeks: int, before: float, clump: float) -> float:
    place = len(rates) - YEAR
    move = float(_moves(rates, np.array([place]), weeks, clump)[0])
    noise = _noise(before, rates[place : place + weeks].sum(), clump)
    return move * max(0.0, 1 - noise / max(move**2, 1e-12))


def _noise(before: float, after: float, clump: float) -> float:
    return float(_ALIKE**2 + clump / max(before, clump) + clump / max(after, clump))

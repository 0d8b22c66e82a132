"""What moved money may bring: between nothing and in proportion, as far as it can be said without a test.

Spend follows demand, so past months do not say what more of it brings. What holds is a range of two
cases: the added money buys nothing, or it buys results at the campaign's usual cost. Money that is
taken away loses results in proportion in both: that is the most it can lose. Each end is widened
by how much months vary and by counting (80 %).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from metrics.statistics.period_change import Array

LEVEL = 0.8
"""The level of the ranges."""
_Z = NormalDist().inv_cdf((1 + LEVEL) / 2)
_BLOCKS = 12  # months' lengths that show how much these vary
_LEAST_BLOCKS = 3


@dataclass(frozen=True, slots=True)
class ResultRange:
    """A number of results, or a difference of such numbers, from ``low`` to ``high`` (80 %)."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Moved:
    """Results that some money buys at its campaign's usual cost, and how months of it vary.

    ``variation`` is the standard deviation of months over their mean.
    """

    results: float
    variation: float

    @property
    def deviation(self) -> float:
        """The standard deviation: the months' own, and that of counting (of one result at least)."""
        return math.hypot(self.variation * self.results, math.sqrt(max(self.results, 1.0)))


NOTHING = ResultRange(0.0, 0.0)


def level(usual: float, change: ResultRange, variation: float) -> ResultRange:
    """The results of all campaigns: ``usual`` plus a change between two ends, each end widened."""
    low, high = (max(usual + end, 0.0) for end in (change.low, change.high))
    return ResultRange(
        max(low - _Z * Moved(low, variation).deviation, 0.0),
        high + _Z * Moved(high, variation).deviation,
    )


def of_shift(lost: Moved, gained: Moved) -> ResultRange:
    """The difference that a shift makes: ``lost`` and nothing more, to ``lost`` and all of ``gained``."""
    both = math.hypot(lost.deviation, gained.deviation)
    return ResultRange(
        -lost.results - _Z * lost.deviation, gained.results - lost.results + _Z * both
    )


def of_cut(lost: Moved) -> ResultRange:
    """The difference that a cut makes: all of ``lost``, to nothing."""
    return ResultRange(-lost.results - _Z * lost.deviation, 0.0)


def variation(blocks: Array) -> float:
    """The standard deviation of months over their mean; 0 with fewer than three of them."""
    if len(blocks) < _LEAST_BLOCKS or not blocks.any():
        return 0.0
    return float(blocks.std(ddof=1) / blocks.mean())


def dispersion(blocks: Array) -> float:
    """How many times Poisson's variance months have; 1 with fewer than three of them."""
    if len(blocks) < _LEAST_BLOCKS or not blocks.any():
        return 1.0
    return float(blocks.var(ddof=1) / blocks.mean())


def blocks(results: Array, end: int, length: int) -> Array:
    """The results of a year of stretches of ``length`` known days, back from the place ``end``.

    ``results`` has a value for each day, nan where it is unknown or the campaign had not begun.
    """
    number = min(end // length, _BLOCKS)
    sums = results[end - number * length : end].reshape(number, length).sum(axis=1)
    return np.asarray(sums[~np.isnan(sums)])

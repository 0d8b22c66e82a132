"""Counts that vary more than Poisson's: how likely so many are, and a line between two means."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from metrics.statistics.period_change import Array

_LINES = 1000  # lines that are tried at most
_POISSON = 1 + 1e-9  # a dispersion up to here is Poisson's


class LineErrors(NamedTuple):
    """A line, how likely a count of the lower mean reaches it, and one of the higher does not."""

    line: int
    reached: float
    missed: float

    @property
    def worst(self) -> float:
        """The larger of both."""
        return max(self.reached, self.missed)


def at_most(mean: float, dispersion: float, count: ArrayLike) -> Array:
    """The probability of so many events or fewer, where the variance is ``dispersion`` × mean.

    Negative binomial, or Poisson for a dispersion of 1. ``count`` are whole numbers; below zero
    the probability is 0.
    """
    # scipy takes long to import, and most questions ask for no budget
    from scipy.special import betainc, gammaincc  # noqa: PLC0415

    asked = np.asarray(count, dtype=np.float64)
    whole = np.maximum(asked, 0.0)
    if mean <= 0:
        found = np.ones_like(whole)
    elif dispersion <= _POISSON:
        found = gammaincc(whole + 1, mean)
    else:
        found = betainc(mean / (dispersion - 1), whole + 1, 1 / dispersion)
    return np.where(asked < 0, 0.0, found)


def best_line(low: float, high: float, dispersions: tuple[float, float]) -> LineErrors:
    """The whole number between two means that tells them apart with the smallest worse error.

    ``dispersions`` are those of counts of the lower and of the higher mean.
    """
    lines = np.unique(np.linspace(np.ceil(low), np.ceil(high), _LINES).round())
    reached = 1 - at_most(low, dispersions[0], lines - 1)
    missed = at_most(high, dispersions[1], lines - 1)
    best = int(np.argmin(np.maximum(reached, missed)))
    return LineErrors(int(lines[best]), float(reached[best]), float(missed[best]))

"""Rates and their difference, with the variance of the units that were dealt: days, weeks, posts.

Impressions, sessions and views of a day or a post succeed together, so a binomial variance of them
is far too small. Each unit is left out once (the jackknife, which is the small-sample cluster
variance CR3: R. Bell, D. McCaffrey, Survey Methodology 28 (2002) 169-181), and the result is never
below the binomial one. Few heavy units count as few: effective units are (sum n)² / sum n² (L. Kish,
Survey Sampling, 1965).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
LEAST_UNITS = 8
"""Effective units of each variant, below which nothing is decided."""


def sums_by(place: Places, values: Array) -> tuple[Places, Array]:
    """The places, each once and rising, and the sum of the values at each."""
    places, at = np.unique(place, return_inverse=True)
    return places, np.bincount(at, values, len(places)).astype(np.float64)


class Cells(NamedTuple):
    """Successes among trials of one variant, a cell for each unit; ``place`` names the unit.

    The place is the number of the day or week for units of time, the same for both variants.
    """

    place: Places
    successes: Array
    trials: Array

    def grouped(self, place: Places) -> Cells:
        """The sums of the cells with the same new place."""
        places, successes = sums_by(place, self.successes)
        return Cells(places, successes, sums_by(place, self.trials)[1])

    def only(self, which: npt.NDArray[np.bool_] | Places) -> Cells:
        """Some of the cells."""
        return Cells(self.place[which], self.successes[which], self.trials[which])


@dataclass(frozen=True, slots=True)
class UnitRate:
    """A rate, its variance and its number of units; a single unit has no variance (None)."""

    rate: float
    variance: float | None
    binomial: float
    units: int
    effective: float

    @property
    def few(self) -> bool:
        """Whether there are too few effective units to know their variance."""
        return self.effective < LEAST_UNITS

    @property
    def spread(self) -> float:
        """The variance of a single case."""
        return max(self.rate * (1 - self.rate), 0.0)


@dataclass(frozen=True, slots=True)
class RateDifference:
    """Rate ``a`` minus rate ``b`` with its variance and the degrees of freedom of that variance.

    ``binomial`` is the variance that independent trials would have. The rates are those compared:
    where variants are paired by day, each weighs the days alike. ``units`` and ``effective`` are
    those of the variant that has fewer.
    """

    a: float
    b: float
    variance: float
    binomial: float
    free: float
    units: int
    effective: float

    @property
    def value(self) -> float:
        """The difference."""
        return self.a - self.b

    @property
    def few(self) -> bool:
        """Whether there are too few effective units to know their variance."""
        return self.effective < LEAST_UNITS

    @property
    def dispersion(self) -> float:
        """How many times the variance is that of independent trials; at least 1."""
        return self.variance / self.binomial if self.binomial > 0 else 1.0

    def widened(self, together: float) -> RateDifference:
        """The same if what exceeds the variance of independent trials goes together.

        ``together`` is the sum of its autocorrelations with later units, weighted by Bartlett.
        """
        excess = 1 - 1 / self.dispersion
        return replace(self, variance=self.variance * (1 + 2 * together * excess))


def jackknife(top: Array, bottom: Array) -> float:
    """The variance of ``sum(top) / sum(bottom)`` by leaving out one unit at a time."""
    rest = bottom.sum() - bottom
    without = (top.sum() - top) / np.maximum(rest, 1e-9)
    count = len(top)
    return float((count - 1) / count * ((without - without.mean()) ** 2).sum())


def kish(sizes: Array) -> float:
    """How many units of equal size these are worth."""
    return float(sizes.sum() ** 2 / (sizes**2).sum())


def unit_rate(cells: Cells) -> UnitRate:
    """The rate of a variant from its cells, of which one has trials at least.

    >>> found = unit_rate(Cells(np.arange(4), np.array([1.0, 3, 1, 3]), np.array([10.0] * 4)))
    >>> (found.rate, found.effective, round(found.variance, 6))
    (0.2, 4.0, 0.004)
    """
    there = cells.trials > 0
    top, bottom = cells.successes[there], cells.trials[there]
    trials = float(bottom.sum())
    rate = float(top.sum() / trials)
    binomial = max(rate * (1 - rate), 0.0) / trials
    variance = max(jackknife(top, bottom), binomial) if len(top) > 1 else None
    return UnitRate(rate, variance, binomial, len(top), kish(bottom))


def unpaired(a: Cells, b: Cells) -> RateDifference | None:
    """The difference of two variants with units of their own; None where its variance is unknown.

    Degrees of freedom by Welch and Satterthwaite, from the effective units of both.
    """
    one, two = unit_rate(a), unit_rate(b)
    fewer = min((one, two), key=lambda rate: rate.effective)
    if one.variance is None or two.variance is None:
        return None
    variance = one.variance + two.variance
    if variance <= 0 or fewer.effective <= 1:
        return None
    parts = ((rate.variance or 0.0) ** 2 / (rate.effective - 1) for rate in (one, two))
    free = variance**2 / sum(parts)
    binomial = one.binomial + two.binomial
    return RateDifference(
        one.rate, two.rate, variance, binomial, free, fewer.units, fewer.effective
    )


@dataclass(frozen=True, slots=True)
class SharedDays:
    """Two variants on the days when both ran: rates by day, and the weight of each day.

    The weighted mean of the days' differences is Mantel and Haenszel's (S. Greenland, J. Robins,
    Biometrics 41 (1985) 55-68): good and bad days of both drop out, and so does a different mix
    of days. Its variance is that between the days.
    """

    place: Places
    a: Array
    b: Array
    weight: Array
    binomial: float

    @classmethod
    def of(cls, a: Cells, b: Cells) -> SharedDays | None:
        """None where both ran on no day."""
        _, left, right = np.intersect1d(a.place, b.place, return_indices=True)
        one, two = a.only(left), b.only(right)
        both = (one.trials > 0) & (two.trials > 0)
        if not both.any():
            return None
        one, two = one.only(both), two.only(both)
        weight = one.trials * two.trials / (one.trials + two.trials)
        each = unit_rate(one).spread / one.trials + unit_rate(two).spread / two.trials
        binomial = float((weight**2 * each).sum() / weight.sum() ** 2)
        rates = one.successes / one.trials, two.successes / two.trials
        return cls(one.place, rates[0], rates[1], weight, binomial)

    def residual(self, place: Places | None = None) -> tuple[Places, Array]:
        """What each unit adds to the error of the difference; the units first."""
        total = self.weight.sum()
        mean = float((self.weight * (self.a - self.b)).sum() / total)
        each = self.weight / total * (self.a - self.b - mean)
        return sums_by(self.place if place is None else place, each)

    def difference(self, place: Places | None = None) -> RateDifference | None:
        """The difference with days as units, or with ``place`` (a week of each day) as units."""
        at = self.place if place is None else place
        units = Cells(at, self.weight * (self.a - self.b), self.weight).grouped(at)
        effective, count, total = kish(units.trials), len(units.place), float(self.weight.sum())
        variance = max(jackknife(units.successes, units.trials), self.binomial)
        if variance <= 0 or effective <= 1:
            return None
        a, b = (float((self.weight * rate).sum() / total) for rate in (self.a, self.b))
        return RateDifference(a, b, variance, self.binomial, effective - 1, count, effective)

"""A steady trend: growth or decline by the same share every week, as far as it is known.

A log-linear regression of weekly amounts on time, with the variance that the weeks show and a
slope that is drawn to zero (a normal prior). It does not damp the trend: series that do not keep
theirs are left to the other candidates of the mixture.
"""

from __future__ import annotations

import numpy as np

from metrics.goals.forecast.levels import Moments, Weeks, dispersion
from metrics.goals.forecast.series import Array, WeeklySeries

SLOPE = 0.012  # standard deviation of the slope beforehand: a factor of 1.9 within a year
STEPS = 4  # of iterated weighted least squares
_MOST = 2.0  # of the variance of a log amount


class Trend:
    """The regression after each of some weeks; ``weeks`` are in rising order."""

    def __init__(self, series: WeeklySeries, weeks: Weeks) -> None:
        self.weeks = weeks
        self.clump = dispersion(series)[weeks]
        ages = np.arange(len(series.amount)) - weeks[:, None]
        known = ages <= 0
        self._fit(np.where(known, series.amount, 0.0), np.where(known, series.exposure, 0.0),
                  np.where(known, ages, 0).astype(np.float64))  # fmt: skip

    def _fit(self, amount: Array, exposure: Array, ages: Array) -> None:
        """Newton's method for all weeks at once: level and slope, and their covariance."""
        level = np.log((amount.sum(axis=1) + 1e-9) / (exposure.sum(axis=1) + 1e-9))
        slope, prior = np.zeros(len(level)), SLOPE**-2
        square = ages**2
        have, along = amount.sum(axis=1), _summed(amount, ages)
        for _ in range(STEPS):
            mean = exposure * np.exp(np.clip(level[:, None] + slope[:, None] * ages, -30, 40))
            whole, moved = mean.sum(axis=1), _summed(mean, ages)
            one, cross = whole / self.clump + 1e-6, moved / self.clump
            two = _summed(mean, square) / self.clump + prior
            up = (have - whole) / self.clump
            on = (along - moved) / self.clump - prior * slope
            size = np.maximum(one * two - cross**2, 1e-12)
            level = level + np.clip((two * up - cross * on) / size, -1, 1)
            slope = slope + np.clip((one * on - cross * up) / size, -0.1, 0.1)
        self.level, self.slope = level, slope
        self.covariance = two / size, -cross / size, one / size

    def ahead(self, weeks: Weeks, exposure: Array) -> Moments:
        """Mean and variance of the amount that an exposure brings after each of some weeks."""
        at = np.searchsorted(self.weeks, weeks)
        level, slope, clump = self.level[at], self.slope[at], self.clump[at]
        own, cross, steep = (part[at] for part in self.covariance)
        wide = np.maximum(exposure, 1e-9)
        way = np.clip(np.where(np.abs(slope * wide) < 1e-6, 1e-6, slope * wide), -3, 3)
        mean = np.exp(np.clip(level + slope / 2, -30, 40)) * wide * np.expm1(way) / way
        middle = (wide + 1) / 2
        unsure = np.expm1(np.minimum(own + 2 * middle * cross + middle**2 * steep, _MOST))
        return mean, clump * mean + mean**2 * unsure


def _summed(values: Array, by: Array) -> Array:
    """The sum of products, row by row."""
    return np.asarray(np.einsum("ij,ij->i", values, by))

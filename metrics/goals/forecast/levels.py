"""Levels of a series of counts or amounts: how fast they move and how far weeks clump is learnt.

Discount models of West, Harrison and Migon (1985, JASA 80:73): an amount per exposure is gamma
distributed, and loses a share of what is known about it each week. A grid of such shares and of
clumpings is weighed by how likely each made every past week, one week ahead. A quiet series gets
narrow bands, one that moves gets wide ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, softmax

from metrics.goals.forecast.fit import forgotten
from metrics.goals.forecast.series import Array, Nature, WeeklySeries

Weeks = npt.NDArray[np.int64]
Moments = tuple[Array, Array]  # means and variances

KEEP = np.array([1.0, 0.98, 0.94, 0.87, 0.75, 0.55, 0.35])  # what a week leaves of what is known
LIKELY = np.array(
    [0.5, 0.3, 0.0, -0.3, -0.6, -1.0, -1.5]
)  # log weights beforehand: most levels stay
CLUMP = np.array([0.2, 0.45, 1.0, 2.0, 4.0])  # times the dispersion of the series itself
PRIOR = 2.0  # events that the first guess of the level counts for
_FIRST = 4  # weeks that the first guess is made of
_LITTLE = 0.003  # the weight up to which a model is left out
_MOST = 3.0  # of the relative variance by which a level may move


@dataclass(frozen=True, slots=True)
class Levels:
    """What is known of the level after each week: a row for each model, a column for each week.

    A level is gamma distributed with ``shape`` and ``rate``; ``keep`` and ``clump`` are what a
    model assumes, ``weight`` how much it counts. ``long`` is the mean level of all weeks so far.
    """

    shape: Array
    rate: Array
    keep: Array
    clump: Array
    weight: Array
    long: Array

    def ahead(self, weeks: Weeks, exposure: Array, back: float = 0.0) -> Moments:
        """Mean and variance of the amount that an exposure brings after each of some weeks.

        The level moves on as it did; with ``back`` it returns to its long mean by that share of
        the way per week (an Ornstein-Uhlenbeck process).
        """
        wide = np.maximum(exposure, 1e-9)
        weight = self.weight[:, weeks]
        # Most models hardly count; leaving them out makes this several times faster.
        some = np.flatnonzero(weight.max(axis=1) > _LITTLE)
        weight = weight[some] / weight[some].sum(axis=0)
        shape, rate = (part[some[:, None], weeks] for part in (self.shape, self.rate))
        keep, clump = self.keep[some], self.clump[some]
        left, wander = _course(wide, back)
        mean = left * shape / rate + (1 - left) * self.long[weeks]
        # The variance of a step is that of Beta(keep·a, (1 − keep)·a) / keep.
        step = (1 - keep) / (keep * (shape + 1))
        moved = 1 + np.minimum(step * wander, _MOST)
        square = (mean**2 + (left / rate) ** 2 * shape) * moved
        means = mean * wide
        whole = (weight * means).sum(axis=0)
        within = clump * means + square * wide**2
        return whole, np.maximum((weight * within).sum(axis=0) - whole**2, 1e-12)


def _course(wide: Array, back: float) -> tuple[Array, Array]:
    """What is left of today's distance from the long mean in the mean of the weeks ahead.

    And how many times the variance of one step that mean has.
    """
    if not back:
        return np.ones_like(wide), wide / 3
    way = back * wide
    once, twice = -np.expm1(-way), -np.expm1(-2 * way)
    return once / way, (wide - 2 * once / back + twice / (2 * back)) / way**2


def levels(series: WeeklySeries) -> Levels:
    """The levels of a series of counts or of amounts that are never negative."""
    amount, exposure = series.amount, np.maximum(series.exposure, 0.0)
    least = least_clump(series)
    # A quiet series has the least clump several times: once is enough, with all their weight.
    clumps, times = np.unique(np.maximum(dispersion(series)[-1] * CLUMP, least), return_counts=True)
    keep, clump = (g.ravel()[:, None] for g in np.meshgrid(KEEP, clumps, indexing="ij"))
    sums = [np.repeat(forgotten(side, KEEP), len(clumps), axis=0) for side in (amount, exposure)]
    guess = max(_rate(amount[:_FIRST].sum(), exposure[:_FIRST].sum()), 0.2 * least)
    faded = PRIOR * keep ** np.arange(1, len(amount) + 1)
    shape, rate = faded + sums[0] / clump, faded / guess + sums[1] / clump
    known = _likelihood(amount, exposure, clump, _before(shape, PRIOR) * keep,
                        _before(rate, PRIOR / guess) * keep)  # fmt: skip
    prior = LIKELY[:, None] + np.log(times)
    log = np.cumsum(known, axis=1) + prior.reshape(-1, 1)
    long = np.cumsum(amount) / np.maximum(np.cumsum(exposure), 1e-9)
    return Levels(shape, rate, keep, clump, softmax(log, axis=0), long)


def _rate(amount: float, exposure: float) -> float:
    return amount / exposure if exposure > 0 else 0.0


def _before(values: Array, first: float) -> Array:
    """What was known before each week."""
    return np.hstack([np.full((len(values), 1), first), values[:, :-1]])


def _likelihood(amount: Array, exposure: Array, clump: Array, shape: Array, rate: Array) -> Array:
    """The log likelihood of each week by each model: negative binomial in units of its clump."""
    count, odds = amount / clump, rate * clump / np.maximum(exposure, 1e-9)
    log = (
        gammaln(count + shape) - gammaln(shape) - gammaln(count + 1)
        + shape * np.log(odds / (odds + 1)) - count * np.log(odds + 1) - np.log(clump)
    )  # fmt: skip
    return np.where(exposure > 0, log, 0.0)


def dispersion(series: WeeklySeries) -> Array:
    """The variance of a week over its mean as far as each week shows it, by steps between weeks.

    Steps, not distances from the mean, so that a slow movement of the level does not count.
    """
    amount, exposure = series.amount, series.exposure
    known = exposure > 0
    rates = np.divide(amount, exposure, out=np.zeros(len(amount)), where=known)
    both = known[1:] & known[:-1]
    noise = 1 / np.where(both, exposure[1:], 1.0) + 1 / np.where(both, exposure[:-1], 1.0)
    steps = np.cumsum(np.where(both, np.diff(rates) ** 2 / noise, 0.0))
    mean = np.cumsum(amount)[1:] / np.maximum(np.cumsum(exposure)[1:], 1e-9)
    least = least_clump(series)
    seen = steps / np.maximum(np.cumsum(both), 1) / np.maximum(mean, 1e-9 * least)
    return np.append(least, np.maximum(seen, least))


def least_clump(series: WeeklySeries) -> float:
    """The least variance over mean: 1 for counts, a small part of a mean week for amounts."""
    if series.nature is Nature.COUNT:
        return 1.0
    return max(1e-3 * _rate(float(series.amount.sum()), float(series.exposure.sum())), 1e-9)

"""Monte Carlo draws of the days to come, seeded and the same for every target."""

from __future__ import annotations

from functools import cache
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from metrics.goals.forecast.fit import Fit, LevelState, Number, drift, textbook
from metrics.goals.forecast.series import Array, Nature

SEED = 20_260_101
DRAWS = 2_000
BAND = (0.1, 0.5, 0.9)


def generator(stream: int = 0) -> np.random.Generator:
    """A seeded generator: equal histories give equal odds. Streams are independent."""
    return np.random.default_rng((SEED, stream))


def draw(state: LevelState, exposure: float, count: int = DRAWS) -> Array:
    """``count`` amounts that ``exposure`` may bring."""
    return np.asarray(draws(state, np.array([exposure]), count)[0])


def draws(state: LevelState, exposures: Array, count: int) -> Array:
    """``count`` amounts for each of some exposures, a row each, from the same random state."""
    chance, unsure = generator(), _unsure(state.sureness, count)
    start = chance.bit_generator.state
    drawn = np.zeros((len(exposures), count))
    for row, exposure in enumerate(exposures.tolist()):
        if exposure > 0:
            # Common random numbers: bands of later days then differ by exposure, not by luck.
            chance.bit_generator.state = start
            variance = state.variance(exposure) * unsure
            drawn[row] = SHAPES[state.nature](state.mean(exposure), variance, exposure, chance)
    return drawn


def _unsure(sureness: Number, count: int) -> Array:
    """By how much the variance itself may be larger: degrees of freedom over a chi-square, at most 9.

    Its quantiles in random order replace draws (Wilson and Hilferty's approximation), so that
    fewer of them are enough.
    """
    part = 2 / (9 * sureness)
    return np.asarray(np.minimum((1 - part + _normal(count) * np.sqrt(part)) ** -3.0, 9.0))


@cache
def _normal(count: int) -> Array:
    quantiles = [NormalDist().inv_cdf((n + 0.5) / count) for n in range(count)]
    return generator(1).permutation(quantiles)


def draw_each(fit: Fit, weeks: npt.NDArray[np.int64], exposure: Array, count: int) -> Array:
    """``count`` amounts that may follow each of some past weeks, a row per week.

    Each row is drawn from what was known after its week, for an exposure of its own.
    """
    chance, at = generator(), weeks
    parts = (fit.level, fit.noise, fit.seen, fit.stretch, fit.sureness)
    level, noise, seen, stretch, sureness = (part[at][:, None] for part in parts)
    wide = exposure[:, None]
    mean = level * wide
    variance = stretch * textbook(wide, level, noise, seen, drift(fit.weeks))
    unsure = _unsure(sureness, count)
    drawn = SHAPES[fit.series.nature](mean, variance * unsure, wide, chance)
    return np.where(wide > 0, drawn, 0.0)


def band(drawn: Array) -> tuple[float, float, float]:
    """The ends of the middle 80 % of some draws, and their median between them.

    >>> band(np.arange(11.0))
    (1.0, 5.0, 9.0)
    """
    low, median, high = bands_of(drawn[None, :])[:, 0].tolist()
    return low, median, high


def bands_of(drawn: Array) -> Array:
    """The lows, the medians and the highs of draws, one row per case.

    Whole numbers repeat, and a band of them up to both quantiles holds more than it should. So
    half of the draws that equal an end count as outside it (mid-distribution quantiles, Parzen
    2004); where no draws are equal, that changes nothing.
    """
    ordered, last = np.sort(drawn, axis=1), drawn.shape[1] - 1
    low, median, high = ordered[:, [round(last * share) for share in BAND]].T
    return np.stack([_inside(ordered, low, BAND[0]), median, _inside(ordered, high, BAND[2])])


def _inside(ordered: Array, end: Array, share: float) -> Array:
    """The ends, moved one value inward where most draws equal to one lie beyond ``share``."""
    before, until = (test(ordered, end[:, None]).sum(axis=1) for test in (np.less, np.less_equal))
    middle = (before + until) / 2 / ordered.shape[1]
    upwards = share < BAND[1]
    inward = np.minimum(until, ordered.shape[1] - 1) if upwards else np.maximum(before - 1, 0)
    outside = middle < share if upwards else middle > share
    return np.where(outside, ordered[np.arange(len(ordered)), inward], end)


_Means = float | Array


def _counts(mean: _Means, variance: Array, _exposure: _Means, chance: np.random.Generator) -> Array:
    """A negative binomial: a Poisson count whose mean is gamma distributed."""
    some = np.maximum(mean, 1e-9)
    excess = np.maximum(variance - mean, 1e-6 * np.maximum(mean, 1e-6))
    level = chance.gamma(some**2 / excess, excess / some)
    return np.asarray(chance.poisson(np.minimum(level, 1e15)), dtype=np.float64)


def _amounts(
    mean: _Means, variance: Array, _exposure: _Means, chance: np.random.Generator
) -> Array:
    # A gamma by its moments: never negative, and skewed as amounts are.
    some, wide = np.maximum(mean, 1e-12), np.maximum(variance, 1e-24)
    return np.where(np.asarray(mean) > 0, chance.gamma(some**2 / wide, wide / some), 0.0)


def _signed(mean: _Means, variance: Array, _exposure: _Means, chance: np.random.Generator) -> Array:
    return np.asarray(mean + np.sqrt(variance) * chance.standard_normal(variance.shape))


def _shares(mean: _Means, variance: Array, exposure: _Means, chance: np.random.Generator) -> Array:
    """A beta-binomial: successes among trials of a rate that is beta distributed."""
    trials = np.maximum(1, np.round(exposure))
    tested = np.maximum(exposure, 1e-9)
    rate = np.clip(mean / tested, 1e-6, 1 - 1e-6)
    own = rate * (1 - rate)
    unsure = np.clip(variance / tested**2 - own / trials, 1e-6 * own, 0.5 * own)
    strength = own / unsure - 1
    rates = chance.beta(rate * strength, (1 - rate) * strength)
    won = chance.binomial(trials.astype(np.int64), rates)
    return np.asarray(won * (exposure / trials), dtype=np.float64)


SHAPES = {
    Nature.COUNT: _counts,
    Nature.AMOUNT: _amounts,
    Nature.SIGNED: _signed,
    Nature.SHARE: _shares,
}

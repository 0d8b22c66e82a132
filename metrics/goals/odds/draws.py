"""What the days to come may bring: seeded draws, in order of the draw, never of the target."""

from __future__ import annotations

import numpy as np

from metrics.goals.odds.fit import State
from metrics.goals.odds.series import Array, Nature

SEED = 20_260_101
DRAWS = 2_000
BAND = (0.1, 0.5, 0.9)


def generator() -> np.random.Generator:
    """The same chance for everybody: equal histories give equal odds."""
    return np.random.default_rng(SEED)


def draw(state: State, exposure: float, chance: np.random.Generator, count: int = DRAWS) -> Array:
    """``count`` amounts that ``exposure`` may bring."""
    mean = state.mean(exposure)
    wide = state.sureness / chance.chisquare(state.sureness, count)
    variance = state.variance(exposure) * np.minimum(wide, 9.0)
    if exposure <= 0:
        return np.zeros(count)
    return _SHAPES[state.nature](mean, variance, exposure, chance)


def band(drawn: Array) -> tuple[float, float, float]:
    """The ends of the middle 80 % of some draws, and their median between them.

    >>> band(np.arange(11.0))
    (1.0, 5.0, 9.0)
    """
    ordered, last = np.sort(drawn), len(drawn) - 1
    low, median, high = (float(ordered[round(last * share)]) for share in BAND)
    return low, median, high


def _counts(mean: float, variance: Array, _exposure: float, chance: np.random.Generator) -> Array:
    """A negative binomial: a Poisson count whose mean is unsure."""
    excess = np.maximum(variance - mean, 1e-6 * max(mean, 1e-6))
    level = chance.gamma(max(mean, 1e-9) ** 2 / excess, excess / max(mean, 1e-9))
    return np.asarray(chance.poisson(np.minimum(level, 1e15)), dtype=np.float64)


def _amounts(mean: float, variance: Array, _exposure: float, chance: np.random.Generator) -> Array:
    if mean <= 0:
        return np.zeros(len(variance))
    return np.asarray(chance.gamma(mean**2 / variance, variance / mean))


def _signed(mean: float, variance: Array, _exposure: float, chance: np.random.Generator) -> Array:
    return np.asarray(mean + np.sqrt(variance) * chance.standard_normal(len(variance)))


def _shares(mean: float, variance: Array, exposure: float, chance: np.random.Generator) -> Array:
    """A beta-binomial: successes among trials of a rate that is unsure."""
    trials = max(1, round(exposure))
    rate = min(max(mean / exposure, 1e-6), 1 - 1e-6)
    own = rate * (1 - rate)
    unsure = np.clip(variance / exposure**2 - own / trials, 1e-6 * own, 0.5 * own)
    strength = own / unsure - 1
    rates = chance.beta(rate * strength, (1 - rate) * strength)
    return np.asarray(chance.binomial(trials, rates) * (exposure / trials), dtype=np.float64)


_SHAPES = {
    Nature.COUNT: _counts,
    Nature.AMOUNT: _amounts,
    Nature.SIGNED: _signed,
    Nature.SHARE: _shares,
}

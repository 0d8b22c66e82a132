"""Daily levels in which nothing happens, of the kinds that real accounts show."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Chance = np.random.Generator


def _wandering(chance: Chance, count: int, hold: float, spread: float) -> Array:
    """A first-order autoregression, as factors of mean about one."""
    steps = chance.normal(0, spread * np.sqrt(1 - hold**2), count)
    steps[0] = chance.normal(0, spread)
    course = np.zeros(count)
    for place in range(count):
        course[place] = steps[place] + (hold * course[place - 1] if place else 0.0)
    return np.asarray(np.exp(course - spread**2 / 2))


def _weeks(chance: Chance, days: int, hold: float) -> Array:
    return np.repeat(_wandering(chance, days // 7 + 1, hold, 0.25), 7)[:days]


def stationary(_chance: Chance, days: int) -> Array:
    """Nothing but chance."""
    return np.ones(days)


def over_dispersed(chance: Chance, days: int) -> Array:
    """Independent weeks that differ by a quarter."""
    return _weeks(chance, days, 0.0)


def days_that_hang_together(chance: Chance, days: int) -> Array:
    """A level that wanders by day (autocorrelation .97)."""
    return _wandering(chance, days, 0.97, 0.25)


def weeks_that_hang_together(chance: Chance, days: int) -> Array:
    """A level that wanders by week (autocorrelation .8)."""
    return _weeks(chance, days, 0.8)


def bursts(chance: Chance, days: int) -> Array:
    """A campaign every seven weeks on average, of ten days with twice as much."""
    level = np.ones(days)
    for start in np.flatnonzero(chance.random(days) < 1 / 49):
        level[start : start + 10] *= 2
    return level


def season(chance: Chance, days: int) -> Array:
    """A year that goes up and down by 35 %."""
    return np.asarray(np.exp(0.35 * np.sin(2 * np.pi * (np.arange(days) / 364 + chance.random()))))


WORLDS: Mapping[str, Callable[[Chance, int], Array]] = {
    world.__name__: world
    for world in (
        stationary, over_dispersed, days_that_hang_together, weeks_that_hang_together, bursts, season,
    )
}  # fmt: skip
WEEK = np.array([1.15, 1.2, 1.15, 1.1, 1.0, 0.7, 0.7])


def counts(name: str, seed: int, days: int, mean: float) -> Array:
    """Daily counts of a world, with a week."""
    chance = np.random.default_rng((seed, 7))
    level = mean * WEEK[np.arange(days) % 7] * WORLDS[name](chance, days)
    return chance.poisson(level).astype(np.float64)

"""The forecast model: exponentially weighted levels and damped trends, mixed by past accuracy.

Levels forget at four speeds, and two follow a damped trend, a recent and a long one. They are mixed by how
well each forecast stretches of the same length, known by then; so are the errors of the mix.
Every state uses only what was known after its week, so that the backtest does not look ahead.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from metrics.goals.forecast.forecast_history import Record
from metrics.goals.forecast.series import Array, Nature, WeeklySeries

Number = TypeVar("Number", float, Array)

KEEP = np.array([0.98, 0.92, 0.8, 0.6])  # share of its weight that a week has one week later
TRENDS = ((1, 2, 0.9), (0, 1, 0.97))  # slow and fast level of a trend, and its damping per week
TRUST = np.array([4.0, 2.0, 0.7, 0.3, 0.7, 1.5])  # prior weights; the trends come last
MEMORY = 0.97  # of errors, per week
DRIFT = (0.05, 0.015)  # a level moves by itself: at once, and per square root of a week
PRIOR = 3.0  # stretches that the theoretical spread counts for
LEARNING = 4  # weeks before errors say anything about the spread
WORST = 12.0  # one broken week must not stretch every band after it beyond use


@dataclass(frozen=True, slots=True)
class LevelState:
    """What is known after one week: the amount to expect per exposure, and how sure that is.

    ``noise`` is the variance of one unit of exposure, ``seen`` the exposure behind the level,
    ``stretch`` the factor on the theoretical variance that past errors ask for,
    ``sureness`` the degrees of freedom behind that.
    """

    nature: Nature
    level: float
    noise: float
    seen: float
    drift: float
    stretch: float
    sureness: float

    def mean(self, exposure: float) -> float:
        """The amount to expect."""
        return self.level * exposure

    def variance(self, exposure: float) -> float:
        """How far the amount may be off: chance, an unsure level, a level that moves."""
        return self.stretch * textbook(exposure, self.level, self.noise, self.seen, self.drift)


def textbook(exposure: Number, level: Number, noise: Number, seen: Number, drift: float) -> Number:
    """The theoretical variance of an amount, before past errors correct it."""
    moved = (drift * level * exposure) ** 2
    return noise * exposure * (1 + exposure / seen) + moved


@dataclass(frozen=True, slots=True)
class Fit:
    """The states of a series after each of its weeks, for stretches of ``weeks`` weeks ahead.

    ``record`` is the backtest of such bands, where it was made.
    """

    series: WeeklySeries
    weeks: int
    level: Array
    noise: Array
    seen: Array
    stretch: Array
    sureness: Array
    record: Record = field(default_factory=Record)

    def after(self, week: int = -1) -> LevelState:
        """What was known after a week (the last one by default)."""
        parts = (self.level, self.noise, self.seen)
        level, noise, seen = (float(part[week]) for part in parts)
        sure = float(self.stretch[week]), float(self.sureness[week])
        return LevelState(self.series.nature, level, noise, seen, drift(self.weeks), *sure)

    @property
    def widened(self) -> float:
        """By how much the last band is wider than chance and level alone would make it."""
        return float(np.sqrt(self.stretch[-1])) - 1


def drift(weeks: int) -> float:
    """How far a level moves by itself over some weeks, relative to itself."""
    return float(np.hypot(DRIFT[0], DRIFT[1] * np.sqrt(weeks)))


def fit(series: WeeklySeries, weeks: int) -> Fit:
    """The states of a series for stretches of ``weeks`` weeks; it needs at least one known week."""
    candidates, seen = _candidates(series, weeks)
    ahead, wide = _stretches(series, weeks)
    weights = _weights(_missed(candidates, ahead, wide), wide, weeks)
    level = (weights * candidates).sum(axis=0)
    known = np.vstack([seen, *(seen[fast] for _slow, fast, _keep in TRENDS)])
    behind = np.maximum((weights * known).sum(axis=0), 1e-9)
    noise = _noise(series, candidates, level, behind)
    spread = textbook(wide, level, noise, behind, drift(weeks))
    missed = np.minimum((ahead - level * wide) ** 2 / np.maximum(spread, 1e-12), WORST)
    judged = (wide > 0) & (np.arange(len(wide)) >= LEARNING)
    stretch, sureness = _stretch(missed, judged.astype(np.float64), weeks)
    return Fit(series, weeks, level, noise, behind, stretch, sureness)


def _candidates(series: WeeklySeries, weeks: int) -> tuple[Array, Array]:
    """Six levels per week, and the exposure behind the first four."""
    seen = forgotten(series.exposure)
    levels = _ratio(forgotten(series.amount), seen)
    middle = _ratio(forgotten(np.arange(len(series.amount)) * series.exposure), seen)
    trends = [_trend(levels, middle, weeks, *trend) for trend in TRENDS]
    if series.nature is not Nature.SIGNED:
        pairs = zip(trends, TRENDS, strict=True)
        trends = [
            np.clip(t, levels[fast] / 2, levels[fast] * 2) for t, (_slow, fast, _keep) in pairs
        ]
    return np.vstack([levels, *trends]), seen


def _ratio(over: Array, under: Array) -> Array:
    return np.divide(over, under, out=np.zeros_like(over), where=under > 0)


def _trend(levels: Array, middle: Array, weeks: int, slow: int, fast: int, keep: float) -> Array:
    """The mean level of the stretch ahead if the way from one level to another goes on."""
    apart = middle[fast] - middle[slow]
    slope = np.divide(levels[fast] - levels[slow], apart, out=np.zeros_like(apart), where=apart > 1)
    coming = np.cumsum(keep ** np.arange(1, weeks + 1)).mean()
    return np.asarray(levels[fast] + slope * ((np.arange(len(apart)) - middle[fast]) + coming))


def forgotten(values: Array, keep: Array = KEEP) -> Array:
    """Running sums that forget, one row per share that is left of them each week."""
    sums = np.tile(values, (len(keep), 1))
    reach = 1
    # Exponential smoothing by doubling: log2(n) vectorised passes instead of a loop over weeks.
    while reach < len(values):
        sums[:, reach:] += (keep**reach)[:, None] * sums[:, :-reach]
        reach *= 2
    return sums


def _stretches(series: WeeklySeries, weeks: int) -> tuple[Array, Array]:
    """Amount and exposure of the stretch after each week; exposure 0 where it is not over."""
    count = len(series.amount)
    sums = [np.append(0.0, np.cumsum(values)) for values in (series.amount, series.exposure)]
    over = np.arange(1, count + 1) + weeks
    done = over <= count
    until = np.minimum(over, count)
    begun = np.arange(1, count + 1)
    ahead, wide = (np.where(done, total[until] - total[begun], 0.0) for total in sums)
    return ahead, wide


def _missed(candidates: Array, ahead: Array, wide: Array) -> Array:
    """The squared errors of each candidate per unit of exposure."""
    errors = (ahead - candidates * wide) ** 2
    return np.divide(errors, wide, out=np.zeros_like(errors), where=wide > 0)


def _remembered(values: Array, weeks: int) -> Array:
    """Running sums of what became known ``weeks`` weeks later, slowly forgetting."""
    count = values.shape[-1]
    power = MEMORY ** np.arange(count, 0, -1.0)
    sums = np.cumsum(values * power, axis=-1) / power
    late = np.zeros_like(sums)
    if weeks < count:
        late[..., weeks:] = sums[..., : count - weeks]
    return late


def _weights(missed: Array, wide: Array, weeks: int) -> Array:
    """How much each candidate counts: its likelihood had its errors been normal."""
    known_stretches = _remembered((wide > 0).astype(np.float64), weeks)
    total = _remembered(missed, weeks)
    best = total.min(axis=0)
    ratio = np.divide(best, total, out=np.ones_like(total), where=total > 0)
    # Overlapping stretches count in part; the cap leaves every candidate some weight.
    power = np.minimum(known_stretches / max(1.0, weeks / 2), 12.0)
    weights = TRUST[:, None] * ratio**power
    return np.asarray(weights / weights.sum(axis=0))


def _noise(series: WeeklySeries, candidates: Array, level: Array, seen: Array) -> Array:
    """The variance of a week per exposure, by the candidate that forecasts a week best."""
    ahead, wide = _stretches(series, 1)
    missed = _remembered(_missed(candidates, ahead, wide), 1)
    known_weeks = _remembered((wide > 0).astype(np.float64), 1)
    best = np.divide(missed, known_weeks, out=np.zeros_like(missed), where=known_weeks > 0).min(
        axis=0
    )
    least = _least(series.nature, level, seen)
    few = 3.0  # weeks that the least noise counts for
    mixed = (best * known_weeks + few * np.maximum(least, best)) / (known_weeks + few)
    return np.asarray(np.maximum(mixed, least))


def _least(nature: Nature, level: Array, seen: Array) -> Array:
    """The variance per exposure that chance alone makes; nothing seen is not yet no chance."""
    if nature is Nature.COUNT:
        return np.asarray(level + 0.5 / np.maximum(seen, 0.5))
    if nature is Nature.SHARE:
        rate = np.clip(level, 0, 1)
        return np.asarray(rate * (1 - rate) + 0.5 / np.maximum(seen, 1.0))
    return np.maximum(1e-4 * level**2, 1e-9)


def _stretch(missed: Array, over: Array, weeks: int) -> tuple[Array, Array]:
    """By how much the textbook variance was too small; overlapping stretches count in part."""
    each = 1 / max(1.0, weeks / 2)
    known_stretches = _remembered(over * each, weeks)
    total = _remembered(np.where(over, missed, 0.0) * each, weeks)
    return (PRIOR + total) / (PRIOR + known_stretches), PRIOR + known_stretches

"""Forecast of a ratio of sums: the sums so far, and the numerators and denominators to come."""

from __future__ import annotations

import numpy as np

from metrics.definitions.registry import Unit
from metrics.goals.forecast.backtest import corrected
from metrics.goals.forecast.cumulative import expected, stretch
from metrics.goals.forecast.draws import draws, generator
from metrics.goals.forecast.fit import Fit, LevelState, fit
from metrics.goals.forecast.series import Array, Nature, WeeklySeries, weekly
from metrics.goals.forecast.setting import Course, Places, Setting

_KEEP = 0.92  # relative probability of drawing a week, compared with the week after it


def rate(setting: Setting) -> Course | None:
    """The rate by each day to come, over as many trials as the days to come should bring."""
    days = setting.days
    trials = expected(setting, days.denominator, Nature.COUNT)
    fitted = _fitted(setting, _nature(setting))
    if trials is None or fitted is None:
        return None
    coming = np.append(0.0, np.cumsum(trials[2])) * trials[0].after().level
    over, under = setting.so_far(days.numerator), setting.so_far(days.denominator)
    late = _unripe(setting)
    state, scale = fitted.after(), setting.metric.scale

    def at(days: Places, count: int) -> Array:
        drawn = draws(state, coming[days] + late, count)
        whole = (under + coming[days])[:, None]
        return scale * (over + drawn) / np.where(whole > 0, whole, np.nan)

    series = fitted.series
    return Course(series.known, at, series.events, fitted.record, fitted.widened)


def ceiling(setting: Setting) -> Course | None:
    """The ratio by each day to come: whole past weeks are drawn, both sides of each together.

    A block bootstrap: what moves together in a week (more spend, more leads) stays together.
    """
    fitted = _fitted(setting, Nature.AMOUNT)
    if fitted is None:
        return None
    days = setting.days
    over, under = setting.so_far(days.numerator), setting.so_far(days.denominator)
    state, scale = fitted.after(), setting.metric.scale

    def at(days: Places, count: int) -> Array:
        pairs = [_together(fitted.series, state, ahead, count) for ahead in days.tolist()]
        more, wide = np.stack(pairs, axis=1)
        whole = under + wide
        ratio = np.divide(over + more, whole, out=np.full(whole.shape, np.inf), where=whole > 0)
        return np.asarray(scale * ratio)

    events = float(np.nansum(days.denominator))
    return Course(fitted.series.known, at, events, fitted.record, fitted.widened)


def _nature(setting: Setting) -> Nature:
    """Successes among trials, or an amount per something else."""
    days = setting.days
    percent = setting.metric.unit is Unit.PERCENT
    return Nature.SHARE if percent and not np.any(days.numerator > days.denominator) else (
        Nature.AMOUNT
    )  # fmt: skip


def _fitted(setting: Setting, kind: Nature) -> Fit | None:
    days = setting.days
    series = weekly(kind, days.numerator, days.denominator * setting.ripe)
    weeks = stretch(len(setting.ahead), len(series.amount))
    return corrected(fit(series, weeks)) if series.known else None


def _unripe(setting: Setting) -> float:
    """Trials of the period so far whose success may still be reported."""
    return setting.so_far(setting.days.denominator * (1 - setting.ripe))


def _together(
    series: WeeklySeries, state: LevelState, ahead: int, count: int
) -> tuple[Array, Array]:
    """Numerators and denominators of the days to come, from weeks drawn with replacement."""
    if ahead == 0:
        return np.zeros(count), np.zeros(count)
    chance = generator()
    known = (series.exposure > 0) | (series.amount > 0)
    odds = _KEEP ** np.arange(len(known) - 1, -1, -1.0) * known
    weeks = -(-ahead // 7)
    drawn = chance.choice(len(known), size=(count, weeks), p=odds / odds.sum())
    share = ahead / (7 * weeks)
    over, under = (side[drawn].sum(axis=1) * share for side in (series.amount, series.exposure))
    return _widened(over, under, state, chance), under


def _widened(over: Array, under: Array, state: LevelState, chance: np.random.Generator) -> Array:
    """The numerators around the recent level, spread as far as past stretches were."""
    mean = float(over.sum() / under.sum()) if under.sum() > 0 else 0.0
    if mean <= 0 or state.level <= 0:
        return over
    wide = float(under.mean())
    wanted = state.variance(wide) / state.mean(wide) ** 2
    there = float(np.var((over - mean * under) / (mean * wide)))
    # Log-normal factors with mean 1 add the variance that the drawn weeks lack.
    more = np.log1p(max(wanted - there, 0.0))
    moved = np.exp(np.sqrt(more) * chance.standard_normal(len(over)) - more / 2)
    return np.asarray(over * moved * state.level / mean)

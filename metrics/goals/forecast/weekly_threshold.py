"""Forecast of a weekly threshold: the weeks so far, and the weeks to come."""

from __future__ import annotations

from math import ceil

import numpy as np

from metrics.definitions.registry import Additivity, Metric
from metrics.goals.forecast.backtest import corrected
from metrics.goals.forecast.cumulative import expected, stretch
from metrics.goals.forecast.draws import draw, generator
from metrics.goals.forecast.fit import Fit, LevelState, fit
from metrics.goals.forecast.series import Array, Nature, weekly
from metrics.goals.forecast.setting import Course, Days, Places, Setting, nature
from metrics.goals.goal import GoalDirection

_RECENT = 13  # weeks whose mean is the exposure of a week to come


def held_value(weeks: Array, share: float, direction: GoalDirection) -> Array:
    """The value that ``share`` of the weeks met; one value per row of weeks.

    >>> held_value(np.array([3.0, 9.0, 5.0, 7.0]), 0.75, GoalDirection.REACH).item()
    5.0
    """
    ordered = np.sort(weeks, axis=-1)
    # Less a hair, so that 0.8 × 5 weeks are 4 despite floating point.
    place = ceil(share * weeks.shape[-1] - 1e-9) - 1
    return np.asarray(
        ordered[..., place if direction is GoalDirection.STAY_BELOW else -1 - place],
        dtype=np.float64,
    )


def forecast(setting: Setting) -> Course | None:
    """The value that enough whole weeks will have met; None while nothing is known."""
    fitted, wide = _fitted(setting)
    if fitted is None or setting.goal.days < 7:
        return None
    goal, state = setting.goal, fitted.after()
    past = whole_weeks_of(setting.metric, setting.days, setting.inside)
    past = past[~np.isnan(past)]

    def line(days: int, count: int) -> Array:
        coming = (setting.inside + days) // 7 - setting.inside // 7
        future = _scale(setting.metric) * _weeks(state, wide, coming, count)
        every = np.hstack([np.broadcast_to(past, (count, len(past))), future])
        if not every.shape[1]:
            return np.full(count, np.nan)
        return held_value(every, goal.share, goal.direction)

    def at(days: Places, count: int) -> Array:
        return np.stack([line(day, count) for day in days.tolist()])

    counted = state.nature is Nature.COUNT
    events = fitted.series.events if counted else None
    return Course(fitted.series.known, at, events, fitted.record, fitted.widened)


def whole_weeks_of(metric: Metric, days: Days, inside: int) -> Array:
    """The figures of a goal's whole weeks, counted from its first day; nan where unknown."""
    count = inside // 7
    begun = len(days.value) - inside
    sides = [side[begun : begun + count * 7].reshape(count, 7) for side in days.sides]
    if metric.additivity is not Additivity.RATIO:
        return np.asarray(sides[0].sum(axis=1))
    over, under = (np.nansum(side, axis=1) for side in sides[1:])
    ratios = np.full(count, np.nan)
    np.divide(over, under, out=ratios, where=under > 0)
    return metric.scale * ratios


def _scale(metric: Metric) -> float:
    return metric.scale if metric.additivity is Additivity.RATIO else 1.0


def _fitted(setting: Setting) -> tuple[Fit | None, float]:
    """The fit, and the exposure of a week to come."""
    days = setting.days
    if setting.metric.additivity is not Additivity.RATIO:
        fitted_parts = expected(setting, days.value, nature(setting.metric))
        return (None if fitted_parts is None else fitted_parts[0]), 1.0
    series = weekly(Nature.AMOUNT, days.numerator, days.denominator * setting.ripe)
    if not series.known:
        return None, 1.0
    recent = series.exposure[series.exposure > 0][-_RECENT:]
    weeks = stretch(len(setting.ahead), len(series.amount))
    return corrected(fit(series, weeks)), float(recent.mean())


def _weeks(state: LevelState, wide: float, weeks: int, draws: int) -> Array:
    """Figures per exposure of some weeks: one unsure level for all, and the noise of each."""
    if weeks == 0:
        return np.zeros((draws, 0))
    chance = generator(2)
    level = draw(state, wide * weeks, draws) / (wide * weeks)
    noise = np.sqrt(state.stretch * state.noise / wide * (1 - 1 / weeks))
    moved = level[:, None] + noise * chance.standard_normal((draws, weeks))
    return np.asarray(moved if state.nature is Nature.SIGNED else np.maximum(moved, 0.0))

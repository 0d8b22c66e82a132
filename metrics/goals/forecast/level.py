"""Forecast of a level: the last known level plus the net changes to come."""

from __future__ import annotations

import numpy as np

from metrics.goals.forecast.backtest import corrected
from metrics.goals.forecast.cumulative import stretch
from metrics.goals.forecast.draws import draws
from metrics.goals.forecast.fit import fit
from metrics.goals.forecast.series import Array, changes
from metrics.goals.forecast.setting import Course, Places, Setting


def forecast(setting: Setting) -> Course | None:
    """The level by each day to come; None while fewer than two weeks have one."""
    levels = setting.days.value
    known = levels[~np.isnan(levels)]
    series = changes(levels)
    if not series.known:
        return None
    fitted = corrected(fit(series, stretch(len(setting.ahead), len(series.amount))))
    state = fitted.after()

    away = np.array([0, *((day - setting.days.last).days for day in setting.ahead)])

    def at(days: Places, count: int) -> Array:
        gained = draws(state, away[days] / 7, count)
        # A level such as followers cannot be negative.
        return np.asarray(np.maximum(known[-1] + gained, 0.0))

    weeks = fitted.series.known
    return Course(weeks, at, None, fitted.record, fitted.widened, state.level / 7)

"""Forecast of a total: the amount so far, late reports, and the days to come."""

from __future__ import annotations

from datetime import date

import numpy as np

from metrics.goals.forecast.backtest import corrected
from metrics.goals.forecast.draws import draws
from metrics.goals.forecast.fit import Fit, fit
from metrics.goals.forecast.season import seasonal
from metrics.goals.forecast.series import Array, Nature, weekly, whole_weeks
from metrics.goals.forecast.setting import Course, Places, Setting, nature


def forecast(setting: Setting) -> Course | None:
    """The total by each day to come; None while nothing at all is known."""
    values = setting.days.value
    fitted_parts = expected(setting, values, nature(setting.metric))
    if fitted_parts is None:
        return None
    fitted, before, ahead = fitted_parts
    mine = len(before) - setting.inside
    late = float((before[mine:] * (1 - setting.ripe[mine:])).sum())
    reach = late + np.append(0.0, np.cumsum(ahead))
    done, state = setting.so_far(values), fitted.after()

    def at(days: Places, count: int) -> Array:
        return done + draws(state, reach[days], count)

    events = fitted.series.events if state.nature is Nature.COUNT else _busy(values)
    return Course(fitted, at, events, state.level / 7, float(reach[-1]) * 7)


def expected(setting: Setting, values: Array, kind: Nature) -> tuple[Fit, Array, Array] | None:
    """The fit of daily amounts, and the exposure of the known days and of the days to come."""
    last = setting.days.first.toordinal() + len(values)
    exposure = setting.weekdays(values, date.fromordinal(last))
    before, ahead = exposure[: len(values)], exposure[len(values) :]
    before, ahead = _season(values, before, ahead)
    # Days not yet fully reported count as less exposure, so that they do not look like a fall.
    series = weekly(kind, values, before * setting.ripe)
    if not series.known:
        return None
    widened = corrected(fit(series, stretch(len(ahead), len(series.amount))))
    return widened, before, ahead


def stretch(days: int, weeks: int) -> int:
    """The length of past stretches that are compared with the days to come, in weeks.

    At most a third of the history, so that there are several of them.
    """
    return max(1, min(round(days / 7), (weeks - 4) // 3))


def _season(values: Array, before: Array, ahead: Array) -> tuple[Array, Array]:
    amounts, exposures = whole_weeks(values), whole_weeks(before)
    sums = exposures.sum(axis=1)
    rates = np.divide(amounts.sum(axis=1), sums, out=np.full(len(sums), np.nan), where=sums > 0)
    first = int(np.argmax(~np.isnan(rates))) if len(rates) else 0
    known, coming = seasonal(rates[first:], -(-len(ahead) // 7))
    factors = np.repeat(np.concatenate([np.ones(first), known]), 7)
    loose = len(before) - len(factors)
    return before * np.append(np.ones(loose), factors), ahead * np.repeat(coming, 7)[: len(ahead)]


def _busy(values: Array) -> float:
    """Days with any amount: an amount is not a number of events, but such days are."""
    return float(np.count_nonzero(np.nan_to_num(values)))

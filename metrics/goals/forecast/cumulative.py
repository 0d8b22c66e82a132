"""Forecast of a total: the amount so far, late reports, and the days to come."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np

from metrics.goals.forecast.backtest import corrected
from metrics.goals.forecast.draws import draws
from metrics.goals.forecast.fit import Fit, fit
from metrics.goals.forecast.mixture import mixture
from metrics.goals.forecast.season import seasonal
from metrics.goals.forecast.season_text import in_words
from metrics.goals.forecast.series import Array, Nature, weekly, whole_weeks
from metrics.goals.forecast.setting import Course, Places, Setting, nature


def forecast(setting: Setting) -> Course | None:
    """The total by each day to come; None while nothing at all is known."""
    values, kind = setting.days.value, nature(setting.metric)
    return _signed(setting, values) if kind is Nature.SIGNED else _mixed(setting, values, kind)


def _signed(setting: Setting, values: Array) -> Course | None:
    """Gains less losses: a total that may be negative has one level, which moves as it did."""
    fitted_parts = expected(setting, values, Nature.SIGNED)
    if fitted_parts is None:
        return None
    fitted, before, ahead = fitted_parts
    reach = _late(setting, before) + np.append(0.0, np.cumsum(ahead))
    done, state = setting.so_far(values), fitted.after()

    def at(days: Places, count: int) -> Array:
        return done + draws(state, reach[days], count)

    known = fitted.series.known
    return Course(known, at, _busy(values), fitted.record, fitted.widened, state.level / 7)


def _mixed(setting: Setting, values: Array, kind: Nature) -> Course | None:
    """Counts and amounts: the mixture of candidates, with and without the season."""
    before, ahead = _exposures(setting, values)
    seasons = _season(values, before, ahead)
    series = [weekly(kind, values, known * setting.ripe) for known, _ in (seasons.flat, seasons.of)]
    if not series[0].known:
        return None
    found = mixture(series[0], series[1] if seasons.seen else None,
                    stretch(len(ahead), len(series[0].amount)),
                    (float(ahead.sum()), float(seasons.of[1].sum())))  # fmt: skip
    reach = np.array([_late(setting, known) + np.append(0.0, np.cumsum(coming))
                      for known, coming in (seasons.flat, seasons.of)])  # fmt: skip
    done = setting.so_far(values)

    def at(days: Places, count: int) -> Array:
        return done + found.draws(reach[:, days], count)

    events = found.series.events if kind is Nature.COUNT else _busy(values)
    season = in_words(len(series[0].amount), found.seasonal, found.year)
    widened = found.stretch - 1
    return Course(series[0].known, at, events, found.record, widened, found.pace / 7, season)


def _late(setting: Setting, before: Array) -> float:
    """The exposure of the goal's own days that is still to be reported."""
    mine = len(before) - setting.inside
    return float((before[mine:] * (1 - setting.ripe[mine:])).sum())


def _exposures(setting: Setting, values: Array) -> tuple[Array, Array]:
    """The exposure of the known days and of the days to come, before any season."""
    last = setting.days.first.toordinal() + len(values)
    exposure = setting.weekdays(values, date.fromordinal(last))
    return exposure[: len(values)], exposure[len(values) :]


def expected(setting: Setting, values: Array, kind: Nature) -> tuple[Fit, Array, Array] | None:
    """The fit of daily amounts, and the exposure of the known days and of the days to come."""
    before, ahead = _season(values, *_exposures(setting, values)).of
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


class _Season(NamedTuple):
    """Exposures of the known days and of the days to come, without the season and with it."""

    flat: tuple[Array, Array]
    of: tuple[Array, Array]
    seen: bool  # whether there is a season


def _season(values: Array, before: Array, ahead: Array) -> _Season:
    amounts, exposures = whole_weeks(values), whole_weeks(before)
    sums = exposures.sum(axis=1)
    rates = np.divide(amounts.sum(axis=1), sums, out=np.full(len(sums), np.nan), where=sums > 0)
    first = int(np.argmax(~np.isnan(rates))) if len(rates) else 0
    known, coming = seasonal(rates[first:], -(-len(ahead) // 7))
    factors = np.repeat(np.concatenate([np.ones(first), known]), 7)
    loose = len(before) - len(factors)
    with_season = (before * np.append(np.ones(loose), factors),
                   ahead * np.repeat(coming, 7)[: len(ahead)])  # fmt: skip
    return _Season((before, ahead), with_season, not (np.all(known == 1) and np.all(coming == 1)))


def _busy(values: Array) -> float:
    """Days with any amount: an amount is not a number of events, but such days are."""
    return float(np.count_nonzero(np.nan_to_num(values)))

"""The forecast of totals: levels, levels that come back, and trends, mixed by past accuracy.

Each candidate is tried with and without the season of earlier years. What counts is how well each
forecast past stretches (continuous ranked probability score of Gneiting and Raftery, 2007, JASA
102:359), short ones and those as long as the days to come. Then the bands of the mixture are
replayed on the past, and today's is stretched by what these needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import numpy as np
from scipy.special import ndtr, softmax

from metrics.goals.forecast.backtest import START, after, widening
from metrics.goals.forecast.draws import SHAPES, bands_of, generator
from metrics.goals.forecast.forecast_history import Record
from metrics.goals.forecast.last_year import LastYear, last_year
from metrics.goals.forecast.levels import Moments, Weeks, dispersion, levels
from metrics.goals.forecast.series import Array, Nature, WeeklySeries
from metrics.goals.forecast.trends import Trend

BACK = (0.2, 0.1)  # shares of the way back to the long mean per week
TRUST = (1.0, 0.25, 0.25, 0.15)  # prior weights: a level, two that come back, a trend
SHORT = 3  # weeks of the short stretches
SCORED = 60, 40  # the newest stretches that are scored: short ones, and long ones
OVERLAP = 0.7  # overlapping stretches count once in 1 + 0.7 × their length
NARROWEST = 0.9  # of its width to which a band may be narrowed
_EARLIEST = 5  # week whose forecast of a short stretch is scored
_DRAWS = 100  # of each replayed band


class Ahead(Protocol):
    """Mean and variance of the amounts that exposures bring after some weeks."""

    def __call__(self, weeks: Weeks, exposure: Array) -> Moments:
        """A value for each week."""
        ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to forecast, its share of the mixture, and the series (0 or 1) it was made from.

    ``level``: it says where the level is, not where it is heading; last year's shape may be added.
    """

    ahead: Ahead
    share: float
    side: int
    level: bool


@dataclass(frozen=True, slots=True)
class Mixture:
    """The forecast of a series, and how its bands did so far.

    ``pace`` is the amount of a usual week to come, before last year's shape. ``stretch`` is the
    factor on the distance of draws from their median that the past asks for.
    """

    series: WeeklySeries
    candidates: tuple[Candidate, ...]
    pace: float
    year: LastYear | None
    stretch: float
    record: Record

    @property
    def seasonal(self) -> float:
        """The share of the candidates that use the season of earlier years."""
        return sum(c.share for c in self.candidates if c.side == 1)

    def draws(self, exposures: Array, count: int) -> Array:
        """``count`` equally likely amounts for each exposure, a row each.

        ``exposures`` has two rows: without and with the season. All rows are drawn from the same
        random state, so that bands of later days differ by exposure, not by luck.
        """
        sizes = _sizes([c.share for c in self.candidates], count)
        drawn = self._drawn(exposures, sizes)
        middle = np.median(drawn, axis=1, keepdims=True)
        wide = np.maximum(middle + (drawn - middle) * self.stretch, 0.0)
        if self.series.nature is Nature.COUNT:
            wide = np.round(wide)
        return np.where(exposures[:1].T > 0, wide, 0.0)

    def _drawn(self, exposures: Array, sizes: Sequence[int]) -> Array:
        """Draws of every candidate next to each other, a row for each exposure."""
        last = np.full(exposures.shape[1], len(self.series.amount) - 1)
        some = [(one, size) for one, size in zip(self.candidates, sizes, strict=True) if size]
        said = [one.ahead(last, exposures[one.side]) for one, _ in some]
        counts = [size for _, size in some]
        means, variances = (
            np.repeat(np.array(part).T, counts, axis=1) for part in zip(*said, strict=True)
        )
        if self.year is not None:
            factor = self._factor(
                self.year, exposures[0], np.repeat([c.level for c, _ in some], counts)
            )
            means, variances = means * factor, variances * factor**2
        chance, drawn = generator(), np.empty_like(means)
        start = chance.bit_generator.state
        for row, exposure in enumerate(exposures[0].tolist()):
            chance.bit_generator.state = start
            shape = SHAPES[self.series.nature]
            drawn[row] = shape(means[row], variances[row], exposure, chance)
        return drawn

    def _factor(self, year: LastYear, wide: Array, levels_only: Array) -> Array:
        """Last year's shape and how unsure it is, on the draws of candidates that know no trend."""
        unsure = year.spread * generator(1).standard_normal(len(levels_only))
        moved = year.log_factor(wide)[:, None] + unsure
        return np.where(levels_only, np.exp(moved), 1.0)


def mixture(
    flat: WeeklySeries, seasonal: WeeklySeries | None, weeks: int, ahead: tuple[float, float]
) -> Mixture:
    """The mixture for stretches of ``weeks`` weeks.

    ``flat`` has exposures without a season, ``seasonal`` with it (None where there is none).
    ``ahead`` are the usual weeks that the days to come are worth, by the one and by the other.
    """
    sides = [flat] if seasonal is None else [flat, seasonal]
    every = [one for side, series in enumerate(sides) for one in _candidates(series, side, weeks)]
    past = _past(every, sides, weeks, ahead)
    shares = _shares(every, past)
    mixed = tuple(replace(one, share=s) for one, s in zip(every, shares.tolist(), strict=True))
    record = _replay(flat.nature, shares, past)
    year = last_year(_rates(flat), ahead[0], float(dispersion(flat)[-1]))
    # The bands of the past knew no season. As far as today's does, it is not widened for that.
    unknown = 1.0 if year is None else 1 - year.weight
    return Mixture(
        series=flat,
        candidates=mixed,
        pace=float(shares @ past.next),
        year=year,
        stretch=1 + (widening(record, weeks, NARROWEST) - 1) * unknown,
        record=record,
    )


@dataclass(frozen=True, slots=True)
class _Span:
    """Past stretches of one length: what came, and each candidate's means and variances (a row each)."""

    length: int
    wide: Array  # exposures, a row per candidate
    mean: Array
    variance: Array
    came: Array


@dataclass(frozen=True, slots=True)
class _Past:
    """What the candidates said of short and of long stretches, and say of the next week."""

    spans: tuple[_Span, _Span]
    next: Array


def _past(
    every: Sequence[Candidate],
    sides: Sequence[WeeklySeries],
    weeks: int,
    ahead: tuple[float, float],
) -> _Past:
    lengths, starts = (min(SHORT, weeks), weeks), (_EARLIEST, START - 1)
    at = [_origins(sides[0], *span) for span in zip(lengths, SCORED, starts, strict=True)]
    last = np.array([len(sides[0].amount) - 1])
    usual = (1.0, ahead[1] / ahead[0] if ahead[0] > 0 else 1.0)
    wide = [
        np.concatenate([*(after(series.exposure, a, n) for a, n in zip(at, lengths, strict=True)),
                        usual[side : side + 1]])
        for side, series in enumerate(sides)
    ]  # fmt: skip
    said = [one.ahead(np.concatenate([*at, last]), wide[one.side]) for one in every]
    means, variances = (np.array(part) for part in zip(*said, strict=True))
    exposures = np.array([wide[one.side] for one in every])
    cut = [len(at[0]), len(at[0]) + len(at[1])]
    parts = zip(
        *(np.split(part, cut, axis=1) for part in (exposures, means, variances)), strict=True
    )
    short, long = (
        _Span(n, wide_of, mean, variance, after(sides[0].amount, a, n))
        for n, a, (wide_of, mean, variance) in zip(lengths, at, parts, strict=False)
    )
    return _Past((short, long), means[:, -1])


def _candidates(series: WeeklySeries, side: int, weeks: int) -> Iterator[Candidate]:
    known = levels(series)
    count = len(series.amount)
    # A trend is asked about the weeks that are scored or replayed alone, and about the last one.
    newest = max(SCORED[0] + SHORT, SCORED[1] + weeks)
    trend = Trend(series, np.arange(max(0, count - newest), count))
    yield Candidate(known.ahead, TRUST[0], side, level=True)
    for back, trust in zip(BACK, TRUST[1:], strict=False):
        yield Candidate(partial(known.ahead, back=back), trust, side, level=True)
    yield Candidate(trend.ahead, TRUST[-1], side, level=False)


def _rates(series: WeeklySeries) -> Array:
    """Amounts per exposure; an unknown week has a value between its neighbours'."""
    places = np.arange(len(series.amount))
    known = series.exposure > 0
    rates = series.amount[known] / series.exposure[known]
    return np.asarray(np.interp(places, places[known], rates), dtype=np.float64)


def _shares(every: Sequence[Candidate], past: _Past) -> Array:
    """How much each candidate counts, by its scores on past stretches of two lengths."""
    log = np.log([one.share for one in every])
    for span in past.spans:
        if len(span.came):
            scores = np.maximum(crps(span.mean, span.variance, span.came).mean(axis=1), 1e-9)
            alone = len(span.came) / (1 + OVERLAP * span.length)
            log -= alone * np.log(scores / scores.min())
    return np.asarray(softmax(log))


def _origins(series: WeeklySeries, length: int, newest: int, earliest: int) -> Weeks:
    """The newest weeks whose stretch is over."""
    last = len(series.amount) - length
    return np.arange(max(earliest, last - newest), max(last, 0), dtype=np.int64)


def crps(mean: Array, variance: Array, came: Array) -> Array:
    """The continuous ranked probability score of normal forecasts (Gneiting et al. 2005)."""
    spread = np.sqrt(variance)
    far = (came - mean) / spread
    density = np.exp(-(far**2) / 2) / np.sqrt(2 * np.pi)
    return np.asarray(spread * (far * (2 * ndtr(far) - 1) + 2 * density - 1 / np.sqrt(np.pi)))


def _sizes(shares: Sequence[float] | Array, count: int) -> list[int]:
    """How many of ``count`` draws each candidate gives."""
    ends = np.round(np.cumsum(shares) * count).astype(int)
    return [int(size) for size in np.diff(np.append(0, ends))]


def _replay(nature: Nature, shares: Array, past: _Past) -> Record:
    """The bands of the mixture after each of the last 40 weeks whose stretch is over."""
    long = past.spans[1]
    if not len(long.came):
        return Record()
    chance = generator()
    drawn = []
    for row, size in enumerate(_sizes(shares, _DRAWS)):
        mean, variance, wide = (
            part[row][:, None] for part in (long.mean, long.variance, long.wide)
        )
        every = np.broadcast_to(variance, (len(mean), size))
        drawn.append(SHAPES[nature](mean, every, wide, chance))
    low, median, high = bands_of(np.concatenate(drawn, axis=1))
    return Record(low, median, high, long.came)

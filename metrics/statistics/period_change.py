"""The change of a figure between two periods, with an interval from the figure's own past.

How far two periods differ when nothing happened is seen in the past: the same statistic, with the
same lengths and the same distance, at every earlier week ("placebo windows"). Their mean square is
the variance, Student's t has few degrees of freedom because neighbouring windows overlap, and
counts never vary less than Poisson's. A past that is too short for windows of that length gives the
long-run variance of its weeks (E. Lazarus, D. Lewis, J. Stock, M. Watson, Journal of Business &
Economic Statistics 36 (2018) 541-559), and with less than half a year nothing is said.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

ALPHA = 0.05
LEAST_KNOWN = 0.9  # share of the days of a period that must be known
LEAST_KNOWN_PAST = 0.8  # and of the days from the start of a placebo window to its end
LEAST_WINDOWS = 2  # placebo windows needed per week of the newer period
LEAST_WEEKS = 26  # of history before the newer period, for the long-run variance
WEEKDAY_WEEKS = 26  # whole weeks that show what each weekday usually brings
YEAR = 364  # days before the newer period from which a season would have been seen
# The sum of squared autocorrelations of the statistic over windows that overlap by weeks: that many
# windows of a week count like one that is independent.
OVERLAP = 0.667


class Span(NamedTuple):
    """Days by their place in a series: ``first`` to ``end``, without the end."""

    first: int
    end: int

    @property
    def days(self) -> int:
        """How many there are."""
        return self.end - self.first

    def back(self, days: int) -> Span:
        """As many days, that much earlier."""
        return Span(self.first - days, self.end - days)


class Method(StrEnum):
    """Where the variance of a change comes from, or why there is none."""

    PLACEBO = "placebo"
    LONG_RUN = "long_run"
    NO_COVERAGE = "coverage"
    NOTHING = "nothing"
    NO_HISTORY = "history"


@dataclass(frozen=True, slots=True)
class PeriodChange:
    """A relative change per usual day: 0.1 is 10 % more; None where unknown.

    ``low`` and ``high`` are the interval of ``change``, ``p_value`` is the probability of as large
    a change without any cause. ``days_part`` is the ratio of what the days of both periods usually
    bring: the total changed by ``days_part * (1 + change)``.
    ``windows`` is how many placebo windows there are, ``year_known`` whether a season would have
    been seen, ``weeks_missing`` how many more weeks of history an interval needs.
    """

    method: Method
    change: float | None = None
    low: float | None = None
    high: float | None = None
    days_part: float | None = None
    windows: int = 0
    year_known: bool = False
    weeks_missing: int = 0
    p_value: float | None = None

    @property
    def moved(self) -> bool:
        """Whether the interval leaves no change out."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def weekday_factors(days: Array, weekday: int) -> Array:
    """What each weekday (Monday first) brings relative to a mean day: seven factors of mean 1.

    ``days`` begins on ``weekday``; unknown days are nan. Two mean days are added to each weekday.

    >>> weekday_factors(np.array([7.0, 0, 0, 0, 0, 0, 0] * 10), 0).round(2).tolist()[:2]
    [6.0, 0.17]
    """
    count = min(len(days) // 7, WEEKDAY_WEEKS) * 7
    recent = days[len(days) - count :]
    place = (weekday + len(days) - count + np.arange(count)) % 7
    known = ~np.isnan(recent)
    total = np.bincount(place[known], recent[known], 7)
    seen = np.bincount(place[known], minlength=7)
    mean = total.sum() / max(seen.sum(), 1)
    if mean <= 0:
        return np.ones(7)
    factors = (total + 2 * mean) / (seen + 2)
    return np.asarray(factors / factors.mean())


@dataclass(frozen=True, slots=True)
class _Sums:
    """Running sums of amounts and exposures, so that a window costs four look-ups."""

    amount: Array
    exposure: Array
    known: Array

    @classmethod
    def of(cls, amount: Array, exposure: Array) -> _Sums:
        known = ~(np.isnan(amount) | np.isnan(exposure))
        parts = (np.where(known, amount, 0.0), np.where(known, exposure, 0.0), known)
        return cls(*(np.concatenate([[0.0], np.cumsum(part)]) for part in parts))

    def during(self, span: Span) -> tuple[float, float]:
        amount = self.amount[span.end] - self.amount[span.first]
        return float(amount), float(self.exposure[span.end] - self.exposure[span.first])

    def share_known(self, span: Span) -> float:
        return float((self.known[span.end] - self.known[span.first]) / span.days)

    def log_ratio(self, now: Span, before: Span) -> float:
        """The logarithm of the change of amount per exposure; half an event is added to each."""
        rates = []
        for span in (now, before):
            amount, exposure = self.during(span)
            rates.append(math.log((amount + 0.5) / max(exposure, 1e-9)))
        return rates[0] - rates[1]

    def weeks(self, span: Span) -> tuple[Array, Array]:
        """Amounts and exposures of whole weeks that end with the span; loose first days drop out."""
        ends = np.arange(span.end, span.first + 6, -7)[::-1]
        return (
            self.amount[ends] - self.amount[ends - 7],
            self.exposure[ends] - self.exposure[ends - 7],
        )


def period_change(
    amount: Array,
    now: Span,
    before: Span,
    weekday: int = 0,
    exposure: Array | None = None,
    alpha: float = ALPHA,
    *,
    counted: bool = True,
) -> PeriodChange:
    """The change of ``amount`` from the days ``before`` to the days ``now``.

    ``amount`` has a value a day from the first day of the history on, which is a ``weekday``
    (Monday is 0); nan is unknown. ``exposure`` is the denominator of a ratio by day; without one,
    it is what each weekday usually brings. ``counted`` says that the amounts are counts of events.
    """
    if exposure is None:
        factors = weekday_factors(amount[: now.end], weekday)
        exposure = factors[(weekday + np.arange(len(amount))) % 7]
    sums = _Sums.of(amount, exposure)
    if min(sums.share_known(now), sums.share_known(before)) < LEAST_KNOWN:
        return PeriodChange(Method.NO_COVERAGE)
    (new, new_exposure), (old, old_exposure) = sums.during(now), sums.during(before)
    if min(new_exposure, old_exposure) <= 0 or min(new, old) < 0 or new + old == 0:
        return PeriodChange(Method.NOTHING)
    ratio = sums.log_ratio(now, before)
    years, part = now.first >= YEAR + now.days, new_exposure / old_exposure
    found = _variance(sums, now, before)
    if found is None:
        missing = _weeks_missing(now, before)
        return PeriodChange(
            Method.NO_HISTORY, math.expm1(ratio), days_part=part, weeks_missing=missing
        )
    method, variance, free, windows = found
    least = _dispersion(sums, (before, now), counted) * (1 / max(new, 0.5) + 1 / max(old, 0.5))
    deviation = math.sqrt(max(variance, least))
    half, p = quantile(alpha, free) * deviation, p_value(ratio, deviation, free)
    low, high = math.expm1(ratio - half), math.expm1(ratio + half)
    return PeriodChange(method, math.expm1(ratio), low, high, part, windows, years, p_value=p)


def level_change(levels: Array, now: Span, before: Span, alpha: float = ALPHA) -> PeriodChange:
    """The change of a level, such as followers, from the end of one period to that of the other.

    ``levels`` has the level of each day, nan while unknown. There is nothing to sample in a level:
    the interval says how much it usually moves over that time.
    """
    ends = (now.end - 1, before.end - 1)
    new, old = (float(levels[end]) for end in ends)
    if math.isnan(new) or math.isnan(old):
        return PeriodChange(Method.NO_COVERAGE)
    if min(new, old) <= 0:
        return PeriodChange(Method.NOTHING)
    away, ratio = now.end - before.end, math.log(new / old)
    later = np.arange(now.first - 1, away - 1, -7)
    with np.errstate(divide="ignore", invalid="ignore"):
        moves = np.log(levels[later] / levels[later - away])
    moves = moves[np.isfinite(moves)]
    weeks = max(away / 7, 1.0)
    if len(moves) < LEAST_WINDOWS * weeks:
        missing = math.ceil(LEAST_WINDOWS * weeks - len(moves))
        return PeriodChange(Method.NO_HISTORY, math.expm1(ratio), weeks_missing=missing)
    free = len(moves) / (OVERLAP * weeks)
    deviation = math.sqrt(float((moves**2).mean()))
    half, p = quantile(alpha, free) * deviation, p_value(ratio, deviation, free)
    low, high = math.expm1(ratio - half), math.expm1(ratio + half)
    years = now.first >= YEAR + now.days
    return PeriodChange(
        Method.PLACEBO, math.expm1(ratio), low, high, 1.0, len(moves), years, p_value=p
    )


@lru_cache(maxsize=1024)  # figures that are compared together have the same windows
def quantile(alpha: float, free: float) -> float:
    """The two-sided quantile of Student's t."""
    # scipy takes long to import, and many queries compare nothing
    from scipy.special import stdtrit  # noqa: PLC0415

    return float(stdtrit(free, 1 - alpha / 2))


def p_value(value: float, deviation: float, free: float) -> float:
    """The two-sided p-value of Student's t; without a deviation any value but zero is certain."""
    # scipy takes long to import, and many queries compare nothing
    from scipy.special import stdtr  # noqa: PLC0415

    if deviation == 0:
        return float(value == 0)
    return 2 * float(stdtr(free, -abs(value) / deviation))


def _variance(sums: _Sums, now: Span, before: Span) -> tuple[Method, float, float, int] | None:
    """Method, variance, degrees of freedom and number of windows; None with too little history."""
    weeks = max(now.days / 7, 1.0)
    placebo = [sums.log_ratio(*window) for window in _windows(sums, now, before)]
    if len(placebo) >= LEAST_WINDOWS * weeks:
        # The mean square, not the variance: a mean other than zero is movement too.
        square = float(np.mean(np.square(placebo)))
        return Method.PLACEBO, square, len(placebo) / (OVERLAP * weeks), len(placebo)
    if now.first // 7 < LEAST_WEEKS:
        return None
    amounts, exposures = sums.weeks(Span(now.first % 7, now.first))
    there = (exposures > 0) & (amounts >= 0)  # a net loss has no logarithm
    rates = np.log((amounts[there] + 0.5) / exposures[there])
    if len(rates) < LEAST_WEEKS:
        return None
    omega, free = _long_run(rates)
    return Method.LONG_RUN, omega * (7 / now.days + 7 / before.days), free, len(placebo)


def _windows(sums: _Sums, now: Span, before: Span) -> Iterator[tuple[Span, Span]]:
    """The same two periods at every earlier week, the later one ending before ``now`` begins."""
    away = now.end - before.end
    for end in range(now.first, now.days - 1, -7):
        later, earlier = Span(end - now.days, end), Span(end - away - before.days, end - away)
        if earlier.first < 0:
            return
        known = sums.share_known(Span(earlier.first, end)) > LEAST_KNOWN_PAST
        if known and min(sums.during(later)[0], sums.during(earlier)[0]) >= 0:
            yield later, earlier


def _long_run(rates: Array) -> tuple[float, int]:
    """The long-run variance of weekly values by cosine projections, and its degrees of freedom."""
    size = len(rates)
    count = max(3, int(0.4 * size ** (2 / 3)))
    angles = np.pi * (np.arange(size) + 0.5) / size
    waves = np.cos(np.outer(np.arange(1, count + 1), angles))
    projected = math.sqrt(2 / size) * waves @ (rates - rates.mean())
    return float((projected**2).mean()), count


def _dispersion(sums: _Sums, periods: tuple[Span, Span], counted: bool) -> float:
    """Pearson's dispersion of whole weeks around each period's own mean; of counts at least 1."""
    squares, free = 0.0, 0
    for span in periods:
        amounts, exposures = sums.weeks(span)
        usual = exposures * (amounts.sum() / max(exposures.sum(), 1e-9))
        there = usual > 0
        squares += float(((amounts - usual)[there] ** 2 / usual[there]).sum())
        free += int(there.sum()) - 1
    spread = squares / max(free, 1)
    return max(spread, 1.0) if counted else spread


def _weeks_missing(now: Span, before: Span) -> int:
    """How many more weeks of history before ``now`` would give an interval."""
    needed = math.ceil(LEAST_WINDOWS * max(now.days / 7, 1.0))
    reach = now.end - before.first  # from the start of a window pair to its end
    for_windows = reach + 7 * (needed - 1)
    days = min(for_windows, 7 * LEAST_WEEKS) - now.first
    return max(1, -(-days // 7))

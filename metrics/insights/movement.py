"""The significance of a change between two periods: quasi-Poisson weeks with Student's t.

Days count by what their weekday usually brings. Chance is as large as weeks differ among
themselves (quasi-Poisson: variance in proportion to the mean), for counts never smaller than
Poisson's. The interval is that of the logarithm of the ratio, with Student's t for the few weeks.
Where the same weeks of the year before are known, the change has to differ from theirs as well:
what comes every year, or grows all the time, is not notable.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from scipy import stats

from metrics.definitions.registry import Metric, Unit
from metrics.goals.forecast.series import Array
from metrics.insights.evidence import Daily

LEAST_DAYS = 21  # of each period: fewer than three weeks do not show how weeks differ
LEAST_KNOWN = 0.8  # share of the days of a period that must be known
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Movement:
    """A figure now and before (sums of counts, ratios of rates), and the relative change.

    ``change`` is -0.2 for a fall by a fifth, within ``low`` and ``high``. ``n`` is how many
    events, or days where nothing is counted, it rests on. ``beyond`` is the interval of what
    goes beyond the change of the same weeks a year before, None where that is not known.
    """

    now: float
    before: float
    change: float
    low: float
    high: float
    n: int
    beyond: tuple[float, float] | None = None

    @property
    def rose(self) -> bool:
        """Whether neither chance nor season explains a rise."""
        return self.low > 0 and (self.beyond is None or self.beyond[0] > 0)

    @property
    def fell(self) -> bool:
        """Whether neither chance nor season explains a fall."""
        return self.high < 0 and (self.beyond is None or self.beyond[1] < 0)


def movement(
    metric: Metric,
    now: Daily,
    before: Daily,
    tests: int = 1,
    year: tuple[Daily, Daily] | None = None,
) -> Movement | None:
    """The movement; None where too few days are known, or nothing was there before.

    ``tests`` is how many metrics are tested at once: the interval is
    wide enough for all of them together (Bonferroni). ``year`` are the same periods a year before.
    """
    own = _log(metric, now, before)
    if own is None:
        return None
    past = None if year is None else _log(metric, *year)
    beyond = None if past is None else own.minus(past).interval(tests)
    low, high = own.interval(tests)
    counted = metric.unit is Unit.COUNT
    n = round(own.now + own.before) if counted else own.weeks * 7
    change = float(np.expm1(own.ratio))
    scale = metric.scale if now.is_ratio else 1.0
    return Movement(scale * own.now, scale * own.before, change, low, high, n, beyond)


@dataclass(frozen=True, slots=True)
class _Log:
    """The logarithm of a ratio, its variance, the weeks behind it less what was estimated of them.

    ``now`` and ``before`` are the sums of counts, or the ratios of sums.
    """

    ratio: float
    variance: float
    weeks: int
    free: int
    now: float
    before: float

    def interval(self, tests: int) -> tuple[float, float]:
        """The relative change between the ends of its 95 % interval."""
        half = _quantile(tests, self.free) * math.sqrt(self.variance)
        low, high = (float(np.expm1(self.ratio + side)) for side in (-half, half))
        return low, high

    def minus(self, past: _Log) -> _Log:
        """What goes beyond another change."""
        return replace(
            self,
            ratio=self.ratio - past.ratio,
            variance=self.variance + past.variance,
            free=self.free + past.free,
        )


@lru_cache(maxsize=256)  # metrics compared together have the same weeks
def _quantile(tests: int, free: int) -> float:
    return float(stats.t.ppf(1 - LEVEL / (2 * tests), free))


def _log(metric: Metric, now: Daily, before: Daily) -> _Log | None:
    counted = metric.unit is Unit.COUNT
    pairs = _sides(now, before)
    if not all(_enough(over, under) for over, under in pairs):
        return None
    (new, new_exposure), (old, old_exposure) = (_sums(*pair) for pair in pairs)
    if min(new_exposure, old_exposure) <= 0 or old <= 0 or new < 0 or (not new and not counted):
        return None
    spread, weeks = _spread(pairs)
    # Counts never vary less than Poisson: fewer weeks may look more regular by chance.
    unsure = max(spread, 1.0) if counted else spread
    least = 0.5 if counted else 0.0  # a continuity correction: zero has no logarithm
    # The delta method: the variance of the logarithm of a count is its dispersion over the count.
    variance = unsure / max(new, least) + unsure / old
    ratio = float(np.log(max(new, least) / new_exposure) - np.log(old / old_exposure))
    ends = (new / new_exposure, old / old_exposure) if now.is_ratio else (new, old)
    return _Log(ratio, float(variance), weeks, weeks - 2, *ends)


_Sides = tuple[Array, Array]


def _sides(now: Daily, before: Daily) -> tuple[_Sides, _Sides]:
    """Amount and exposure of the days of both periods; nan where either is unknown."""
    if now.is_ratio or before.is_ratio:
        return (now.numerator, now.denominator), (before.numerator, before.denominator)
    both = np.concatenate([before.value, now.value])
    weekday = np.concatenate([np.arange(len(p.value)) + p.first.weekday() for p in (before, now)])
    usual = _by_weekday(both, weekday % 7)
    return (now.value, usual[len(before.value) :]), (before.value, usual[: len(before.value)])


def _by_weekday(values: Array, weekday: Array) -> Array:
    """What each day usually brings, relative to a mean day."""
    place = weekday.astype(np.int64)
    known = ~np.isnan(values)
    sums = np.bincount(place[known], weights=values[known], minlength=7)
    counts = np.bincount(place[known], minlength=7)
    means = np.divide(sums, counts, out=np.ones(7), where=counts > 0)
    mean = means.mean()
    return np.asarray((means / mean if mean > 0 else np.ones(7))[place])


def _enough(over: Array, under: Array) -> bool:
    known = ~(np.isnan(over) | np.isnan(under))
    return bool(known.sum() >= LEAST_DAYS and known.mean() >= LEAST_KNOWN)


def _sums(over: Array, under: Array) -> tuple[float, float]:
    known = ~(np.isnan(over) | np.isnan(under))
    return float(over[known].sum()), float(under[known].sum())


def _spread(pairs: tuple[_Sides, _Sides]) -> tuple[float, int]:
    """How much weeks differ, per unit of what they bring, and the number of weeks."""
    squares, weeks = 0.0, 0
    for over, under in pairs:
        known = ~(np.isnan(over) | np.isnan(under))
        total, exposure = _sums(over, under)
        week = np.arange(len(over)) // 7
        came = np.bincount(week, weights=np.where(known, over, 0.0))
        usual = np.bincount(week, weights=np.where(known, under, 0.0)) * total / exposure
        has_exposure = usual > 0
        squares += float(((came - usual)[has_exposure] ** 2 / usual[has_exposure]).sum())
        weeks += int(has_exposure.sum())
    # Pearson's dispersion estimate; two levels (one per period) were estimated from the weeks.
    return squares / max(weeks - 2, 1), max(weeks, 3)

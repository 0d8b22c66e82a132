"""Intervals of a difference of rates for a single look and for looking often, by its units.

The interval for looking often is Robbins' normal mixture (H. Robbins, Annals of Mathematical
Statistics 41 (1970) 1397-1409) in the form of the mixture sequential probability ratio test for A/B
tests (R. Johari, P. Koomen, L. Pekelis, D. Walsh, Operations Research 70 (2022) 1806-1821). With the
variance estimated it holds for many units (I. Waudby-Smith, D. Arbour, R. Sinha, E. Kennedy, A.
Ramdas, Annals of Statistics 52 (2024) 2613-2640), so that few of them stretch it by Student's t and
fewer than ``LEAST_UNITS`` decide nothing.
"""

from __future__ import annotations

import math

from metrics.statistics.intervals import wilson
from metrics.statistics.period_change import quantile
from metrics.statistics.unit_rates import RateDifference, UnitRate

CONFIDENCE = 0.95
USUAL = 0.2
"""The relative difference that the interval is tuned to where none is given."""
_SMALLEST = 1e-12  # no p-value below it is distinguished from zero
_LARGEST = 0.999
Interval = tuple[float, float]


def tuned_to(pooled: float, wanted: float | None = None) -> float:
    """The difference at which the interval decides soonest: the one ``wanted``, or the usual one.

    It is right at any other difference too, only a little wider. ``pooled`` is the rate of both.
    """
    return wanted or USUAL * pooled


def half_width(variance: float, spread: float, confidence: float = CONFIDENCE) -> float:
    """How far the interval for many looks reaches to each side, with the variance known.

    ``variance`` is that of the difference, ``spread`` the standard deviation of the mixture.
    """
    ratio = (variance + spread**2) / variance
    needed = 2 * math.log(1 / (1 - confidence)) + math.log(ratio)
    return math.sqrt(variance * ratio / (ratio - 1) * needed)


def rate_interval(rate: UnitRate, confidence: float = CONFIDENCE) -> Interval | None:
    """Wilson's interval with as many independent trials as the variance is worth.

    The quantile is that of Student's t (N. Dean, M. Pagano, Journal of Survey Statistics and
    Methodology 3 (2015) 484-503). None for a single unit, whose variance no one knows.
    """
    if rate.variance is None or rate.effective <= 1:
        return None
    spread = rate.rate * (1 - rate.rate)
    variance = rate.variance
    # None or all of the trials: nothing to estimate a variance from, so effective units count.
    trials = spread / variance if variance > 0 and spread > 0 else rate.effective
    z = quantile(1 - confidence, rate.effective - 1)
    return wilson(rate.rate * trials, trials, z)


def once(found: RateDifference, confidence: float = CONFIDENCE) -> Interval:
    """The interval for a single look at a moment fixed beforehand."""
    half = quantile(1 - confidence, found.free) * math.sqrt(found.variance)
    return _around(found.value, half)


def anytime(found: RateDifference, spread: float, confidence: float = CONFIDENCE) -> Interval:
    """The interval that is right however often one looks; ``spread`` is what it is tuned to."""
    return _around(found.value, _stretched(found, spread, 1 - confidence))


def anytime_p(found: RateDifference, spread: float) -> float:
    """The p-value that goes with the interval: below a risk where that leaves zero out."""
    away = abs(found.value)
    if away <= _stretched(found, spread, _LARGEST):
        return 1.0
    low, high = math.log(_SMALLEST), math.log(_LARGEST)
    while high - low > 1e-9:
        middle = (low + high) / 2
        inside = away <= _stretched(found, spread, math.exp(middle))
        low, high = (low, middle) if not inside else (middle, high)
    return math.exp(high)


def _stretched(found: RateDifference, spread: float, risk: float) -> float:
    half = half_width(found.variance, spread, 1 - risk)
    return half * quantile(risk, found.free) / quantile(risk, math.inf)


def chance_higher(found: RateDifference) -> float:
    """The probability that a's rate is above b's, by these data alone (a flat prior)."""
    # scipy takes long to import, and many pages compare nothing
    from scipy.special import stdtr  # noqa: PLC0415

    return float(stdtr(found.free, found.value / math.sqrt(found.variance)))


def likely(found: RateDifference, spread: float) -> float:
    """The difference to expect once one was found: found differences exaggerate.

    Shrunk towards none by a normal prior of standard deviation ``spread``, which stopping at a
    moment of one's choice does not bias (A. Gelman, J. Carlin, Perspectives on Psychological
    Science 9 (2014) 641-651, on why the found one is too large).
    """
    return found.value * spread**2 / (spread**2 + found.variance)


def _around(value: float, half: float) -> Interval:
    return max(-1.0, value - half), min(1.0, value + half)

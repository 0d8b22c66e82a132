"""Sample size: trials per variant that a difference takes to be found."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from metrics.statistics.unit_intervals import CONFIDENCE, half_width

POWER = 0.8
_MOST = 1e12  # trials; no test is worth more


@dataclass(frozen=True, slots=True)
class Sample:
    """Trials per variant: for one look at the end, and for looking at any time."""

    once: int
    anytime: int


def sample(
    rate: float, other: float, confidence: float = CONFIDENCE, spread: float | None = None
) -> Sample | None:
    """The trials per variant that find the difference of two rates four times out of five.

    For one look, the normal formula with pooled variance (J. L. Fleiss, B. Levin, M. C. Paik,
    Statistical Methods for Rates and Proportions, 3rd ed. 2003, ch. 4.2, without continuity
    correction). ``spread`` is what the interval for many looks is tuned to, this difference unless
    given. None where there is no difference, or none that could ever be found, or where
    rates of nothing and all leave nothing to chance.

    >>> sample(0.10, 0.12).once
    3841
    """
    if rate == other or not (0 <= rate <= 1 and 0 <= other <= 1):
        return None
    if {rate, other} == {0, 1}:
        return None
    ends, power = NormalDist().inv_cdf((1 + confidence) / 2), NormalDist().inv_cdf(POWER)
    mean, gap = (rate + other) / 2, abs(rate - other)
    single = rate * (1 - rate) + other * (1 - other)
    once = ((ends * math.sqrt(2 * mean * (1 - mean)) + power * math.sqrt(single)) / gap) ** 2
    if once > _MOST:
        return None
    often = _often(single, gap, power, confidence, spread or gap)
    return Sample(math.ceil(once), max(math.ceil(once), often))


def _often(single: float, gap: float, power: float, confidence: float, spread: float) -> int:
    """Trials after which the always-valid interval leaves zero out with the power wanted."""

    def short(trials: float) -> bool:
        variance = single / trials
        return half_width(variance, spread, confidence) + power * math.sqrt(variance) > gap

    # No closed form: doubling finds an upper bound, then bisection.
    low, high = 1.0, 2.0
    while short(high):
        low, high = high, 2 * high
    while high - low > max(1.0, 1e-9 * high):
        middle = (low + high) / 2
        low, high = (middle, high) if short(middle) else (low, middle)
    return math.ceil(high)

"""Always-valid confidence sequence for the difference of two rates (sequential A/B testing).

The confidence sequence is Robbins' normal mixture (H. Robbins, Annals of Mathematical Statistics
41 (1970) 1397-1409) in the form of the mixture sequential probability ratio test for A/B tests
(R. Johari, P. Koomen, L. Pekelis, D. Walsh, Operations Research 70 (2022) 1806-1821). With the
variance estimated it holds for large samples (I. Waudby-Smith, D. Arbour, R. Sinha, E. Kennedy,
A. Ramdas, Annals of Statistics 52 (2024) 2613-2640), so that nothing is decided before
``BinomialSample.few`` is over in both variants.
"""

from __future__ import annotations

import math

from metrics.statistics.binomial_sample import BinomialSample
from metrics.statistics.difference import CONFIDENCE

USUAL = 0.2
"""The relative difference that the interval is tuned to where none is given."""


def tuned_to(a: BinomialSample, b: BinomialSample, wanted: float | None = None) -> float:
    """The difference at which the interval decides soonest: the one ``wanted``, or the usual one.

    It is right at any other difference too, only a little wider.
    """
    pooled = (a.successes + b.successes) / (a.trials + b.trials)
    return wanted or USUAL * pooled


def half_width(variance: float, spread: float, confidence: float = CONFIDENCE) -> float:
    """How far the interval reaches to each side.

    ``variance`` is that of the difference, ``spread`` the standard deviation of the mixture.
    """
    ratio = (variance + spread**2) / variance
    needed = 2 * math.log(1 / (1 - confidence)) + math.log(ratio)
    return math.sqrt(variance * ratio / (ratio - 1) * needed)


def anytime(
    a: BinomialSample,
    b: BinomialSample,
    wanted: float | None = None,
    confidence: float = CONFIDENCE,
) -> tuple[float, float] | None:
    """The interval of rate a minus rate b; None while a variant has too few cases."""
    if a.few or b.few:
        return None
    # The difference of independent rates has the sum of their variances.
    half = half_width(a.variance + b.variance, tuned_to(a, b, wanted), confidence)
    between = a.rate - b.rate
    return max(-1.0, between - half), min(1.0, between + half)


def anytime_p(a: BinomialSample, b: BinomialSample, wanted: float | None = None) -> float:
    """The p-value that goes with the interval, right at any look; 1 while there is too little."""
    if a.few or b.few:
        return 1.0
    variance, spread = a.variance + b.variance, tuned_to(a, b, wanted)
    ratio = (variance + spread**2) / variance
    # The interval leaves zero out exactly where this is below one less its confidence.
    exponent = (a.rate - b.rate) ** 2 / variance * (ratio - 1) / ratio / 2
    return min(1.0, math.exp(math.log(ratio) / 2 - exponent))

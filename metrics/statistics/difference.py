"""Newcombe's interval for the difference of two rates (fixed sample size, one look)."""

from __future__ import annotations

import math
from statistics import NormalDist

from metrics.statistics.binomial_sample import BinomialSample
from metrics.statistics.intervals import wilson

CONFIDENCE = 0.95


def newcombe(
    a: BinomialSample, b: BinomialSample, confidence: float = CONFIDENCE
) -> tuple[float, float] | None:
    """The interval of rate a less rate b; None where one is not a rate of trials.

    The hybrid score method: R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10.

    >>> [round(end, 4) for end in newcombe(BinomialSample(56, 70), BinomialSample(48, 80))]
    [0.0524, 0.3339]
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    of_a, of_b = wilson(a.successes, a.trials, z), wilson(b.successes, b.trials, z)
    if of_a is None or of_b is None:
        return None
    between = a.rate - b.rate
    down = math.hypot(a.rate - of_a[0], of_b[1] - b.rate)
    up = math.hypot(of_a[1] - a.rate, b.rate - of_b[0])
    return between - down, between + up

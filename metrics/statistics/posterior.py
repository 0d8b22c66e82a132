"""Bayesian A/B comparison: the probability that one rate is higher, by beta posteriors."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import betainc, betaln

from metrics.statistics.binomial_sample import BinomialSample

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(40)
# Edges in standard deviations: densities are narrow, so the pieces are short around the middle.
_STEPS = (-40.0, -12.0, -8.0, -5.0, -3.0, -1.5, 0.0, 1.5, 3.0, 5.0, 8.0, 12.0, 40.0)


def chance_higher(a: BinomialSample, b: BinomialSample) -> float:
    """The probability that a's rate is above b's, both with a uniform prior.

    By quadrature over the two densities, good to ten digits; nothing is simulated.
    """
    # A uniform prior, Beta(1, 1), adds one success and one failure.
    alpha, beta = a.successes + 1, a.trials - a.successes + 1
    other = b.successes + 1, b.trials - b.successes + 1
    edges = np.unique(np.clip([0.0, 1.0, *_around(alpha, beta), *_around(*other)], 0.0, 1.0))
    half = np.diff(edges)[:, None] / 2
    at = edges[:-1, None] + half * (1 + _NODES)
    density = np.exp((alpha - 1) * np.log(at) + (beta - 1) * np.log1p(-at) - betaln(alpha, beta))
    probability = float(np.sum(half * _WEIGHTS * density * betainc(*other, at)))
    return min(1.0, max(0.0, probability))


def _around(alpha: float, beta: float) -> list[float]:
    """Places around the middle of a density, by its standard deviation."""
    whole = alpha + beta
    deviation = math.sqrt(alpha * beta / (whole * whole * (whole + 1)))
    return [alpha / whole + step * deviation for step in _STEPS]

"""Group-sequential bounds of a test whose last day was fixed before it began.

The risk is spent as O'Brien and Fleming's bounds spend it (K. Lan, D. DeMets, Biometrika 70 (1983)
659-663): after the share t of the time, 4 - 4 Phi(z / sqrt(t)) over both sides. The bound of each look
follows from those before it by the recursion of P. Armitage, C. McPherson and B. Rowe (Journal of the
Royal Statistical Society A 132 (1969) 235-244), here with Gauss-Legendre nodes.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from metrics.statistics.unit_intervals import Interval
from metrics.statistics.unit_rates import LEAST_UNITS, RateDifference

_NOTHING = 1e-10  # risk; a look with less to spend decides nothing
_DENSE = 1.5  # nodes for each standard deviation of a step
_FARTHEST = 37.0  # standard deviations; the normal distribution function has no digits beyond

Array = npt.NDArray[np.float64]


def looks(passed: int, planned: int) -> tuple[float, ...]:
    """The shares of the time after which somebody may have looked: every day from the eighth on.

    ``passed`` of ``planned`` days are over. The last one is the look of today.
    """
    first = min(LEAST_UNITS, passed)
    return tuple(day / planned for day in range(first, passed + 1))


@lru_cache(maxsize=512)
def bound(fractions: tuple[float, ...], risk: float) -> float:
    """The bound of the normal score at the last of the looks, at rising shares of the time up to 1.

    Infinite where there is as good as nothing to spend.

    >>> [round(bound((0.2, 0.4, 0.6, 0.8, 1.0)[:n], 0.05), 2) for n in (1, 2, 3, 4, 5)]
    [4.88, 3.36, 2.68, 2.29, 2.03]
    """
    from scipy.special import ndtr, ndtri  # noqa: PLC0415  # takes long to import

    spent = 4 * ndtr(ndtri(risk / 4) / np.sqrt(np.asarray(fractions)))
    last, before, place, mass, found = 0.0, 0.0, np.zeros(1), np.ones(1), math.inf
    for share, total in zip(fractions, spent, strict=True):
        found = math.inf
        if total - before < _NOTHING:
            continue
        step = math.sqrt(share - last)
        edge = _edge(place, mass, step, total - before, _FARTHEST * math.sqrt(share))
        nodes, weights = _nodes(32 * math.ceil((24 + _DENSE * 2 * edge / step) / 32))
        here = edge * nodes
        apart = (here[:, None] - place[None, :]) / step
        density = np.exp(-(apart**2) / 2) @ mass / (step * math.sqrt(2 * math.pi))
        last, before, place, mass = share, float(total), here, density * weights * edge
        found = edge / math.sqrt(share)
    return found


@lru_cache(maxsize=64)
def _nodes(count: int) -> tuple[Array, Array]:
    return np.polynomial.legendre.leggauss(count)


def _edge(place: Array, mass: Array, step: float, due: float, farthest: float) -> float:
    """How far out a step from ``place`` ends with the probability ``due``."""
    from scipy.optimize import brentq  # noqa: PLC0415  # takes long to import
    from scipy.special import ndtr  # noqa: PLC0415

    def over(edge: float) -> float:
        out = ndtr((-edge - place) / step) + ndtr((place - edge) / step)
        return float(mass @ out) - due

    if over(0.0) <= 0:
        return 0.0
    return float(brentq(over, 0.0, farthest, xtol=1e-10))


def normal_score(found: RateDifference) -> float:
    """The normal score with the p-value of the difference's t: comparable with the bounds."""
    from scipy.special import ndtri, stdtr  # noqa: PLC0415  # takes long to import

    tail = float(stdtr(found.free, -abs(found.value) / math.sqrt(found.variance)))
    score = min(-float(ndtri(max(tail, 1e-300))), _FARTHEST)
    return math.copysign(score, found.value)


def planned_interval(found: RateDifference, fractions: tuple[float, ...], risk: float) -> Interval:
    """The interval of a difference that leaves zero out where its score is beyond the bound."""
    from scipy.special import ndtr, stdtrit  # noqa: PLC0415  # takes long to import

    edge = bound(fractions, risk)
    if math.isinf(edge):
        return -1.0, 1.0
    half = -float(stdtrit(found.free, ndtr(-edge))) * math.sqrt(found.variance)
    return max(-1.0, found.value - half), min(1.0, found.value + half)


def planned_p(found: RateDifference, fractions: tuple[float, ...]) -> float:
    """The smallest risk at which the difference is beyond the bound of the last look."""
    from scipy.optimize import brentq  # noqa: PLC0415  # takes long to import
    from scipy.special import ndtr  # noqa: PLC0415

    score = abs(normal_score(found))
    # Looking without a pause spends what its formula says and no more: no p-value is larger.
    most = min(1.0, 4 * float(ndtr(-score * math.sqrt(fractions[-1]))))
    least = 2 * float(ndtr(-score))
    if most <= _NOTHING:
        return most
    low, high = math.log(max(least, _NOTHING) / 2), math.log(most)

    def beyond(risk: float) -> float:
        return score - min(bound(fractions, math.exp(risk)), _FARTHEST)

    if beyond(high) <= 0:
        return most
    return math.exp(brentq(beyond, low, high, xtol=1e-6))

"""How far chance alone may move a figure: 95 % intervals for rates and counts."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)
_TAIL = 0.025
_EXACT = 100  # above this count the closed form is good to five digits


def wilson(successes: float, trials: float, z: float = Z) -> tuple[float, float] | None:
    """Wilson's score interval of a rate; None where the figures are not a rate of trials.

    ``z`` is the normal quantile of the confidence, 95 % unless told.

    >>> [round(end, 3) for end in wilson(3, 41)]
    [0.025, 0.194]
    """
    if trials <= 0 or not 0 <= successes <= trials:
        return None
    rate, z2 = successes / trials, z * z
    middle = rate + z2 / (2 * trials)
    half = z * math.sqrt(rate * (1 - rate) / trials + z2 / (4 * trials * trials))
    scale = 1 + z2 / trials
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


@cache
def garwood(count: int) -> tuple[float, float]:
    """The exact Poisson (Garwood) interval of a count.

    >>> [round(end, 2) for end in garwood(0)]
    [0.0, 3.69]
    """
    if count > _EXACT:
        return _wilson_hilferty(count, -Z), _wilson_hilferty(count + 1, Z)
    low = 0.0 if count == 0 else _solve(lambda mean: _at_most(count - 1, mean) - (1 - _TAIL), count)
    return low, _solve(lambda mean: _at_most(count, mean) - _TAIL, count)


def _wilson_hilferty(k: int, z: float) -> float:
    return k * (1 - 1 / (9 * k) + z / (3 * math.sqrt(k))) ** 3


def _at_most(count: int, mean: float) -> float:
    """P(N <= count) for a Poisson mean; falls as the mean grows."""
    term = total = math.exp(-mean)
    for k in range(1, count + 1):
        term *= mean / k
        total += term
    return total


def _solve(falling: Callable[[float], float], count: int) -> float:
    low, high = 0.0, count + 10 * math.sqrt(count + 1) + 10
    for _ in range(45):  # to eleven digits
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return (low + high) / 2

"""Wilson score interval for rates and exact Poisson (Garwood) interval for counts, 95 %."""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)
_TAIL = 0.025


def wilson(successes: float, trials: float, z: float = Z) -> tuple[float, float] | None:
    """Wilson's score interval of a rate; None where the figures are not a rate of trials.

    ``z`` is the normal quantile of the confidence, 95 % by default.

    >>> [round(end, 3) for end in wilson(3, 41)]
    [0.025, 0.194]
    """
    if trials <= 0 or not 0 <= successes <= trials:
        return None
    rate, z2 = successes / trials, z * z
    # Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212.
    middle = rate + z2 / (2 * trials)
    half = z * math.sqrt(rate * (1 - rate) / trials + z2 / (4 * trials * trials))
    scale = 1 + z2 / trials
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


@cache
def garwood(count: int) -> tuple[float, float]:
    """The exact Poisson (Garwood) interval of a count.

    Its ends are the means under which so many or more, or so few or fewer, come once in forty.

    >>> [round(end, 2) for end in garwood(0)]
    [0.0, 3.69]
    """
    # scipy takes long to import, and many queries need no interval
    from scipy.special import gammainccinv, gammaincinv  # noqa: PLC0415

    low = float(gammaincinv(count, _TAIL)) if count else 0.0
    return low, float(gammainccinv(count + 1, _TAIL))

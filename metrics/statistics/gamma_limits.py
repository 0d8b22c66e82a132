"""Gamma limits of weighted Poisson counts: the interval of a sum whose number of parts is chance too.

Fay, M. P. and Feuer, E. J. (1997), Statistics in Medicine 16, 791-801. With weights of 1 they are
the exact Poisson limits of a count (Garwood 1936, Biometrika 28, 437-442).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def gamma_limits(
    total: ArrayLike,
    squares: ArrayLike,
    largest: ArrayLike,
    *,
    alpha: float = 0.05,
    spread: float = 1.0,
) -> tuple[Array, Array]:
    """The two-sided limits of the expected sum of independent weighted events, element by element.

    ``total`` is the sum of the weights that were seen, ``squares`` the sum of their squares (any
    other estimate of the sum's variance will do) and ``largest`` the weight of one event more,
    in the unit of the weights. ``spread`` multiplies the variance of events that clump. Where
    nothing was seen, the lower limit is 0. A total below zero has no limits: both are nan.

    >>> low, high = gamma_limits(10, 10, 1)
    >>> round(float(low), 2), round(float(high), 2)
    (4.8, 18.39)
    """
    # scipy takes long to import, and many queries need no interval
    from scipy.special import gammaincinv  # noqa: PLC0415

    seen, variance, more = np.broadcast_arrays(
        *(np.asarray(values, dtype=np.float64) for values in (total, squares, largest))
    )
    variance = spread * variance

    def quantile(mean: Array, varies: Array, level: float) -> Array:
        # A gamma distribution with this mean and variance; nothing seen is no distribution.
        known = (mean > 0) & (varies > 0)
        scale = np.divide(varies, mean, out=np.zeros(mean.shape), where=known)
        shape = np.divide(mean, scale, out=np.ones(mean.shape), where=known)
        found: Array = scale * gammaincinv(shape, level)
        return found

    low = quantile(seen, variance, alpha / 2)
    high = quantile(seen + more, variance + spread * more**2, 1 - alpha / 2)
    return np.where(seen < 0, np.nan, low), np.where(seen < 0, np.nan, high)

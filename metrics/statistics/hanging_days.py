"""Whether days or weeks hang together, so that the units of chance are longer."""

from __future__ import annotations

import math

import numpy as np

from metrics.statistics.unit_rates import Array, Places

HANGS = 1.0
"""Standard errors of the summed autocovariance, above which neighbouring units hang together.

Low on purpose: weeks cost little power where days are independent, days cost false alarms.
"""


def hang_together(place: Places, residual: Array, span: int, variance: float) -> bool:
    """Whether residuals of units go together with those of the ``span`` - 1 units after.

    What sums of ``span`` units vary more than independent units do, sum of w_k e_t e_(t+k) with
    Bartlett's weights w_k = 1 - k / span, is held against its standard error where they are
    independent, and the variance with it against ``variance``, which is allowed for already.
    ``place`` is the number of each unit, in any order.
    """
    if not len(place):
        return False
    line = np.zeros(int(place.max() - place.min()) + 1)
    line[place - place.min()] = residual
    together = error = 0.0
    for lag in range(1, min(span, len(line))):
        products, weight = line[:-lag] * line[lag:], 1 - lag / span
        together += weight * float(products.sum())
        error += weight**2 * float((products**2).sum())
    more = float((line**2).sum()) + 2 * together > variance
    return more and together > HANGS * math.sqrt(error)

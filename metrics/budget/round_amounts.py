"""Round amounts of money: 1, 2, 2.5 or 5 times a power of ten."""

from __future__ import annotations

import math

_STEPS = (5.0, 2.5, 2.0, 1.0)
_EXACT = 1 + 1e-9  # sums of floating-point numbers are no more exact than that


def round_down(most: float) -> float | None:
    """The largest round amount that is at most so much; None for nothing.

    >>> [round_down(most) for most in (1314.0, 1000.0, 999.0, 26.0, 0.0)]
    [1000.0, 1000.0, 500.0, 25.0, None]
    >>> round_down(999.9999999999999)
    1000.0
    """
    if most <= 0:
        return None
    reached = most * _EXACT
    power = 10.0 ** math.floor(math.log10(reached))
    # Of a power itself the logarithm may be a little too high.
    amounts = (step * scale for scale in (power, power / 10) for step in _STEPS)
    return next(amount for amount in amounts if amount <= reached)

"""Several comparisons at once: Holm's step-down (S. Holm, Scandinavian J. of Statistics 6, 1979)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

RISK = 0.05


def adjusted(p_values: Sequence[float]) -> tuple[float, ...]:
    """The p-values as they count when all are looked at together, in their own order."""
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    raised = [min(1.0, (len(order) - step) * p_values[at]) for step, at in enumerate(order)]
    told = dict(zip(order, accumulate(raised, max), strict=True))
    return tuple(told[at] for at in range(len(order)))


def risks(p_values: Sequence[float], risk: float = RISK) -> tuple[float, ...]:
    """The risk each comparison is tested at, in their own order.

    A p-value is below its risk exactly where its adjusted value is below ``risk``: after the
    first that is not, the others stay at the step where it stopped.
    """
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    told: dict[int, float] = {}
    step = 0
    for at in order:
        told[at] = risk / (len(order) - step)
        if p_values[at] < told[at]:
            step += 1
    return tuple(told[at] for at in range(len(order)))

"""Holm's step-down correction for multiple comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

RISK = 0.05


def adjusted(p_values: Sequence[float]) -> tuple[float, ...]:
    """The adjusted p-values of all comparisons together, in their own order."""
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    # The smallest p-value counts as often as there are comparisons, the next one time less.
    raised = [min(1.0, (len(order) - step) * p_values[at]) for step, at in enumerate(order)]
    by_place = dict(zip(order, accumulate(raised, max), strict=True))
    return tuple(by_place[at] for at in range(len(order)))


def risks(p_values: Sequence[float], risk: float = RISK) -> tuple[float, ...]:
    """The risk each comparison is tested at, in their own order.

    A p-value is below its risk exactly where its adjusted value is below ``risk``: after the
    first that is not, the others stay at the step where it stopped.
    """
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    by_place: dict[int, float] = {}
    step = 0
    for at in order:
        by_place[at] = risk / (len(order) - step)
        if p_values[at] < by_place[at]:
            step += 1
    return tuple(by_place[at] for at in range(len(order)))

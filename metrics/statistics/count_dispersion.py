"""How many times the variance of a campaign's daily counts is that of Poisson counts.

Pearson's statistic: the squares of how far days are from the mean of their cell, by that mean. A
cell is the working days, or the days of a weekend, of four weeks, so that neither a usual week nor
a slow season counts as chance (P. McCullagh and J. Nelder, Generalized Linear Models, 1989, 4.5).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from metrics.statistics.intervals import Z
from metrics.statistics.period_change import Array, quantile

BLOCK = 28
"""Days among which the usual count is taken for the same."""
LEAST_FREE = 20
"""Degrees of freedom below which counts do not know their own dispersion."""
_LEAST_EVENTS = 2  # a single event cannot clump
_ALPHA = 0.05


class PearsonSquares(NamedTuple):
    """The sum of Pearson's squares of some counts, and its degrees of freedom."""

    total: float
    free: int

    def __add__(self, other: object) -> PearsonSquares:
        """The squares of both together."""
        if not isinstance(other, PearsonSquares):
            return NotImplemented
        return PearsonSquares(self.total + other.total, self.free + other.free)


NO_SQUARES = PearsonSquares(0.0, 0)
"""Those of counts that say nothing about their dispersion."""


def pearson_squares(counts: Array, weekday: int) -> PearsonSquares:
    """The squares of consecutive days from a ``weekday`` (Monday is 0) on; nan days do not count.

    >>> pearson_squares(np.array([4.0, 0, 4, 0]), 0)
    PearsonSquares(total=8.0, free=3)
    """
    size = len(counts)
    day = np.arange(size)
    # Blocks are counted back from the last day: the newest block is always whole.
    cell = 2 * ((size - 1 - day) // BLOCK) + ((weekday + day) % 7 >= 5)
    known = ~np.isnan(counts)
    cell, counts = cell[known], counts[known]
    days, events = np.bincount(cell), np.bincount(cell, counts)
    usable = (days > 1) & (events >= _LEAST_EVENTS)
    mean = np.divide(events, days, out=np.ones(len(days)), where=usable)[cell]
    inside = usable[cell]
    total = float((((counts - mean) ** 2 / mean)[inside]).sum())
    return PearsonSquares(total, int((days - 1)[usable].sum()))


def spread(own: PearsonSquares, others: PearsonSquares = NO_SQUARES) -> float:
    """How many times Poisson's variance counts have, at least once.

    ``others`` are the squares of all counts of the kind: they speak where ``own`` has fewer than
    ``LEAST_FREE`` degrees of freedom. Few degrees of freedom do not know a variance well: it is
    raised by the square of Student's quantile over the normal one. Without any it is 1.

    >>> spread(PearsonSquares(50.0, 25)) > 2
    True
    """
    known = own if own.free >= LEAST_FREE else own if own.free >= others.free else others
    if not known.free:
        return 1.0
    unsure = (quantile(_ALPHA, known.free) / Z) ** 2
    return max(1.0, known.total / known.free * unsure)

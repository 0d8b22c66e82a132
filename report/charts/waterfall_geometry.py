"""Waterfall geometry: where each column of a chart of steps begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

from report.document.model import Chart

TOTAL, ADDED, TAKEN = 0, 1, 2


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """A column from ``start`` to ``end``; ``value`` is what was added (or, first and last, all).

    ``base`` is the invisible part that carries it, ``above`` and ``below`` are its visible parts
    on either side of zero.
    """

    kind: int
    value: float
    start: float
    end: float

    @property
    def base(self) -> float:
        """How far from zero the visible part begins; 0 where it crosses zero."""
        low, high = sorted((self.start, self.end))
        return low if low > 0 else min(high, 0.0)

    @property
    def above(self) -> float:
        """The height of the visible part above zero."""
        low, high = sorted((self.start, self.end))
        return max(high, 0.0) - max(low, 0.0)

    @property
    def below(self) -> float:
        """The (negative) height of the visible part below zero."""
        low, high = sorted((self.start, self.end))
        return min(low, 0.0) - min(high, 0.0)


def steps(chart: Chart) -> tuple[WaterfallStep, ...]:
    """The columns of the first series; what is unknown moves nothing.

    The first and the last value are totals, those between are added to the first.
    """
    values = chart.series[0].values
    columns: list[WaterfallStep] = []
    level = 0.0
    for index, value in enumerate(values):
        size = value or 0.0
        # Totals start at zero; steps start where the one before ended.
        if index in {0, len(values) - 1}:
            columns.append(WaterfallStep(TOTAL, size, 0.0, size))
            level = size
        else:
            columns.append(WaterfallStep(TAKEN if size < 0 else ADDED, size, level, level + size))
            level += size
    return tuple(columns)

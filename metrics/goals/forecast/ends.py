"""The equally likely values of a goal at its deadline, and the likelihood of any target."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.goals.forecast.series import Array


@dataclass(frozen=True, slots=True, eq=False)
class GoalEnds:
    """Equally likely values at the deadline, in the metric's unit, in ascending order.

    ``below``: the target is a ceiling, met by what is at most as high. Values that are not known
    (nan) meet no target; a ratio whose denominator stays 0 is infinite.
    """

    values: Array
    below: bool

    @classmethod
    def of(cls, drawn: Array, *, below: bool) -> GoalEnds:
        """The ends of a goal from draws in any order."""
        return cls(np.sort(drawn), below)

    def chance(self, target: float) -> float:
        """The share of the ends that meet a target; 0 without ends."""
        return float(self.chances(np.array([target]))[0])

    def chances(self, targets: Array) -> Array:
        """The share of the ends that meet each of some targets."""
        known = self.values[~np.isnan(self.values)]
        under = np.searchsorted(known, targets, side="right" if self.below else "left")
        met = under if self.below else len(known) - under
        return np.asarray(met / max(len(self.values), 1), dtype=np.float64)

    def reachable(self, chance: float) -> float:
        """The target that has a likelihood of ``chance``."""
        return float(np.quantile(self.values, chance if self.below else 1 - chance))

    def span(self, tail: float) -> tuple[float, float] | None:
        """The ends without the ``tail`` share at each side; None where none is a number."""
        known = self.values[np.isfinite(self.values)]
        if not len(known):
            return None
        low, high = np.quantile(known, (tail, 1 - tail)).tolist()
        return low, high

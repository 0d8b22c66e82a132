"""Forecast history: the bands forecast after past weeks, and the actual values."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from metrics.goals.forecast.series import Array

_WORST = 3.0


def _nothing() -> Array:
    return np.zeros(0)


@dataclass(frozen=True, slots=True)
class Record:
    """An 80 % band for each of some past weeks, oldest first, and where its stretch ended."""

    low: Array = field(default_factory=_nothing)
    median: Array = field(default_factory=_nothing)
    high: Array = field(default_factory=_nothing)
    came: Array = field(default_factory=_nothing)

    @property
    def n(self) -> int:
        """How many bands there are."""
        return len(self.came)

    @property
    def held(self) -> npt.NDArray[np.bool_]:
        """Whether each stretch ended inside its band."""
        return np.asarray((self.low <= self.came) & (self.came <= self.high))

    @property
    def missed_by(self) -> Array:
        """How many times wider each band had to be on that side (at most 1: it held)."""
        above = self.came > self.median
        side = np.where(above, self.high - self.median, self.median - self.low)
        return np.minimum(np.abs(self.came - self.median) / np.maximum(side, 1e-9), _WORST)

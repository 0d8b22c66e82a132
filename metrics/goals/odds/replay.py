"""The odds held against the past: from each past week, did the next stretch stay in its band?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

import numpy as np
import numpy.typing as npt

from metrics.goals.odds.draws import bands_of, draw_each
from metrics.goals.odds.fit import Fit
from metrics.goals.odds.series import Array

START = 8  # weeks known before the first band is drawn
REPLAYED = 40  # bands, the newest ones
SHARE = 0.8  # of the bands should hold
_DRAWS = 300
_DOUBT = 2  # overlapping bands tell less than their number
_WORST = 3.0


@dataclass(frozen=True, slots=True)
class Band:
    """What was foretold after a past week for the stretch that followed, and what came."""

    week: int
    low: float
    median: float
    high: float
    came: float

    @property
    def held(self) -> bool:
        """Whether the stretch ended inside its band."""
        return self.low <= self.came <= self.high

    @property
    def missed_by(self) -> float:
        """How many times wider the band had to be on that side (at most 1: it held)."""
        above = self.came > self.median
        side = self.high - self.median if above else self.median - self.low
        return min(abs(self.came - self.median) / max(side, 1e-9), _WORST)


def replay(fit: Fit) -> tuple[Band, ...]:
    """A band for each of the last 40 past weeks whose stretch is over, oldest first.

    Only figures known after that week are used; the exposure of the stretch is the one it had.
    """
    amount, exposure = fit.series.amount, fit.series.exposure
    last = len(amount) - fit.weeks
    weeks = np.arange(max(START - 1, last - REPLAYED), last, dtype=np.int64)
    if not len(weeks):
        return ()
    came, wide = (_after(values, weeks, fit.weeks) for values in (amount, exposure))
    drawn = draw_each(fit, weeks, wide, _DRAWS)
    ends = zip(weeks.tolist(), *bands_of(drawn).tolist(), came.tolist(), strict=True)
    return tuple(Band(*end) for end in ends)


def _after(values: Array, weeks: npt.NDArray[np.int64], length: int) -> Array:
    """The sum of the stretch that follows each week."""
    sums = np.append(0.0, np.cumsum(values))
    return np.asarray(sums[weeks + 1 + length] - sums[weeks + 1])


def corrected(fit: Fit) -> Fit:
    """The same fit; where fewer than 80 % of its bands held, its last state is less sure.

    The band of today is widened to what would have held in the past, the more bands the more.
    """
    bands = replay(fit)
    if not bands:
        return fit
    wanted = np.sort([band.missed_by for band in bands])[ceil(SHARE * len(bands)) - 1]
    trust = len(bands) / (len(bands) + _DOUBT * fit.weeks)
    stretch = fit.stretch.copy()
    stretch[-1] *= (1 + max(wanted - 1, 0.0) * trust) ** 2
    return replace(fit, stretch=stretch)

"""The odds held against the past: from each past week, did the next stretch stay in its band?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from metrics.goals.odds.draws import band, draw, generator
from metrics.goals.odds.fit import Fit

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
    weeks = range(max(START - 1, last - REPLAYED), last)
    return tuple(
        _band(fit, week, amount[week + 1 : week + 1 + fit.weeks].sum(),
              exposure[week + 1 : week + 1 + fit.weeks].sum())
        for week in weeks
    )  # fmt: skip


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


def _band(fit: Fit, week: int, came: float, exposure: float) -> Band:
    drawn = draw(fit.after(week), exposure, generator(), _DRAWS)
    return Band(week, *band(drawn), float(came))

"""The odds held against the past: from each past week, did the next stretch stay in its band?"""

from __future__ import annotations

from dataclasses import dataclass

from metrics.goals.odds.draws import band, draw, generator
from metrics.goals.odds.fit import Fit

START = 8  # weeks known before the first band is drawn
REPLAYED = 40  # bands, the newest ones
_DRAWS = 300


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


def _band(fit: Fit, week: int, came: float, exposure: float) -> Band:
    drawn = draw(fit.after(week), exposure, generator(), _DRAWS)
    return Band(week, *band(drawn), float(came))

"""What a campaign spent and brought in each whole week, and how much its weekly spend varied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from metrics.returns.campaign_days import CampaignDays
from metrics.statistics.period_change import Array

RUNNING = 14
"""Days without spend after which a campaign has ended."""
_LONGEST = 104  # weeks that are read: what was spent before says little about today


@dataclass(frozen=True, slots=True, eq=False)
class CampaignWeeks:
    """A campaign's whole weeks from Monday on in which it ran and all days are known.

    ``begin`` and ``end`` are its first and last day with spend; of a campaign that still runs,
    ``end`` is the last known day. ``spend`` and ``results`` have a value a week, in order.
    """

    campaign: str
    begin: date
    end: date
    spend: Array
    results: Array

    @property
    def number(self) -> int:
        """How many weeks there are."""
        return len(self.spend)

    @property
    def highest(self) -> float | None:
        """The highest spend of a week; None without weeks."""
        return float(self.spend.max()) if len(self.spend) else None

    @property
    def lowest(self) -> float | None:
        """The lowest spend of a week; None without weeks."""
        return float(self.spend.min()) if len(self.spend) else None

    @property
    def variation(self) -> float | None:
        """The standard deviation of weekly spend as a share of its mean; None with one week."""
        if len(self.spend) < 2 or not self.spend.any():
            return None
        return float(self.spend.std(ddof=1) / self.spend.mean())


def campaign_weeks(days: CampaignDays, campaign: str, until: date) -> CampaignWeeks | None:
    """The weeks of a campaign up to a day; None where no day with spend is known by itself."""
    size = min(max(days.place(until) + 1, 0), len(days.known))
    spend, results = days.spend[campaign][:size], days.results_of(campaign)[:size]
    ran = np.flatnonzero(spend > 0)
    if not len(ran):
        return None
    begin, last = int(ran[0]), int(ran[-1])
    end = size - 1 if size - 1 - last < RUNNING else last
    monday = begin + (-days.day(begin).weekday()) % 7
    starts = np.arange(monday, end - 5, 7)[-_LONGEST:]
    week = starts[:, None] + np.arange(7)
    by_week = spend[week].sum(axis=1), results[week].sum(axis=1)
    known = ~np.isnan(by_week[0]) & ~np.isnan(by_week[1])
    return CampaignWeeks(
        campaign, days.day(begin), days.day(end), by_week[0][known], by_week[1][known]
    )


def runs(days: CampaignDays, campaign: str, until: date) -> bool:
    """Whether a campaign spent in the last ``RUNNING`` days up to a day."""
    end = days.place(until) + 1
    return bool((days.spend[campaign][max(end - RUNNING, 0) : max(end, 0)] > 0).any())

"""The campaigns that still run, with what they spend and bring a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from metrics.budget.campaign_weeks import CampaignWeeks, campaign_weeks, runs
from metrics.budget.effects import Moved, blocks, dispersion, variation
from metrics.returns.campaign_costs import CampaignCost, CampaignCosts
from metrics.returns.campaign_days import CampaignDays
from metrics.statistics.period_change import Array


@dataclass(frozen=True, slots=True, eq=False)
class RunningCampaign:
    """A campaign that still spends.

    ``cost`` is what its results cost in the last ``days`` of its life that are taken as usual.
    ``months`` are its results in stretches as long as a plan.
    """

    cost: CampaignCost
    weeks: CampaignWeeks
    days: int
    months: Array

    @property
    def name(self) -> str:
        """The campaign's name."""
        return self.weeks.campaign

    @property
    def spend(self) -> float:
        """Usual spend a day."""
        return (self.cost.spend or 0.0) / self.days

    @property
    def results(self) -> float:
        """Usual results a day."""
        return (self.cost.results or 0.0) / self.days

    @property
    def rate(self) -> float:
        """Results by unit of spend."""
        return self.results / self.spend

    @property
    def dispersion(self) -> float:
        """How many times Poisson's variance its results have, by days or by months."""
        return max(self.cost.dispersion or 1.0, dispersion(self.months))

    def moved(self, amount: float) -> Moved:
        """What an amount buys at the campaign's usual cost."""
        return Moved(amount * self.rate, variation(self.months))


def running_campaigns(
    days: CampaignDays, costs: CampaignCosts, length: int
) -> tuple[RunningCampaign, ...]:
    """The campaigns that spend up to the end of ``costs`` and whose results are known.

    The highest budget comes first. ``length`` is the number of days of the plan.
    """
    past, found = costs.query, []
    for row in costs.rows:
        if row.campaign is None or row.per_result is None or row.dispersion is None:
            continue
        weeks = campaign_weeks(days, row.campaign, past.end)
        if weeks is not None and runs(days, row.campaign, past.end):
            life = (past.end - max(past.start, weeks.begin)).days + 1
            months = months_of(days, [row.campaign], past.end, length)
            found.append(RunningCampaign(row, weeks, life, months))
    return tuple(sorted(found, key=lambda one: (-one.spend, one.name)))


def months_of(days: CampaignDays, campaigns: Iterable[str], last: date, length: int) -> Array:
    """The results of some campaigns together in stretches of ``length`` days, back from the last.

    A campaign counts from its first day with spend on.
    """
    each = [
        np.where(np.cumsum(days.spend[name] > 0) > 0, days.results_of(name), np.nan)
        for name in campaigns
    ]
    begun = ~np.isnan(each).all(axis=0)
    together = np.where(begun, np.nansum(each, axis=0), np.nan)
    return blocks(together, days.place(last) + 1, length)

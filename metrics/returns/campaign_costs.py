"""Where the money works: what a result, and a customer, of each campaign cost in ads.

Spend is what ad platforms charged. Results are the company's own, by the campaign of the UTM tags
that each came with (last click). Their numbers vary by chance, and days often vary more than
Poisson counts: the interval of a cost is that of its count, with the dispersion of its days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from data.facts.facts import Facts
from metrics.comparison.like_for_like import owners_of
from metrics.definitions.registry import metrics
from metrics.engine import query_metrics
from metrics.question.query import Query
from metrics.returns.campaign_days import COVERED, CampaignDays, campaign_days
from metrics.returns.campaign_spend import Campaign, campaign_spend, in_currency
from metrics.returns.credited_outcome import CreditedOutcome, credited_outcome
from metrics.returns.mature_costs import MatureCosts, MatureTable, mature_table
from metrics.returns.mature_months import mature_months
from metrics.returns.ratio_range import RatioRange, cost_of_one
from metrics.returns.roi import complete_period
from metrics.statistics.count_dispersion import (
    NO_SQUARES,
    PearsonSquares,
    pearson_squares,
    spread,
)
from metrics.statistics.period_change import Array

PAST = 364
"""Days up to the end of a period that show how the results of days vary."""


@dataclass(frozen=True, slots=True)
class CampaignCost:
    """Ad spend of a campaign and what it brought; ``campaign`` is None for ads that name none.

    ``spend`` is None where files tell it only together with other days. ``currency`` is that of
    spend and costs (None: not named), ``share`` the share of all ad spend in this currency.
    ``results`` are None where they are unknown: of ads without a campaign, of a campaign paid in
    several currencies, or where too few of the days are known. ``dispersion`` is how many times
    Poisson's variance their number has; None where no single days are known. ``per_result`` is
    spend by result. ``mature`` is None for results that do not mature, and without a mature month
    or spend in one.
    """

    campaign: Campaign
    currency: str | None
    spend: float | None
    share: float | None
    results: float | None
    dispersion: float | None
    per_result: RatioRange | None
    mature: MatureCosts | None


@dataclass(frozen=True, slots=True)
class CampaignCosts:
    """The campaigns with ad spend in the days of ``query``, the highest spend first.

    ``counted`` is the outcome that results are, ``months`` are the mature months. ``currency`` is
    that of all spend. Where ``is_mixed`` there are several: nothing is added up, and ``spend`` and
    ``mean`` are None. ``mean`` are all campaigns together whose spend and results are known; its
    ``mature`` has every campaign with spend in the mature months. ``elsewhere`` are the
    results of these days that belong to no campaign of the rows; None where results are unknown.
    """

    query: Query
    counted: CreditedOutcome
    months: Query | None
    currency: str | None
    is_mixed: bool
    rows: tuple[CampaignCost, ...]
    spend: float | None
    mean: CampaignCost | None
    elsewhere: float | None

    @property
    def by_currency(self) -> tuple[tuple[str | None, float], ...]:
        """The known spend in each currency (None: not named), the largest amount first."""
        sums: dict[str | None, float] = {}
        for row in self.rows:
            if row.spend is not None:
                sums[row.currency] = sums.get(row.currency, 0.0) + row.spend
        return tuple(sorted(sums.items(), key=lambda part: -part[1]))


def campaign_costs(facts: Facts, query: Query) -> CampaignCosts:
    """The cost per result of every campaign, in the days of a period that are complete.

    These go from the first days of ad costs and results to the end of their files. A result
    counts only on days that the files of its campaign's account cover. Filters and splits of
    the query do not matter.
    """
    plain = Query(query.start, query.end)
    found: CampaignCosts = facts.recent(("campaign costs", plain), lambda: _costs(facts, plain))
    return found


def _costs(facts: Facts, query: Query) -> CampaignCosts:
    complete, days = complete_period(facts, query), campaign_days(facts)
    if days is None:
        counted = credited_outcome(facts)
        return CampaignCosts(complete, counted, None, None, False, (), None, None, None)
    work = _Work.of(facts, days, _from_both(days, complete))
    spend = campaign_spend(facts, work.query)
    currencies = {code for parts in spend.values() for code in parts or ()}
    ripe = _mature(facts, days, work.query)
    unknown: dict[str | None, float | None] = {None: None}
    rows = [
        _row(work, campaign, code, parts or unknown, in_currency(spend, code), ripe)
        for campaign, parts in spend.items()
        for code in parts or unknown
    ]
    rows.sort(key=lambda row: (row.spend is None, -(row.spend or 0.0), row.campaign or ""))
    is_mixed = len(currencies) > 1
    currency = next(iter(currencies)) if len(currencies) == 1 else None
    is_known = not is_mixed and all(spend.values())
    return CampaignCosts(
        work.query,
        days.counted,
        None if ripe is None else ripe.months,
        currency,
        is_mixed,
        tuple(rows),
        in_currency(spend, currency) if is_known else None,
        None if is_mixed else _mean(work, rows, ripe),
        _elsewhere(work, rows),
    )


def _from_both(days: CampaignDays, query: Query) -> Query:
    """The period from the first days of ad costs and of results on, where it has such days."""
    known = np.flatnonzero(days.known)
    begin = days.day(int(known[0])) if len(known) else days.first
    start = max(query.start, begin)
    return replace(query, start=start) if start <= query.end else query


def _mature(facts: Facts, days: CampaignDays, query: Query) -> MatureTable | None:
    """The table of the latest mature months up to the end of a period."""
    if not days.counted.is_of_leads or not days.known.any():
        return None
    first = days.day(int(np.flatnonzero(days.known)[0]))
    months = mature_months(facts, first, query.end)
    return None if months is None else mature_table(facts, days, months)


@dataclass(frozen=True, slots=True, eq=False)
class _Work:
    """The days of campaigns, and how the results of each vary up to the end of a period."""

    facts: Facts
    days: CampaignDays
    query: Query
    own: Mapping[Campaign, PearsonSquares]
    every: PearsonSquares

    @classmethod
    def of(cls, facts: Facts, days: CampaignDays, query: Query) -> _Work:
        own: dict[Campaign, PearsonSquares] = {
            campaign: _squares(days, days.counts(campaign), query)
            for campaign in days.spend
            if campaign is not None
        }
        return cls(facts, days, query, own, sum(own.values(), NO_SQUARES))


def _squares(days: CampaignDays, counts: Array, query: Query) -> PearsonSquares:
    until = max(days.place(query.end) + 1, 0)
    since = max(until - PAST, 0)
    return pearson_squares(counts[since:until], days.day(since).weekday())


def _row(
    work: _Work,
    campaign: Campaign,
    currency: str | None,
    parts: Mapping[str | None, float | None],
    whole: float,
    ripe: MatureTable | None,
) -> CampaignCost:
    spend = parts[currency]
    results, dispersion = None, None
    if campaign is not None and len(parts) == 1:
        results, dispersion = _results(work, campaign)
    mature = None if ripe is None else ripe.campaigns.get(campaign)
    return CampaignCost(
        campaign,
        currency,
        spend,
        None if spend is None else spend / whole,
        results,
        dispersion,
        None if spend is None or results is None else cost_of_one(spend, results, dispersion),
        mature if mature is not None and mature.currency == currency else None,
    )


def _results(work: _Work, campaign: Campaign) -> tuple[float | None, float | None]:
    """The results of a campaign in the period, and their dispersion; None where unknown."""
    known = work.days.known_within(campaign, work.query)
    if known is None:
        return _of_whole_period(work, campaign), None
    results = float(work.days.results_of(campaign)[known].sum())
    return results, spread(work.own[campaign], work.every)


def _of_whole_period(work: _Work, campaign: Campaign) -> float | None:
    """The results of a period that web analytics tells for no single day."""
    covered = work.days.covered_within(campaign, work.query)
    if covered.sum() < COVERED * work.query.days:
        return None
    metric = metrics()[work.days.counted.metric]
    owners = owners_of(work.facts, metric, work.query)
    if not any(owner.share(work.query.start, work.query.end) >= COVERED for owner, _ in owners):
        return None
    rows = query_metrics(work.facts, [metric.id], replace(work.query, by=("campaign",)))
    known = rows.drop_nulls("value")
    own = known.filter(pl.col("campaign") == campaign)
    return None if known.is_empty() else float(own["value"].sum())


def _mean(
    work: _Work, rows: Sequence[CampaignCost], ripe: MatureTable | None
) -> CampaignCost | None:
    """All campaigns together whose spend and results are known; None without any."""
    known = [row for row in rows if row.per_result is not None]
    if not known:
        return None
    spend = sum(row.spend or 0.0 for row in known)
    results = sum(row.results or 0.0 for row in known)
    dispersion = None
    if all(row.dispersion is not None for row in known):
        counts = np.stack([work.days.counts(row.campaign) for row in known])
        idle = np.isnan(counts).all(axis=0)
        together = np.where(idle, np.nan, np.nansum(counts, axis=0))
        dispersion = spread(_squares(work.days, together, work.query))
    whole = sum(row.spend or 0.0 for row in rows)
    return CampaignCost(
        None,
        known[0].currency,
        spend,
        spend / whole,
        results,
        dispersion,
        cost_of_one(spend, results, dispersion),
        None if ripe is None else ripe.whole,
    )


def _elsewhere(work: _Work, rows: Sequence[CampaignCost]) -> float | None:
    """The results of the period by none of the campaigns; None where they are unknown."""
    days, query = work.days, work.query
    inside = slice(max(days.place(query.start), 0), max(days.place(query.end) + 1, 0))
    known = days.known[inside]
    if not known.any():
        return None
    named = {row.campaign for row in rows if row.campaign is not None}
    others = [found[inside][known] for key, found in days.results.items() if key not in named]
    return float(sum(part.sum() for part in others))

"""Ad spend and results of campaigns, day by day, and the days on which each of both is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce

import numpy as np
import numpy.typing as npt
import polars as pl

from data.facts.coverage import OwnerCoverage, coverage
from data.facts.facts import Facts
from metrics.attribution.leads import STEPS
from metrics.comparison.daily_series import HISTORY
from metrics.comparison.like_for_like import owners_of
from metrics.definitions.registry import metrics
from metrics.engine import query_metrics
from metrics.question.query import Query
from metrics.returns.campaign_spend import Campaign
from metrics.returns.credited_outcome import CreditedOutcome, credited_outcome
from metrics.returns.own_tags import campaigns_of_conversions, tagged_leads
from metrics.statistics.period_change import Array

Days = npt.NDArray[np.bool_]
COVERED = 0.95
"""Share of the days with known spend on which results must be known, to be divided by it."""
_SPEND = ("spend",)


@dataclass(frozen=True, slots=True, eq=False)
class CampaignDays:
    """Spend and results by campaign: arrays with a value a day from ``first`` to ``last``.

    ``spend`` has the campaigns of ad costs; nan on days that their files do not tell one by one,
    or in several currencies. ``covered`` are the days that the files of a campaign's accounts are
    about, also in rows of longer periods. ``results`` counts the outcome ``counted`` by the
    campaign of its own tags, of all campaigns with any; ``known`` are the days on which they are.
    """

    first: date
    last: date
    counted: CreditedOutcome
    spend: Mapping[Campaign, Array]
    covered: Mapping[Campaign, Days]
    results: Mapping[Campaign, Array]
    known: Days

    def place(self, day: date) -> int:
        """The place of a day in the arrays."""
        return (day - self.first).days

    def day(self, place: int) -> date:
        """The day at a place of the arrays."""
        return self.first + timedelta(days=place)

    def covered_within(self, campaign: Campaign, span: Query) -> Days:
        """The days of a period that the files of a campaign's accounts cover."""
        day = np.arange(len(self.known))
        inside = (day >= self.place(span.start)) & (day <= self.place(span.end))
        return np.asarray(self.covered[campaign] & inside)

    def known_within(self, campaign: Campaign, span: Query) -> Days | None:
        """The days of a period on which spend and results of a campaign are known.

        None where these are less than ``COVERED`` of the days of which the spend is known.
        """
        covered = self.covered_within(campaign, span)
        both = covered & self.known
        return both if both.any() and both.sum() >= COVERED * covered.sum() else None

    def results_of(self, campaign: Campaign) -> Array:
        """The results of a campaign; nan on days on which they are unknown."""
        return np.where(self.known, self.results.get(campaign, 0.0), np.nan)

    def counts(self, campaign: Campaign) -> Array:
        """The results on days on which the campaign spent; nan on all others.

        Where no day's spend is known by itself, every covered day counts.
        """
        spend = self.spend[campaign]
        ran = spend > 0 if (spend > 0).any() else self.covered[campaign]
        return np.where(ran, self.results_of(campaign), np.nan)


def campaign_days(facts: Facts) -> CampaignDays | None:
    """The days of ad costs, four years of them at most; None without any."""
    found: CampaignDays | None = facts.derived("campaign days", lambda: _read(facts))
    return found


def leads_by_campaign(facts: Facts, step: str = "created") -> pl.DataFrame:
    """``tagged_leads`` of all time by campaign, read once."""
    found: pl.DataFrame = facts.derived(
        ("leads by campaign", step),
        lambda: tagged_leads(facts, date.min, date.max, "campaign", step),
    )
    return found


def _read(facts: Facts) -> CampaignDays | None:
    owners = coverage(facts, "ad_costs")
    if not owners:
        return None
    last = max(owner.last for owner in owners)
    first = max(min(owner.first for owner in owners), last - HISTORY)
    span = Query(first, last, by=("day", "campaign"))
    covered, daily = _covered(facts, owners, span)
    counted = credited_outcome(facts)
    found, known = _results(facts, counted, span)
    return CampaignDays(
        first,
        last,
        counted,
        _spend(facts, daily, span),
        covered,
        _by_campaign(found, span, np.zeros(span.days)),
        known,
    )


def _covered(
    facts: Facts, owners: Iterable[OwnerCoverage], span: Query
) -> tuple[dict[Campaign, Days], dict[Campaign, Days]]:
    """The days that the files of each campaign's accounts cover, and those they tell one by one."""
    rows = facts.candidates("ad_costs").select("campaign", "platform", "account")
    by_platform: dict[str | None, dict[str | None, OwnerCoverage]] = {}
    for owner in owners:
        by_platform.setdefault(owner.owner.network, {})[owner.owner.account] = owner
    covered: dict[Campaign, Days] = {}
    daily: dict[Campaign, Days] = {}
    for campaign, platform, account in rows.unique().collect().rows():
        accounts = by_platform[platform]
        # A file that names no account is about the one that others name for its campaign.
        for owner in [accounts[account]] if account in accounts else accounts.values():
            days = _placed(owner.known(_SPEND), owner.first, span)
            single = days & ~_placed(owner.coarse, owner.first, span)
            covered[campaign] = covered.get(campaign, False) | days
            daily[campaign] = daily.get(campaign, False) | single
    return covered, daily


def _spend(facts: Facts, daily: Mapping[Campaign, Days], span: Query) -> dict[Campaign, Array]:
    rows = query_metrics(facts, ["ad_spend"], span).drop_nulls("day")
    values = rows.select("day", key="campaign", value=pl.col("value").fill_null(float("nan")))
    found = _by_campaign(values, span, np.zeros(span.days))
    nothing = np.zeros(span.days)
    # A covered day without a row has no spend; a row of its own is known even outside.
    return {
        campaign: np.where(days | (found.get(campaign, nothing) > 0), found.get(campaign, nothing), np.nan)
        for campaign, days in daily.items()
    }  # fmt: skip


def _results(facts: Facts, counted: CreditedOutcome, span: Query) -> tuple[pl.DataFrame, Days]:
    """Results by key and day, and the days on which they are known."""
    known = _known(facts, counted, span)
    if counted.events and set(counted.events) <= STEPS.keys():
        rows = leads_by_campaign(facts, STEPS[counted.events[0]])
        return _counted(rows), known
    if counted.is_on_paths:
        rows = campaigns_of_conversions(facts, counted.events)
        visited = _any(coverage(facts, "touches"), span)
        return _counted(rows), known & visited & (not rows.is_empty())
    rows = query_metrics(facts, [counted.metric], span).drop_nulls(["day", "value"])
    answered = np.zeros(span.days, dtype=bool)
    answered[(rows["day"] - span.start).dt.total_days().to_numpy()] = True
    return rows.select("day", "value", key="campaign"), answered


def _counted(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.group_by("key", "day").agg(value=pl.len().cast(pl.Float64))


def _known(facts: Facts, counted: CreditedOutcome, span: Query) -> Days:
    """The days that some file of every table of the outcome covers."""
    tables: dict[str, list[OwnerCoverage]] = {}
    for owner, _ in owners_of(facts, metrics()[counted.metric], Query(span.start, span.end)):
        tables.setdefault(owner.owner.table, []).append(owner)
    parts = [_any(owners, span) for owners in tables.values()]
    return reduce(np.logical_and, parts) if parts else np.zeros(span.days, dtype=bool)


def _any(owners: Iterable[OwnerCoverage], span: Query) -> Days:
    """The days that one of some files covers, with the silence that is usual around events."""
    nothing = np.zeros(span.days, dtype=bool)
    days = []
    for owner in owners:
        usual = timedelta(days=owner.pause)
        around = np.pad(owner.days, owner.pause, "edge")
        days.append(_placed(around, owner.first - usual, span))
    return reduce(np.logical_or, days, nothing)


def _placed(days: Days, first: date, span: Query) -> Days:
    """Days from ``first`` on by their place in a span."""
    placed = np.zeros(span.days, dtype=bool)
    offset = (first - span.start).days
    low, high = max(offset, 0), min(offset + len(days), span.days)
    if high > low:
        placed[low:high] = days[low - offset : high - offset]
    return placed


def _by_campaign(rows: pl.DataFrame, span: Query, empty: Array) -> dict[Campaign, Array]:
    """The values of each key by their day's place."""
    inside = rows.filter(pl.col("day").is_between(span.start, span.end))
    found = {}
    for (key,), part in inside.partition_by("key", as_dict=True).items():
        days = empty.copy()
        days[(part["day"] - span.start).dt.total_days().to_numpy()] = part["value"].to_numpy()
        found[key] = days
    return found

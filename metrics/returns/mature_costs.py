"""What a customer of each campaign cost, and what came back, in months whose leads are mature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from data.facts.facts import Facts
from metrics.question.query import Query
from metrics.returns.campaign_days import CampaignDays, leads_by_campaign
from metrics.returns.campaign_spend import Campaign, campaign_spend
from metrics.returns.ratio_range import RatioRange, cost_of_one
from metrics.statistics.count_dispersion import (
    NO_SQUARES,
    PearsonSquares,
    pearson_squares,
    spread,
)
from metrics.statistics.gamma_limits import gamma_limits

FEWEST_WON = 5
"""Customers won below which no cost per customer and no revenue per unit of spend is said."""


@dataclass(frozen=True, slots=True)
class MatureCosts:
    """A campaign in mature months: ``leads`` that came in on these days, ``won`` of them.

    ``spend`` is in ``currency``. ``dispersion`` is how many times Poisson's variance the number of
    customers has. ``per_customer`` is spend by customer won, ``per_unit`` revenue by unit of spend:
    None with fewer than ``FEWEST_WON``. ``revenue`` is None where it is not known in the currency
    of the spend; then there is no ``per_unit`` either.
    """

    spend: float
    currency: str | None
    leads: int
    won: int
    dispersion: float
    per_customer: RatioRange | None
    revenue: float | None
    per_unit: RatioRange | None


@dataclass(frozen=True, slots=True, eq=False)
class MatureTable:
    """The campaigns with spend in mature months, and all of them together.

    ``whole`` is None where they are paid in several currencies.
    """

    months: Query
    campaigns: Mapping[Campaign, MatureCosts]
    whole: MatureCosts | None


def mature_table(facts: Facts, days: CampaignDays, months: Query) -> MatureTable:
    """The costs of customers in mature months, by the campaign of the leads' own tags.

    A campaign paid in several currencies is left out, and so is one whose results are not known on
    its days.
    """
    found: MatureTable = facts.recent(("mature costs", months), lambda: _table(facts, days, months))
    return found


def _table(facts: Facts, days: CampaignDays, months: Query) -> MatureTable:
    spend = campaign_spend(facts, months)
    created = pl.col("created")
    leads = leads_by_campaign(facts).filter(created.is_between(months.start, months.end))
    leads = leads.with_columns(place=(created - days.first).dt.total_days())
    by_key = leads.partition_by("key", as_dict=True)
    amounts: dict[Campaign, tuple[float, str | None]] = {}
    rows: dict[Campaign, pl.DataFrame] = {}
    for campaign, parts in spend.items():
        known = days.known_within(campaign, months)
        if campaign is None or parts is None or len(parts) > 1 or known is None:
            continue
        [(currency, amount)] = parts.items()
        own = by_key.get((campaign,), leads.clear())
        amounts[campaign] = amount, currency
        rows[campaign] = own.filter(known[own["place"].to_numpy()])
    squares = {campaign: _squares(own, days, months) for campaign, own in rows.items()}
    every = sum(squares.values(), NO_SQUARES)
    dearest = _dearest(leads)
    found = {
        campaign: _costs(*amounts[campaign], own, spread(squares[campaign], every), dearest)
        for campaign, own in rows.items()
    }
    currencies = {code for _, code in amounts.values()}
    whole = None
    if len(currencies) == 1:
        [currency] = currencies
        together = pl.concat(rows.values())
        times = spread(_squares(together, days, months))
        total = sum(amount for amount, _ in amounts.values())
        whole = _costs(total, currency, together, times, dearest)
    return MatureTable(months, found, whole)


def _squares(leads: pl.DataFrame, days: CampaignDays, months: Query) -> PearsonSquares:
    """How the customers of a campaign vary by the day on which they came in as leads."""
    first = days.place(months.start)
    won = leads.filter("won")["place"].to_numpy() - first
    return pearson_squares(
        np.bincount(won, minlength=months.days).astype(float), months.start.weekday()
    )


def _dearest(leads: pl.DataFrame) -> dict[str, float]:
    """What the dearest customer of all campaigns brought, by currency: the weight of one more."""
    people = leads.drop_nulls("currency").group_by("person", "currency").agg(pl.col("value").sum())
    return dict(people.group_by("currency").agg(pl.col("value").max()).iter_rows())


def _costs(
    spend: float,
    currency: str | None,
    leads: pl.DataFrame,
    dispersion: float,
    dearest: Mapping[str, float],
) -> MatureCosts:
    customers = leads.filter("won")
    said = customers.height >= FEWEST_WON
    # A deal of no amount brought nothing; with no amount at all, what came back is unknown.
    codes = set(customers["currency"].drop_nulls())
    revenue = None
    if not customers.height or (codes and codes == {currency}):
        revenue = float(customers["value"].sum())
    return MatureCosts(
        spend,
        currency,
        leads.height,
        customers.height,
        dispersion,
        cost_of_one(spend, customers.height, dispersion) if said else None,
        revenue,
        _per_unit(spend, customers, dispersion, dearest[currency or ""])
        if said and revenue is not None
        else None,
    )


def _per_unit(
    spend: float, customers: pl.DataFrame, dispersion: float, dearest: float
) -> RatioRange | None:
    """Revenue by unit of spend; None where more was paid back than paid."""
    people = customers.group_by("person").agg(pl.col("value").sum())["value"]
    total, squares = float(people.sum()), float((people**2).sum())
    if total < 0:
        return None
    low, high = gamma_limits(total, squares, dearest, spread=dispersion)
    return RatioRange(total / spend, float(low) / spend, float(high) / spend)

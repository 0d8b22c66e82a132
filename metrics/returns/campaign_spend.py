"""What ad platforms charged for each campaign in a period, by currency."""

from __future__ import annotations

import polars as pl

from data.facts.source import FactSource
from metrics.engine import costs_of
from metrics.question.query import Query

Campaign = str | None
"""A campaign by its name; None is spend without a campaign."""
Spend = dict[Campaign, dict[str | None, float] | None]
"""Spend by campaign, then by currency (None: not named).

None in place of amounts: files tell the campaign's spend only together with that of other days.
"""


def campaign_spend(facts: FactSource, query: Query) -> Spend:
    """The spend of the days of a query. A campaign without any is not in it."""
    inside, beyond = costs_of(facts, query)
    both = [inside.with_columns(_fits=True), beyond.with_columns(_fits=False)]
    rows = (
        pl.concat(both, how="diagonal")
        .filter(pl.col("spend") != 0)
        .group_by("campaign", "currency")
        .agg(pl.col("spend").sum(), fits=pl.col("_fits").all())
        .sort("campaign", "currency")
        .collect()
    )
    found: Spend = {}
    for campaign, currency, amount, fits in rows.iter_rows():
        known = found.setdefault(campaign, {})
        if not fits:
            found[campaign] = None
        elif known is not None and amount > 0:  # what was charged back alone is no spend
            known[currency] = amount
    return {campaign: parts for campaign, parts in found.items() if parts is None or parts}


def in_currency(spend: Spend, currency: str | None) -> float:
    """All known spend in one currency."""
    return sum(parts.get(currency, 0.0) for parts in spend.values() if parts)

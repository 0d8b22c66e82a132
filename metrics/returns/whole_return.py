"""The return of all marketing of a period: the value of all results, whoever is credited, by total cost."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from data.facts.source import FactSource, collect_all
from metrics.attribution.frames import conversions
from metrics.attribution.leads import STEPS
from metrics.question.query import Query
from metrics.returns.estimate import (
    Bounds,
    Credited,
    ReturnEstimate,
    certainty,
    value_per,
)
from metrics.returns.own_tags import tagged_leads
from metrics.returns.roi import RoiTable
from metrics.statistics.maturity import EVERYTHING


@dataclass(frozen=True, slots=True)
class WholeReturn:
    """``value`` are all amounts of the period, ``deals`` the people they are of.

    ``currency`` is that of the amounts, None where there are none; ``value`` is None where they are
    of several.
    ``per_unit`` is value by total cost, with random variation (95 %); None where the cost or the
    value is unknown, where they are in several currencies, or where there are too few deals. Where
    leads still buy, it is what is expected in the end.
    """

    value: float | None
    currency: str | None
    deals: int
    per_unit: Bounds | None


def whole_return(facts: FactSource, query: Query, table: RoiTable) -> WholeReturn | None:
    """The return of the period of ``table``; None where results have no amounts."""
    if not table.has_deals:
        return None
    people, currencies = _by_person(facts, query, table)
    total = float(people.sum())
    deals = int((people > 0).sum())
    known = EVERYTHING if table.maturity is None else table.maturity.known
    credited = Credited(total, float((people**2).sum()))
    estimate = ReturnEstimate.over([credited], float(people.max() or 0.0), known=known)  # type: ignore[arg-type]  # of numbers
    comparable = table.currency is not None and currencies <= {table.currency}
    cost = table.total_cost if comparable else None
    # All keys are one here: the same number of deals is asked of it and of all.
    return WholeReturn(
        total if len(currencies) <= 1 else None,
        currencies.pop() if len(currencies) == 1 else None,
        deals,
        value_per(estimate, cost, certainty(deals, deals)),
    )


def _by_person(facts: FactSource, query: Query, table: RoiTable) -> tuple[pl.Series, set[str]]:
    """The amounts of each person with a result in the period, and their currencies."""
    events = table.counted.events
    if events and set(events) <= STEPS.keys():
        rows = tagged_leads(facts, query.start, query.end, "channel", STEPS[events[0]])
        sums = rows.group_by("person").agg(pl.col("value").sum())
        return sums["value"], _currencies(facts, query)
    [found] = collect_all([conversions(facts, events)])
    rows = found.filter(pl.col("day").is_between(query.start, query.end)).select(
        person=pl.coalesce("user_key", "conversion"), value=pl.col("value").fill_null(0.0),
        currency="currency",
    )  # fmt: skip
    sums = rows.group_by("person").agg(pl.col("value").sum())
    return sums["value"], set(rows.filter(pl.col("value") != 0)["currency"].drop_nulls())


def _currencies(facts: FactSource, query: Query) -> set[str]:
    won = facts.frame("leads").filter(
        pl.col("created_on").is_between(query.start, query.end),
        pl.col("won_at").is_not_null(),
        pl.col("amount") != 0,
    )
    return set(won.select("currency").collect()["currency"].drop_nulls())

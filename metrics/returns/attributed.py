"""Attributed results: leads, customers and value per key, over attribution models and random variation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from data.facts.source import FactSource
from metrics.attribution.answer import Attribution, attribute
from metrics.attribution.credited_people import TOUCHED, credited_people
from metrics.attribution.model import Model, Weighted
from metrics.attribution.query import AttributionQuery
from metrics.engine import query_metrics
from metrics.maturing.cohort import CohortMaturity, cohort
from metrics.question.query import Query
from metrics.returns.estimate import Credited, ReturnEstimate
from metrics.returns.own_tags import tagged_leads
from metrics.statistics.maturity import EVERYTHING, KnownShare

_FIGURES = ("conversions", "deals", "value")


@dataclass(frozen=True, slots=True)
class Results:
    """The results of one key: estimates, and the people behind them.

    ``people`` had a conversion after a visit of the key (or a lead with its tags), ``buyers`` a
    deal: a conversion with an amount, or a won lead. ``value`` is None where amounts are unknown
    or of several currencies, or where what was paid back is more. ``maturity`` is that of leads,
    which buy later; None for conversions, which count on their own day.
    """

    leads: ReturnEstimate | None = None
    customers: ReturnEstimate | None = None
    value: ReturnEstimate | None = None
    people: int = 0
    buyers: int = 0
    maturity: CohortMaturity | None = None


@dataclass(frozen=True, slots=True)
class AttributedTotals:
    """The results by key; ``buyers`` and ``maturity`` are those of all keys."""

    by_key: dict[str, Results]
    buyers: int
    currency: str | None
    maturity: CohortMaturity | None = None


def by_models(
    facts: FactSource,
    query: Query,
    by: str,
    models: Sequence[Model],
    events: tuple[str, ...] = (),
    *,
    of_leads: bool = False,
) -> AttributedTotals:
    """The results of each key over the models; ``events`` are the conversions that count.

    Customers are over the models that weigh visits: a chain is solved for all conversions only.
    With ``of_leads`` they are what is expected once the leads of the period are mature: a lead has
    a part in several keys, so all keys have the ages of all leads.
    """
    ask = AttributionQuery(query.start, query.end, (by,), events=events)
    maturity = _of_period(facts, query) if of_leads else None
    known = EVERYTHING if maturity is None else maturity.known
    answers = attribute(facts, ask, models, bounded=False)
    people = credited_people(facts, ask)
    credits_ = [
        (answer, {credit.keys[0] or "": credit for credit in answer.credits}) for answer in answers
    ]
    valued = all(answer.value is not None for answer in answers)
    found = {}
    for row in people.by_key.to_dicts():
        key = row["key"]
        totals = [
            (answer, (own.conversions, own.value or 0.0) if (own := by_credit.get(key)) else (0, 0))
            for answer, by_credit in credits_
        ]
        leads = [_credited(row, answer, "conversions", total) for answer, (total, _) in totals]
        value = [_credited(row, answer, "value", total) for answer, (_, total) in totals]
        customers = [
            Credited(row[f"{answer.model.id}_deals"], row[f"{answer.model.id}_deals_squares"])
            for answer in answers
            if isinstance(answer.model.by, Weighted)
        ]
        found[key] = Results(
            ReturnEstimate.over(leads, people.largest["conversions"]),
            ReturnEstimate.over(customers, people.largest["deals"], known=known),
            ReturnEstimate.over(value, people.largest["value"], known=known) if valued else None,
            row["people"],
            row["buyers"],
            maturity,
        )
    currencies = {answer.currency for answer in answers}
    currency = currencies.pop() if len(currencies) == 1 else None
    return AttributedTotals(found, people.buyers, currency, maturity)


def _of_period(facts: FactSource, query: Query) -> CohortMaturity | None:
    """The maturity of all leads that were created in a period."""
    days = facts.frame("leads").filter(pl.col("created_on").is_between(query.start, query.end))
    return cohort(facts, days.select("created_on").collect()["created_on"])


def _credited(row: dict[str, Any], answer: Attribution, figure: str, total: float) -> Credited:
    if isinstance(answer.model.by, Weighted):
        return Credited(total, row[f"{answer.model.id}_{figure}_squares"])
    # The chain shares no single conversion out. Without a key every journey through it is lost, so
    # its credit is spread evenly over the people it was met by: the first-order effect of each.
    met = row[f"{TOUCHED}_{figure}"]
    share = total / met if met else 0.0
    return Credited(total, share**2 * row[f"{TOUCHED}_{figure}_squares"])


def by_tags(
    facts: FactSource, query: Query, by: str, currency: str | None, step: str = "created"
) -> AttributedTotals:
    """The results of each key by the leads' own tags: one value each, and its random variation.

    ``step`` is the one of a lead that counts (created, qualified, won). Customers and value are what
    is expected once the leads of the key are mature.
    """
    every = tagged_leads(facts, query.start, query.end, by, step)
    leads = every.drop_nulls("key")
    ages = {key: cohort(facts, rows["created"]) for (key,), rows in leads.group_by("key")}
    people = leads.group_by("key", "person").agg(
        conversions=pl.len().cast(pl.Float64),
        deals=pl.col("won").sum().cast(pl.Float64),
        value=pl.col("value").sum(),
    )
    whole = people.group_by("person").agg(pl.col(*_FIGURES).sum())
    largest = {name: float(whole[name].max() or 0.0) for name in _FIGURES}  # type: ignore[arg-type]
    rows = people.group_by("key").agg(
        pl.len().alias("people"),
        (pl.col("deals") > 0).sum().alias("buyers"),
        *(pl.col(name).sum() for name in _FIGURES),
        *((pl.col(name) ** 2).sum().alias(f"{name}_squares") for name in _FIGURES),
    )

    def estimate(
        row: dict[str, Any], figure: str, known: KnownShare = EVERYTHING
    ) -> ReturnEstimate | None:
        credited = Credited(row[figure], row[f"{figure}_squares"])
        return ReturnEstimate.over([credited], largest[figure], known=known)

    def results(row: dict[str, Any]) -> Results:
        maturity = ages[row["key"]]
        known = EVERYTHING if maturity is None else maturity.known
        return Results(
            estimate(row, "conversions"),
            estimate(row, "deals", known),
            estimate(row, "value", known),
            row["people"],
            row["buyers"],
            maturity,
        )

    return AttributedTotals(
        {row["key"]: results(row) for row in rows.to_dicts()},
        whole.filter(pl.col("deals") > 0).height,
        currency,
        cohort(facts, every["created"]),
    )


def by_sessions(facts: FactSource, query: Query, by: str, metric_id: str) -> AttributedTotals:
    """The results of each key by the session that they happened in, as web analytics counts them.

    It counts results of no one in particular, and says of no single amount: there are no deals.
    """
    rows = query_metrics(facts, [metric_id], Query(query.start, query.end, by=(by,)))
    known = rows.drop_nulls(["value", by]).filter(pl.col("value") > 0)
    found = {
        key: Results(ReturnEstimate.over([Credited(n, n)], 1.0), people=round(n))
        for key, n in known.select(by, "value").iter_rows()
    }
    return AttributedTotals(found, 0, None)

"""Credited sums by person: what the range of a return is made of, for every model that weighs visits.

Conversions of one person come together, so that people are what is independent: a person's
conversions are added up before they are squared.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from data.facts.source import FactSource
from metrics.attribution.arrays import JourneyArrays, weights
from metrics.attribution.path_statistics import converting, keys_of, weighted
from metrics.attribution.query import AttributionQuery
from metrics.attribution.sorted_events import Numbers

FIGURES = ("conversions", "deals", "value")
TOUCHED = "touched"
"""Names a model that gives every conversion in full to each key that was visited before it."""

_ONE = "one"


@dataclass(frozen=True, slots=True)
class CreditedPeople:
    """The credits of the period's journeys, summed by person.

    ``by_key`` has a row per key: ``people`` and ``buyers``, those with a conversion, and those with
    an amount, that had a visit of the key; and of each model ``m`` and each of ``FIGURES`` the
    columns ``m_figure``, the sum, and ``m_figure_squares``, the sum of the squares by person. A
    deal is a conversion with an amount. ``people`` and ``buyers`` are those of all keys,
    ``largest`` the most that one person has of each figure.
    """

    by_key: pl.DataFrame
    people: int
    buyers: int
    largest: dict[str, float]


def credited_people(facts: FactSource, ask: AttributionQuery) -> CreditedPeople:
    """The credited sums of the period, on this machine's own engine only."""

    def work() -> CreditedPeople:
        keys = keys_of(facts, ask)
        return of_journeys(converting(facts, ask, keys), keys, ask)

    found: CreditedPeople = facts.derived(("attribution", "people", ask), work)
    return found


def of_journeys(won: JourneyArrays, keys: tuple[str, ...], ask: AttributionQuery) -> CreditedPeople:
    """``credited_people`` of journeys whose keys are numbers of ``keys``."""
    models = {**weights(won, weighted(), ask.settings), TOUCHED: np.ones(len(won.visit))}
    visits = pl.DataFrame(
        {
            "person": _people(won, won.visit),
            "journey": won.journey,
            "key": won.visits.key[won.visit],
            "value": won.value[won.journey],
            _ONE: 1.0,
            **models,
        },
        schema_overrides={"person": pl.Int64, "journey": pl.Int64, "key": pl.Int64},
    ).lazy()
    share = pl.col(TOUCHED).clip(upper_bound=1.0)  # several visits of a key touch once
    journeys = (
        visits.group_by("person", "journey", "key")
        .agg(pl.col("value", _ONE).first(), pl.col(*models).sum())
        .with_columns(share)
    )
    figures = [
        (pl.col(name) * _unit(figure)).alias(f"{name}_{figure}")
        for name in models
        for figure in FIGURES
    ]
    people = journeys.group_by("person", "key").agg(*(expr.sum() for expr in figures))
    sums = [pl.col(f"{name}_{figure}") for name in models for figure in FIGURES]
    by_key = people.group_by("key").agg(
        (pl.col(f"{TOUCHED}_conversions") > 0).sum().alias("people"),
        (pl.col(f"{TOUCHED}_deals") > 0).sum().alias("buyers"),
        *(column.sum() for column in sums),
        *((column**2).sum().name.suffix("_squares") for column in sums),
    )
    named = pl.LazyFrame(
        {"key": range(len(keys)), "name": keys}, schema={"key": pl.Int64, "name": pl.String}
    )
    persons = _people(won, won.visit[won.starts])
    ends = pl.LazyFrame(
        {"person": persons, "value": won.value, _ONE: 1.0}, schema_overrides={"person": pl.Int64}
    )
    whole = ends.group_by("person").agg(**{figure: _unit(figure).sum() for figure in FIGURES})
    totals = whole.select(
        people=pl.len(),
        buyers=(pl.col("deals") > 0).sum(),
        **{figure: pl.col(figure).max() for figure in FIGURES},
    )
    placed = by_key.join(named, on="key").drop("key").rename({"name": "key"}).sort("key")
    found, summed = pl.collect_all([placed, totals])
    [total] = summed.to_dicts()
    return CreditedPeople(
        found,
        total["people"],
        total["buyers"],
        {figure: float(total[figure] or 0.0) for figure in FIGURES},
    )


def _people(won: JourneyArrays, visits: Numbers) -> Numbers:
    """Whose visits these are."""
    return np.searchsorted(won.visits.first, visits, side="right") - 1


def _unit(figure: str) -> pl.Expr:
    """What a conversion counts for: itself, its amount, or 1 where it has an amount."""
    if figure == "deals":
        return (pl.col("value") != 0).cast(pl.Float64)
    return pl.col("value" if figure == "value" else _ONE)

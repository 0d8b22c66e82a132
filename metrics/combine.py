"""Joins a metric's measures on the question's keys and divides sums by sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from metrics.figures import MEASURED, Figures
from metrics.measures import Last, Measure, is_money
from metrics.query import Query
from metrics.reasons import WhyNull
from metrics.registry import Metric, Unit

ANSWER = {
    "metric": pl.String(),
    "value": pl.Float64(),
    "numerator": pl.Float64(),
    "denominator": pl.Float64(),
    "n": pl.Int64(),
    "currency": pl.String(),
    "why_null": pl.String(),
}
EVERYTHING = "_all"  # stands for the keys where a question has none

_NO_NUMBER = pl.lit(None, dtype=pl.Float64)
_NO_TEXT = pl.lit(None, dtype=pl.String)


@dataclass(frozen=True, slots=True)
class _Term:
    """One measure of a metric and the prefix of its columns beside the keys."""

    name: str
    measure: Measure

    def of(self, part: str) -> pl.Expr:
        return pl.col(f"{self.name}_{part}")


def combine(
    metric: Metric, grid: pl.LazyFrame, figures: Mapping[Measure, Figures], query: Query
) -> pl.LazyFrame:
    """The metric's row of ``ANSWER`` for every row of ``grid``."""
    over, under = (
        [_Term(f"{side}{number}", measure) for number, measure in enumerate(measures)]
        for side, measures in zip(("over", "under"), metric.measures, strict=True)
    )
    terms = [*over, *under]
    wide = grid
    for term in terms:
        wide = _beside(wide, term, figures[term.measure], query)
    wide = wide.with_columns(_low=_end(terms, "low"), _high=_end(terms, "high"))
    wide = wide.with_columns(numerator=_total(over), denominator=_total(under))
    strange = "network" not in query.by and _strange(metric, figures)
    why = pl.lit(WhyNull.OTHER_NETWORKS.value) if strange else _why(metric, terms)
    value = pl.col("numerator") / pl.col("denominator") if under else pl.col("numerator")
    mixed = pl.col("why_null").is_in([WhyNull.MIXED_CURRENCIES, WhyNull.UNKNOWN_CURRENCY])
    return wide.with_columns(why_null=why).select(
        *query.by,
        metric=pl.lit(metric.id),
        value=pl.when(pl.col("why_null").is_null()).then(metric.scale * value),
        numerator=pl.when(mixed.fill_null(value=False)).then(None).otherwise("numerator"),
        denominator="denominator",
        n=pl.max_horizontal(pl.lit(0, dtype=pl.Int64), *(term.of("n") for term in terms)),
        currency=_currency(metric),
        why_null="why_null",
    )


def _beside(wide: pl.LazyFrame, term: _Term, figures: Figures, query: Query) -> pl.LazyFrame:
    """The grid with the measure's value, n, currencies and reason in columns of its own."""
    keys = list(query.by) or [EVERYTHING]
    found = (
        figures.frame.lazy()
        .with_columns(pl.lit(0).alias(EVERYTHING))
        .select(
            *keys,
            pl.lit(value=True).alias(f"{term.name}_here"),
            *(pl.col(part).alias(f"{term.name}_{part}") for part in MEASURED),
        )
    )
    wide = wide.join(found, on=keys, how="left", nulls_equal=True, maintain_order="left")
    here, zero = term.of("here").fill_null(value=False), _listed(figures, query)
    value = pl.when(here).then(term.of("value")).when(zero).then(0.0)
    why = pl.when(here).then(term.of("why")).when(~zero).then(pl.lit(figures.absent.value))
    return wide.with_columns(
        value.alias(f"{term.name}_value"), why.alias(f"{term.name}_why"), term.of("n").fill_null(0)
    )


def _listed(figures: Figures, query: Query) -> pl.Expr:
    """Whether no row means zero for a key of the grid."""
    if query.grain is None:
        return pl.lit(bool(figures.covered))
    return pl.col(query.grain).is_in(list(figures.covered)).fill_null(value=False)


def _strange(metric: Metric, figures: Mapping[Measure, Figures]) -> bool:
    """Whether posts of one network would be divided by the followers of another."""
    over, under = metric.measures
    stocks = [figures[m].networks for m in under if isinstance(m, Last)]
    posts = [figures[m].networks for m in over if m.table == "posts"]
    return bool(stocks and posts and posts[0] - stocks[0] and stocks[0])


def _total(terms: Sequence[_Term]) -> pl.Expr:
    """The signed sum of the terms; null as soon as one of them is."""
    if not terms:
        return _NO_NUMBER
    first, *rest = (term.measure.sign * term.of("value") for term in terms)
    return sum(rest, start=first)


def _end(terms: Sequence[_Term], end: str) -> pl.Expr:
    codes = [term.of(end) for term in terms if is_money(term.measure)]
    if not codes:
        return _NO_TEXT
    return pl.min_horizontal(codes) if end == "low" else pl.max_horizontal(codes)


def _why(metric: Metric, terms: Sequence[_Term]) -> pl.Expr:
    if not terms:
        return pl.lit(WhyNull.NEEDS_OTHER_DATA.value)
    named = pl.col("_low") != ""
    return pl.coalesce(
        *(term.of("why") for term in terms),
        pl.when((pl.col("_low") != pl.col("_high")) & named)
        .then(pl.lit(WhyNull.MIXED_CURRENCIES.value))
        .when(pl.col("_low") != pl.col("_high"))
        .then(pl.lit(WhyNull.UNKNOWN_CURRENCY.value)),
        pl.when(pl.col("denominator") == 0).then(pl.lit(WhyNull.ZERO_DENOMINATOR.value))
        if metric.denominator
        else _NO_TEXT,
    )


def _currency(metric: Metric) -> pl.Expr:
    """The currency of an amount of money; null when no file names one, or for other units."""
    if metric.unit is not Unit.MONEY:
        return _NO_TEXT
    return pl.when(pl.col("why_null").is_null() & (pl.col("_low") != "")).then("_low")

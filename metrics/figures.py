"""One measure's figures: from additive partials to values, each unknown with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from metrics.engine import Slot
from metrics.measures import Count, Distinct, Measure, absent_is_zero, is_money
from metrics.query import Query
from metrics.reasons import WhyNull

MEASURED = {
    "value": pl.Float64(),
    "n": pl.Int64(),
    "low": pl.String(),
    "high": pl.String(),
    "why": pl.String(),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """The values of one measure.

    ``frame`` has the question's keys and the columns of ``MEASURED``: n known rows, the lowest
    and highest currency code (equal unless currencies are mixed; empty: not named) and why a
    value is null. A key that is not in it is unknown because of ``absent``, but zero in a bucket
    that is ``covered`` (named by its first day): there the files list whatever happened, and do
    not list this. Without a time key, any covered bucket means that the question is covered.
    ``networks`` are those of posts, or of accounts with a stock, where the two may be divided.
    """

    frame: pl.DataFrame
    absent: WhyNull
    covered: frozenset[date] = frozenset()
    networks: frozenset[str] = frozenset()


def key_types(query: Query) -> dict[str, pl.DataType]:
    """The types of the question's keys, in its order."""
    return {key: pl.Date() if key == query.grain else pl.String() for key in query.by}


def unanswered(query: Query, why: WhyNull) -> Figures:
    """No value anywhere, for one reason."""
    return Figures(pl.DataFrame(schema={**key_types(query), **MEASURED}), why)


def regroup(frame: pl.LazyFrame, keys: Sequence[str], *exprs: pl.Expr) -> pl.LazyFrame:
    """``group_by(keys).agg(exprs)`` that also serves without keys; ``_all`` counts the rows."""
    counted = (*exprs, pl.len().alias("_all"))
    return frame.group_by(keys).agg(*counted) if keys else frame.select(*counted)


def _added(slot: Slot) -> list[pl.Expr]:
    parts = [pl.col(f"{slot.name}_{part}").sum().alias(part) for part in _PARTS]
    if not is_money(slot.measure):
        none = pl.lit(None, dtype=pl.String)
        return [*parts, none.first().alias("low"), none.first().alias("high")]
    low, high = (pl.col(f"{slot.name}_{end}") for end in ("low", "high"))
    return [*parts, low.min().alias("low"), high.max().alias("high")]


_PARTS = ("sum", "rows", "known", "base")


def _why(measure: Measure) -> pl.Expr:
    empty = pl.col("rows") == 0
    zero = pl.lit(absent_is_zero(measure)) | (pl.col("base") > 0)
    unknown = pl.col("known") == 0
    several = pl.lit(isinstance(measure, Distinct)) & (pl.col("rows") > 1)
    return (
        pl.when(unknown & empty & zero)
        .then(pl.lit(None, dtype=pl.String))
        .when(unknown)
        .then(pl.lit(WhyNull.NOT_IN_EXPORT.value))
        .when(several)
        .then(pl.lit(WhyNull.NOT_ADDITIVE.value))
        .otherwise(pl.lit(None, dtype=pl.String))
    )


def from_partials(
    parts: pl.DataFrame,
    slot: Slot,
    query: Query,
    absent: WhyNull = WhyNull.NO_ROWS,
    covered: frozenset[date] = frozenset(),
) -> Figures:
    """The figures that partials (with the question's keys, buckets included) add up to."""
    measure = slot.measure
    n = pl.col("rows" if isinstance(measure, Count) else "known")
    value = pl.when(pl.col("why").is_null()).then("sum")
    types = pl.Schema({**key_types(query), **MEASURED})
    frame = (
        regroup(parts.lazy(), query.by, *_added(slot))
        .filter(pl.col("_all") > 0)
        .with_columns(why=_why(measure))
        .select(*query.by, value.alias("value"), n.alias("n"), "low", "high", "why")
        .cast(types)
        .collect()
    )
    return Figures(frame, absent, covered)


def refuse(figures: Figures, keys: pl.DataFrame, why: WhyNull, query: Query) -> Figures:
    """The figures without those of ``keys`` (of all, where a question has none): they are null."""
    if keys.is_empty():
        return figures
    if not query.by:
        return unanswered(query, why)
    blank = {name: pl.lit(None, dtype=dtype) for name, dtype in MEASURED.items()}
    refused = (
        keys.unique()
        .with_columns(**blank)
        .with_columns(n=pl.lit(0, dtype=pl.Int64), why=pl.lit(why.value))
    )
    kept = figures.frame.join(keys, on=query.by, how="anti", nulls_equal=True)
    return Figures(pl.concat([kept, refused.cast(kept.schema)]), figures.absent, figures.covered)

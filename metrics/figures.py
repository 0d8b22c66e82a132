"""Figures of measures: from additive partials to values, each unknown with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from metrics.engine import Slot
from metrics.measures import Count, Distinct, absent_is_zero, is_money
from metrics.query import Query
from metrics.reasons import WhyNull

MEASURED = {
    "slot": pl.String(),
    "value": pl.Float64(),
    "n": pl.Int64(),
    "repaired": pl.Int64(),
    "low": pl.String(),
    "high": pl.String(),
    "why": pl.String(),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """The values of one measure, which is called ``slot`` in a frame it may share with others.

    ``frame`` has the question's keys and the columns of ``MEASURED``: n known rows, how many of
    them were repaired, the lowest and highest currency code (equal unless currencies are mixed;
    empty: not named) and why a value is null. A key that is not in it is unknown because of ``absent``, but zero in a bucket
    that is ``covered`` (named by its first day): there the files list whatever happened, and do
    not list this. Without a time key, any covered bucket means that the question is covered.
    ``networks`` are those of posts, or of accounts with a stock, where the two may be divided.
    """

    frame: pl.DataFrame
    slot: str
    absent: WhyNull
    covered: frozenset[date] = frozenset()
    networks: frozenset[str] = frozenset()


def key_types(query: Query) -> dict[str, pl.DataType]:
    """The types of the question's keys, in its order."""
    return {key: pl.Date() if key == query.grain else pl.String() for key in query.by}


def figure_types(query: Query) -> dict[str, pl.DataType]:
    """The types of a frame of figures."""
    return {**key_types(query), **MEASURED}


def unanswered(query: Query, why: WhyNull) -> Figures:
    """No value anywhere, for one reason."""
    return Figures(pl.DataFrame(schema=figure_types(query)), "", why)


def regroup(frame: pl.LazyFrame, keys: Sequence[str], *exprs: pl.Expr) -> pl.LazyFrame:
    """``group_by(keys).agg(exprs)`` that also serves without keys; ``_all`` counts the rows."""
    counted = (*exprs, pl.len().alias("_all"))
    return frame.group_by(keys).agg(*counted) if keys else frame.select(*counted)


_COUNTS, _CODES = ("sum", "rows", "known", "base"), ("low", "high")


def _counted(parts: pl.DataFrame) -> tuple[str, ...]:
    """The names of the counts in some partials: repairs are counted only where there are any."""
    return (*_COUNTS, "repaired") if "_mended" in parts.columns else _COUNTS


def _sums(slots: Sequence[Slot], counted: Sequence[str]) -> list[pl.Expr]:
    """The partials of all measures added up, side by side."""
    money = [slot.name for slot in slots if is_money(slot.measure)]
    exprs = [pl.col([f"{slot.name}_{part}" for slot in slots for part in counted]).sum()]
    if money:
        exprs.append(pl.col([f"{name}_low" for name in money]).min())
        exprs.append(pl.col([f"{name}_high" for name in money]).max())
    return exprs


def _lists(slots: Sequence[Slot], counted: Sequence[str]) -> dict[str, pl.Expr]:
    """Each measure's sums in one list per part; exploded, one row per measure and key."""
    names = [slot.name for slot in slots]
    none = pl.lit(None, dtype=pl.String)
    counts = {part: [pl.col(f"{name}_{part}") for name in names] for part in counted}
    codes = {
        code: [pl.col(f"{s.name}_{code}") if is_money(s.measure) else none for s in slots]
        for code in _CODES
    }
    lists = {part: pl.concat_list(columns) for part, columns in {**counts, **codes}.items()}
    return {"slot": pl.concat_list([pl.lit(name) for name in names]), **lists}


def _why(slots: Sequence[Slot]) -> pl.Expr:
    never_absent = [slot.name for slot in slots if absent_is_zero(slot.measure)]
    distinct = [slot.name for slot in slots if isinstance(slot.measure, Distinct)]
    zero = pl.col("slot").is_in(never_absent) | (pl.col("base") > 0)
    unknown = pl.col("known") == 0
    return (
        pl.when(unknown & (pl.col("rows") == 0) & zero)
        .then(pl.lit(None, dtype=pl.String))
        .when(unknown)
        .then(pl.lit(WhyNull.NOT_IN_EXPORT.value))
        .when(pl.col("slot").is_in(distinct) & (pl.col("rows") > 1))
        .then(pl.lit(WhyNull.NOT_ADDITIVE.value))
    )


class _Steps(NamedTuple):
    """The expressions that turn partials into figures, one step after the other."""

    sums: list[pl.Expr]
    lists: dict[str, pl.Expr]
    why: pl.Expr
    figures: dict[str, pl.Expr]


@lru_cache(maxsize=256)  # the questions of a page ask for the same measures again and again
def _steps(slots: tuple[Slot, ...], counted: tuple[str, ...]) -> _Steps:
    counts = [slot.name for slot in slots if isinstance(slot.measure, Count)]
    n = pl.when(pl.col("slot").is_in(counts)).then("rows").otherwise("known")
    value = pl.when(pl.col("why").is_null()).then("sum")
    repaired = pl.col("repaired") if "repaired" in counted else pl.lit(0)
    told = {"slot": pl.col("slot"), "value": value, "n": n, "repaired": repaired}
    told |= {name: pl.col(name) for name in ("low", "high", "why")}
    figures = {name: told[name].cast(dtype) for name, dtype in MEASURED.items()}
    return _Steps(_sums(slots, counted), _lists(slots, counted), _why(slots), figures)


def from_partials(parts: pl.DataFrame, slots: Sequence[Slot], query: Query) -> pl.DataFrame:
    """The figures that partials (with the question's keys, buckets included) add up to."""
    counted = _counted(parts)
    steps = _steps(tuple(slots), counted)
    added = regroup(parts.lazy(), query.by, *steps.sums).filter(pl.col("_all") > 0)
    wide = added.select(*query.by, **steps.lists)
    long = wide.explode("slot", *counted, *_CODES).with_columns(why=steps.why)
    keys = [pl.col(key).cast(dtype) for key, dtype in key_types(query).items()]
    return long.select(*keys, **steps.figures).collect(engine="in-memory")


def refuse(
    frame: pl.DataFrame, slots: Sequence[Slot], keys: pl.DataFrame, why: WhyNull, query: Query
) -> pl.DataFrame:
    """The figures without those of ``keys``: these are null for the reason given."""
    if keys.is_empty():
        return frame
    named = pl.DataFrame({"slot": [slot.name for slot in slots]})
    blank = {name: pl.lit(None, dtype) for name, dtype in MEASURED.items() if name != "slot"}
    refused = (
        keys.unique()
        .join(named, how="cross")
        .with_columns(**blank)
        .with_columns(n=pl.lit(0), repaired=pl.lit(0), why=pl.lit(why.value))
    )
    kept = frame.join(keys, on=query.by, how="anti", nulls_equal=True)
    return pl.concat([kept, refused.select(kept.columns).cast(kept.schema)])

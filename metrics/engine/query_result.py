"""The result of executing a query: figures of measures, and the table scans behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import polars as pl

from i18n.message import Message
from metrics.definitions.measures import Measure, is_money
from metrics.definitions.reasons import WhyNull
from metrics.engine.partials import KIND, Slot
from metrics.question.calendar import bucket
from metrics.question.query import Query


@dataclass(frozen=True, slots=True)
class TableScan:
    """What was read of one table: rows, first and last day, reports that answered.

    ``repaired`` is the number of these rows whose tags were corrected, ``kinds`` are those of
    costs, ``converted`` says at which rates amounts were converted.
    """

    rows: int
    first: date | None
    last: date | None
    reports: frozenset[str] = frozenset()
    repaired: int = 0
    kinds: frozenset[str] = frozenset()
    converted: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Partials:
    """The partials that figures of a table were made of, and the reports that answered."""

    rows: pl.LazyFrame
    reports: frozenset[str] = frozenset()


@dataclass(slots=True)
class QueryResult:
    """The figures of every measure, and what was read of every table."""

    figures: dict[Measure, Figures] = field(default_factory=dict)
    parts: dict[str, Partials] = field(default_factory=dict)

    def read(self) -> dict[str, TableScan]:
        """What was read, by table; without the notes on currency conversion."""
        # All tables in one call, which polars runs in parallel.
        spans = pl.collect_all([_span(parts.rows) for parts in self.parts.values()])
        named = zip(self.parts.items(), spans, strict=True)
        return {table: _table_scan(span, parts.reports) for (table, parts), span in named}


def bucketed(parts: pl.LazyFrame, day: str, query: Query) -> pl.LazyFrame:
    """The partials with the bucket of their ``day`` column under the query's time key."""
    if query.grain is None:
        return parts
    return parts.with_columns(bucket(day, query.grain).alias(query.grain))


def _span(parts: pl.LazyFrame) -> pl.LazyFrame:
    """One row of what partials were made of."""
    counted = pl.col(f"^(_rows|_mended|{KIND}.*)$").sum()
    return parts.select(counted, pl.col("_first").min(), pl.col("_last").max())


def _table_scan(span: pl.DataFrame, reports: frozenset[str]) -> TableScan:
    row = span.row(0, named=True)
    kinds = frozenset(n.removeprefix(KIND) for n, rows in row.items() if rows and KIND in n)
    first, last, repaired = row["_first"], row["_last"], int(row.get("_mended", 0))
    return TableScan(row["_rows"], first, last, reports, repaired, kinds)


@dataclass(frozen=True, slots=True)
class Figures:
    """The sums of one measure, called ``slot`` in a frame that it may share with others.

    ``frame`` (None: nothing anywhere) has the query's keys and the columns that start with the
    slot: ``_sum``, ``_rows`` that match, those of them ``_known``, those known before a condition
    was put (``_base``), where tags are corrected how many of the known ones (``_repaired``), and
    of money the lowest and highest currency code (``_low`` and ``_high``: equal unless currencies
    are mixed; empty: not named). ``_refused``, where it is there and not null, says why a key is
    unknown. A key that is not in the frame is unknown because of ``absent``, but zero in a bucket
    that is ``covered`` (named by its first day): there the files list everything that happened,
    and do not list this. Without a time key, any covered bucket means that the query is covered.
    ``networks`` are those of posts, or of accounts with a level, where the two may be divided.
    """

    frame: pl.LazyFrame | None
    slot: str
    absent: WhyNull
    covered: frozenset[date] = frozenset()
    networks: frozenset[str] = frozenset()


def key_types(query: Query) -> dict[str, pl.DataType]:
    """The types of the query's keys, in its order."""
    return {key: pl.Date() if key == query.grain else pl.String() for key in query.by}


def unanswered(why: WhyNull) -> Figures:
    """No value anywhere, for one reason."""
    return Figures(None, "", why)


def frames(figures: Iterable[Figures]) -> list[pl.LazyFrame]:
    """The frames behind some figures, each once."""
    shared = {id(figure.frame): figure.frame for figure in figures if figure.frame is not None}
    return list(shared.values())


def regroup(frame: pl.LazyFrame, keys: Sequence[str], *exprs: pl.Expr) -> pl.LazyFrame:
    """``group_by(keys).agg(exprs)`` that also serves without keys; ``_all`` counts the rows."""
    counted = (*exprs, pl.len().alias("_all"))
    return frame.group_by(keys).agg(*counted) if keys else frame.select(*counted)


COUNTS = ("sum", "rows", "known", "base")


@lru_cache(maxsize=256)  # the queries of a page use the same measures again and again
def _sums(slots: tuple[Slot, ...], *, has_repairs: bool) -> list[pl.Expr]:
    """The expressions that add up the partials of all measures, one column each."""
    counted = (*COUNTS, "repaired") if has_repairs else COUNTS
    money = [slot.name for slot in slots if is_money(slot.measure)]
    exprs = [pl.col([f"{slot.name}_{part}" for slot in slots for part in counted]).sum()]
    if money:
        exprs.append(pl.col([f"{name}_low" for name in money]).min())
        exprs.append(pl.col([f"{name}_high" for name in money]).max())
    return exprs


def from_partials(
    parts: pl.LazyFrame, slots: Sequence[Slot], query: Query, *, has_repairs: bool
) -> pl.LazyFrame:
    """The sums that partials (with the query's keys, buckets included) add up to.

    ``has_repairs``: the partials count the rows with corrected tags.
    """
    added = regroup(parts, query.by, *_sums(tuple(slots), has_repairs=has_repairs))
    return typed(added.filter(pl.col("_all") > 0), query)


def typed(frame: pl.LazyFrame, query: Query) -> pl.LazyFrame:
    """The frame with the query's keys in their types."""
    return frame.with_columns(pl.col(key).cast(dtype) for key, dtype in key_types(query).items())


def refuse(frame: pl.LazyFrame, keys: pl.LazyFrame, why: WhyNull, query: Query) -> pl.LazyFrame:
    """The sums without those of ``keys``, which are unknown for the reason given."""
    others = frame.join(keys, on=query.by, how="anti", nulls_equal=True)
    refused = keys.unique().with_columns(_refused=pl.lit(why.value))
    return pl.concat([others, refused], how="diagonal")

"""What reading the facts for a question gives: figures of measures, and what was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import polars as pl

from data.base.message import Message
from metrics.engine.figures import Figures
from metrics.engine.measures import Measure
from metrics.engine.partials import KIND
from metrics.question.calendar import bucket
from metrics.question.query import Query


@dataclass(frozen=True, slots=True)
class TableScan:
    """What was read of one table: rows, first and last day, reports that answered.

    ``repaired`` is the number of these rows whose tags were repaired, ``kinds`` are those of
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
        """What was read, by table; amounts are not yet said to be converted."""
        spans = pl.collect_all([_span(parts.rows) for parts in self.parts.values()])
        named = zip(self.parts.items(), spans, strict=True)
        return {table: _told(span, parts.reports) for (table, parts), span in named}


def bucketed(parts: pl.LazyFrame, day: str, query: Query) -> pl.LazyFrame:
    """The partials with the bucket of their ``day`` column under the question's time key."""
    if query.grain is None:
        return parts
    return parts.with_columns(bucket(day, query.grain).alias(query.grain))


def _span(parts: pl.LazyFrame) -> pl.LazyFrame:
    """One row of what partials were made of."""
    counted = pl.col(f"^(_rows|_mended|{KIND}.*)$").sum()
    return parts.select(counted, pl.col("_first").min(), pl.col("_last").max())


def _told(span: pl.DataFrame, reports: frozenset[str]) -> TableScan:
    found = span.row(0, named=True)
    kinds = frozenset(n.removeprefix(KIND) for n, rows in found.items() if rows and KIND in n)
    first, last, repaired = found["_first"], found["_last"], int(found.get("_mended", 0))
    return TableScan(found["_rows"], first, last, reports, repaired, kinds)

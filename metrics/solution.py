"""What reading the facts for a question gives: figures of measures, and what was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import polars as pl

from data.message import Message
from metrics.calendar import bucket
from metrics.engine import KIND
from metrics.figures import Figures
from metrics.measures import Measure
from metrics.query import Query


@dataclass(frozen=True, slots=True)
class Read:
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


@dataclass(slots=True)
class Solution:
    """The figures of every measure, and what was read of every table."""

    figures: dict[Measure, Figures] = field(default_factory=dict)
    read: dict[str, Read] = field(default_factory=dict)


def bucketed(parts: pl.DataFrame, day: str, query: Query) -> pl.DataFrame:
    """The partials with the bucket of their ``day`` column under the question's time key."""
    if query.grain is None:
        return parts
    return parts.with_columns(bucket(day, query.grain).alias(query.grain))


def read_range(parts: pl.DataFrame, reports: frozenset[str] = frozenset()) -> Read:
    """What the partials were made of."""
    rows, first, last = parts.select(
        pl.col("_rows").sum(), pl.col("_first").min(), pl.col("_last").max()
    ).row(0)
    repaired = int(parts["_mended"].sum()) if "_mended" in parts.columns else 0
    named = [name for name in parts.columns if name.startswith(KIND)]
    kinds = frozenset(name.removeprefix(KIND) for name in named if parts[name].sum())
    return Read(rows, first, last, reports, repaired, kinds)

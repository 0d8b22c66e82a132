"""Which metrics the files hold anything of, whatever the period."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.facts.source import FactSource
from data.tables.schema import TABLES
from metrics.definitions.event_names import (
    AUTOMATIC,
    SOURCES,
    NamedEvent,
    is_event_name,
    named_event,
)
from metrics.definitions.measures import Condition, Count, IsKnown, IsOneOf, Measure, spent
from metrics.definitions.registry import COST_PER, metrics


def held(facts: FactSource) -> dict[str, int]:
    """How many rows each metric rests on at most, by id; metrics without any are left out.

    A row counts where one of the numerator's columns is more than nothing: an export that lists
    revenue as 0.00 throughout holds no revenue. The denominator has to be there as well. Events
    that files name come last, the most frequent first.
    """
    found: dict[str, int] = facts.derived("held", lambda: dict(_held(facts)))
    return found


def named_events(facts: FactSource) -> tuple[str, ...]:
    """The metrics of the events that files name, the most frequent first."""
    return tuple(name for name in held(facts) if named_event(name) is not None)


def _held(facts: FactSource) -> Iterator[tuple[str, int]]:
    rows = _rows(facts)
    for metric in metrics().values():
        over, under = (_most(side, rows) for side in (metric.numerator, metric.denominator))
        if over and (under or not metric.denominator):
            yield metric.id, over
    is_paid = any(rows[measure] for measure in spent())
    for event, n in _events(facts):
        yield event.id, n
        if is_paid:
            yield COST_PER + event.id, n


def _events(facts: FactSource) -> list[tuple[NamedEvent, int]]:
    """The events that files name with their rows; each is counted where ``SOURCES`` has it first."""
    frames = []
    for table, column in SOURCES.values():
        amount = pl.col(column) if column else pl.lit(1)
        rows = facts.frame(table).filter(pl.col("event_name").is_not_null(), amount > 0)
        figures = {"total": amount.sum().cast(pl.Float64), "rows": pl.len()}
        frames.append(rows.group_by("event_name").agg(**figures))
    found: dict[str, tuple[float, NamedEvent, int]] = {}
    for source, names in zip(SOURCES, pl.collect_all(frames, engine="streaming"), strict=True):
        for name, total, rows in names.iter_rows():
            if is_event_name(name) and not (source == "ga4_count" and name in AUTOMATIC):
                found.setdefault(name, (total, NamedEvent(source, name), rows))
    ranked = sorted(found.values(), key=lambda one: (-one[0], one[1].name))
    return [(event, rows) for _, event, rows in ranked]


def _most(side: tuple[Measure, ...], rows: dict[Measure, int]) -> int:
    return max((rows[measure] for measure in side), default=0)


def _rows(facts: FactSource) -> dict[Measure, int]:
    """The rows of every measure, each table read once."""
    by_table: dict[str, list[Measure]] = {}
    for metric in metrics().values():
        for measure in (*metric.numerator, *metric.denominator):
            by_table.setdefault(measure.table, []).append(measure)
    frames = [
        facts.frame(table).select(_told(m).alias(str(n)) for n, m in enumerate(measures))
        for table, measures in by_table.items()
    ]
    counted = pl.collect_all(frames, engine="streaming")
    return {
        measure: frame[str(n)].item() or 0
        for measures, frame in zip(by_table.values(), counted, strict=True)
        for n, measure in enumerate(measures)
    }


def _told(measure: Measure) -> pl.Expr:
    """How many rows hold something of the measure.

    A condition on what is only derived from a row (its channel) is left out: it would need every
    row classified, and which files there are does not depend on it.
    """
    stored = TABLES[measure.table].schema
    conditions = [
        _passes(condition)
        for condition in measure.where
        if not isinstance(condition, IsOneOf) or condition.column in stored
    ]
    if not isinstance(measure, Count):
        conditions.append(pl.any_horizontal(pl.col(name) != 0 for name in measure.columns))
    if not conditions:
        return pl.len()
    return pl.all_horizontal(conditions).fill_null(value=False).sum()


def _passes(condition: Condition) -> pl.Expr:
    if isinstance(condition, IsKnown):
        return pl.any_horizontal(pl.col(name).is_not_null() for name in condition.columns)
    return pl.col(condition.column).is_in(condition.values)

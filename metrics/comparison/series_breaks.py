"""Series breaks: changes of a metric's definition, published by networks or seen in the files.

A network whose files have one measure up to a day and its successor from then on has a break on
that day, whatever was published about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

import narwhals as nw

from data.base.networks import network_name, series_breaks
from data.base.series_break import SeriesBreak
from data.facts.source import FactSource, collect_all
from data.tables.schema import TABLES
from i18n.message import Message, msg
from metrics.definitions.registry import Metric
from metrics.question.query import Selection

_TABLES = ("posts", "account_days")
FROM_FILES = "the imported files"
_SUCCESSORS: dict[tuple[str, str], Message] = {
    ("impressions", "views"): msg(
        "{network}: the files tell impressions up to {until} and views from {day} on. These are different counts and are not compared."
    ),
    ("reach", "viewers"): msg(
        "{network}: the files tell reach up to {until} and viewers from {day} on. These are different counts and are not compared."
    ),
}


class KnownSpan(NamedTuple):
    """The first and the last day on which a measure is known."""

    first: date
    last: date


Spans = dict[tuple[str, str, str], KnownSpan]
"""By table, network and measure; those that are nowhere known are left out."""


def breaks(
    facts: FactSource,
    metric: Metric,
    start: date,
    end: date,
    networks: Selection | None = None,
) -> tuple[SeriesBreak, ...]:
    """The breaks between ``start`` and ``end`` that the metric's own figures cross.

    A published break counts where figures of the network are known on both sides of it, and
    gives way to what the files themselves show of the same change.
    """
    columns = {(m.table, name) for side in metric.measures for m in side for name in m.columns}
    return tuple(
        broken
        for broken in _all(facts)
        if broken.parts(start, end)
        and (networks is None or networks.passes(broken.network))
        and any(broken.reads(*column) for column in columns)
    )


def _all(facts: FactSource) -> tuple[SeriesBreak, ...]:
    cached: tuple[SeriesBreak, ...] = facts.derived("series breaks", lambda: _find(facts))
    return cached


def _find(facts: FactSource) -> tuple[SeriesBreak, ...]:
    spans = _spans(facts)
    observed = tuple(_observed(spans))
    published = (part for known in series_breaks() for part in _met(known, spans))
    kept = [known for known in published if not _told_by(observed, known)]
    return tuple(sorted([*kept, *observed], key=lambda found: (found.last, found.network)))


def _met(known: SeriesBreak, spans: Spans) -> Iterator[SeriesBreak]:
    """The break for each table in which the network has values on both sides of it."""
    for table in known.tables:
        spans_of_measures = [
            spans.get((table, known.network, measure)) for measure in known.measures
        ]
        days = [span for span in spans_of_measures if span is not None]
        if (
            days
            and min(d.first for d in days) < known.last
            and known.first <= max(d.last for d in days)
        ):
            yield replace(known, tables=(table,))


def _told_by(observed: Iterable[SeriesBreak], known: SeriesBreak) -> bool:
    return any(
        seen.network == known.network
        and seen.tables == known.tables
        and set(seen.measures) <= set(known.measures)
        for seen in observed
    )


def _observed(spans: Spans) -> Iterator[SeriesBreak]:
    for (table, network, measure), old in spans.items():
        for (before, after), what in _SUCCESSORS.items():
            new = spans.get((table, network, after))
            # Overlapping days of both measures are no break: the network reports both.
            if measure != before or new is None or old.last >= new.first:
                continue
            until, day = old.last.isoformat(), new.first.isoformat()
            values = (("network", network_name(network)), ("until", until), ("day", day))
            first = old.last + timedelta(days=1)
            message = replace(what, values=values)
            yield SeriesBreak(
                network, (table,), (before, after), first, new.first, message, FROM_FILES
            )


def _spans(facts: FactSource) -> Spans:
    frames = collect_all([_known_days(facts, table) for table in _TABLES])
    return {
        (table, row["network"], measure): KnownSpan(row[f"{measure}_first"], row[f"{measure}_last"])
        for table, frame in zip(_TABLES, frames, strict=True)
        for row in frame.to_dicts()
        for measure in _watched(table)
        if row[f"{measure}_first"] is not None
    }


def _watched(table: str) -> tuple[str, ...]:
    """The measures of a table that any break may concern."""
    successors = {name for pair in _SUCCESSORS for name in pair}
    published = {m for known in series_breaks() if table in known.tables for m in known.measures}
    return tuple(name for name in TABLES[table].measures if name in successors | published)


def _known_days(facts: FactSource, table: str) -> nw.LazyFrame[Any]:
    frame = nw.from_native(facts.frame(table))
    day = nw.col(TABLES[table].day)
    known_days = {name: nw.when(~nw.col(name).is_null()).then(day) for name in _watched(table)}
    ends = {f"{name}_first": known.min() for name, known in known_days.items()}
    ends |= {f"{name}_last": known.max() for name, known in known_days.items()}
    named = frame.filter(~nw.col("network").is_null() & ~day.is_null())
    return named.group_by("network").agg(**ends)

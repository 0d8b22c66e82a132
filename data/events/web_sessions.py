"""Web sessions from visits: aggregates them like a GA4 report, for all queries about sessions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial
from typing import Any, Protocol

import narwhals as nw
import polars as pl

from data.events.conversions import PURCHASE
from data.events.last_non_direct import PREFIX, TAGS, last_non_direct
from data.tables.schema import WEB_SESSIONS
from data.tables.touchpoint_dedup import TOUCH

# The first name is not a dimension: it distinguishes the report from one of GA4 by the same tags.
REPORT = "visit,channel_group,source,medium,campaign,content,term"
MADE_OF = ("touches", "conversions")
"""The tables that these web sessions are computed from."""
_FORMAT = 1  # version of the stored frames; raised when their layout changes, old ones are ignored
_GROUP = ("started_on", *TAGS, "currency")


class VisitSource(Protocol):
    """Whatever gives the visits and conversions that count."""

    def raw(self, table: str) -> pl.LazyFrame:
        """The rows of a table, their tags as they were imported."""

    def worked_out(
        self, name: str, tables: Iterable[str], work: Callable[[], Mapping[str, pl.DataFrame]]
    ) -> Mapping[str, pl.DataFrame]:
        """What ``work`` makes of ``tables``, cached for other processes where that is possible."""

    def derived(self, name: Hashable, work: Callable[[], Any]) -> Any:
        """What ``work`` makes, cached."""


def with_visits(facts: VisitSource, rows: pl.LazyFrame) -> pl.LazyFrame:
    """Web sessions of reports, followed by those aggregated from visits.

    They name no property, since a report on the same site may be there as well: such rows answer
    only where no report that names its property does.
    """
    summed: pl.DataFrame = facts.derived("visits as sessions", lambda: _cached(facts))
    return rows if summed.is_empty() else pl.concat([rows, summed.lazy()])


def _cached(facts: VisitSource) -> pl.DataFrame:
    work = partial(_summed_up, facts)
    return facts.worked_out(f"{_FORMAT} visits", MADE_OF, lambda: {"visits": work()})["visits"]


def _summed_up(facts: VisitSource) -> pl.DataFrame:
    touches = facts.raw("touches")
    if touches.head(1).collect().is_empty():
        return WEB_SESSIONS.empty()
    credited = _credited(touches)
    done = _with_results(credited, facts.raw("conversions")).group_by(_GROUP).agg(
        pl.len().cast(pl.Int64).alias("sessions"),
        _sum("engaged").alias("engaged_sessions"),
        *map(_sum, ("views", "engagement_seconds", "key_events", "key_event_sessions", "revenue")),
        pl.col("import_id").max(),
        pl.col("source_row").min(),
    )  # fmt: skip
    days = {name: pl.col("started_on") for name in ("date", "period_from", "period_to")}
    named = done.with_columns(report=pl.lit(REPORT), **days)
    return _canonical(named).collect(engine="streaming")


def _credited(touches: pl.LazyFrame) -> pl.LazyFrame:
    """Each visit with the tags of the one it is credited to, as GA4 does; else it was direct."""
    with_credit: pl.LazyFrame = last_non_direct(nw.from_native(touches)).to_native()
    credited = pl.col(f"{PREFIX}session_id").is_not_null()
    direct = {"source": "(direct)", "medium": "(none)"}
    own = {tag: pl.col(tag) if tag == "channel_group" else pl.lit(None) for tag in TAGS}
    none = {**own, **{tag: pl.lit(word) for tag, word in direct.items()}}
    return with_credit.with_columns(
        pl.when(credited).then(f"{PREFIX}{tag}").otherwise(none[tag]).alias(tag) for tag in TAGS
    )


def _with_results(visits: pl.LazyFrame, conversions: pl.LazyFrame) -> pl.LazyFrame:
    """Key events and revenue of each visit; unknown outside the days of the conversions.

    Conversions that name no visit belong to none.
    """
    with_visit = conversions.filter(pl.col("session_id").is_not_null())
    span = with_visit.select(
        pl.col("converted_on").min().alias("first"), last=pl.col("converted_on").max()
    )
    bought = pl.col("event_name") == PURCHASE
    sold = pl.when(bought).then("value")
    results = with_visit.group_by(TOUCH).agg(
        pl.len().cast(pl.Float64).alias("key_events"),
        pl.when(sold.count() > 0).then(sold.sum()).alias("revenue"),
        pl.col("currency").filter(bought & pl.col("value").is_not_null()).first(),
    )
    joined = visits.join(results, on=TOUCH, how="left", nulls_equal=True).join(span, how="cross")
    known = pl.col("started_on").is_between("first", "last")
    zero = pl.when(known).then(0.0)
    return joined.with_columns(
        pl.coalesce("key_events", zero).alias("key_events"),
        pl.coalesce(pl.when(pl.col("key_events") > 0).then(1.0), zero).alias("key_event_sessions"),
        pl.coalesce("revenue", zero).alias("revenue"),
    )


def _sum(name: str) -> pl.Expr:
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name)


def _canonical(rows: pl.LazyFrame) -> pl.LazyFrame:
    names = rows.collect_schema().names()
    return rows.select(
        pl.col(name).cast(dtype) if name in names else pl.lit(None, dtype).alias(name)
        for name, dtype in WEB_SESSIONS.schema.items()
    )

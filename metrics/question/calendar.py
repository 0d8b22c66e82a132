"""Calendar buckets of a query: days, weeks and months."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import polars as pl

from metrics.question.query import Query

_EVERY = {"day": "1d", "week": "1w", "month": "1mo"}


def bucket(column: str, grain: str) -> pl.Expr:
    """The first day of the day, week (Monday) or month that a date falls in."""
    return pl.col(column).dt.truncate(_EVERY[grain])


def buckets(query: Query) -> pl.DataFrame:
    """Every bucket of the query by its first day, in one column named like the grain."""
    return _buckets(query.start, query.end, query.grain or "day")


@lru_cache(maxsize=64)  # the queries of a page are about the same days
def _buckets(start: date, end: date, grain: str) -> pl.DataFrame:
    days = pl.DataFrame({grain: pl.date_range(start, end, "1d", eager=True)})
    return days.select(bucket(grain, grain).unique(maintain_order=True))


def closes(column: str, grain: str) -> pl.Expr:
    """The last day of the bucket that starts on a date."""
    return pl.col(column).dt.offset_by(_EVERY[grain]).dt.offset_by("-1d")


def whole(query: Query, grain: str) -> pl.Expr:
    """Whether all days of a bucket are in the query: a partial bucket would look like a fall."""
    return (pl.col(grain) >= query.start) & (closes(grain, grain) <= query.end)


def touched(query: Query, spans: Iterable[tuple[date, date]]) -> frozenset[date]:
    """The buckets of the query (by day without a time key) that any of the spans touches."""
    days_touched = set()
    for first, last in spans:
        start, end = max(first, query.start), min(last, query.end)
        days = range((end - start).days + 1)
        days_touched |= {_opens(start + timedelta(days=n), query.grain) for n in days}
    return frozenset(days_touched)


def _opens(day: date, grain: str | None) -> date:
    if grain == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if grain == "month" else day

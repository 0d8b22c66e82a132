"""Days, weeks and months of a question."""

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
    """Every bucket of the question, named by its first day, in one column called as the grain."""
    return _buckets(query.start, query.end, query.grain or "day")


@lru_cache(maxsize=64)  # the questions of a page are about the same days
def _buckets(start: date, end: date, grain: str) -> pl.DataFrame:
    days = pl.DataFrame({grain: pl.date_range(start, end, "1d", eager=True)})
    return days.select(bucket(grain, grain).unique(maintain_order=True))


def closes(column: str, grain: str) -> pl.Expr:
    """The last day of the bucket that starts on a date."""
    return pl.col(column).dt.offset_by(_EVERY[grain]).dt.offset_by("-1d")


def whole(query: Query, grain: str) -> pl.Expr:
    """Whether all days of a bucket are of the question: one that sticks out looks like a fall."""
    return (pl.col(grain) >= query.start) & (closes(grain, grain) <= query.end)


def touched(query: Query, spans: Iterable[tuple[date, date]]) -> frozenset[date]:
    """The buckets of the question (by day without a time key) that any of the spans touches."""
    found = set()
    for first, last in spans:
        start, end = max(first, query.start), min(last, query.end)
        days = range((end - start).days + 1)
        found |= {_opens(start + timedelta(days=n), query.grain) for n in days}
    return frozenset(found)


def _opens(day: date, grain: str | None) -> date:
    if grain == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if grain == "month" else day

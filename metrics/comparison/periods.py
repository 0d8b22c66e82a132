"""Comparison periods: equal numbers of complete days, on the same weekdays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from data.facts.source import FactSource, collect_all
from metrics.engine import DATED, coverage
from metrics.question.query import Query


class Compare(StrEnum):
    """What a period is compared with."""

    NONE = "none"
    PREVIOUS = "previous"
    YEAR = "year"


def data_ends(facts: FactSource) -> dict[str, date]:
    """The last day each table knows about; tables without rows are left out.

    Exports end with the last day they hold completely, so this is the last complete day.
    """
    return {table: last for table, (_, last) in _spans(facts).items()}


def data_starts(facts: FactSource) -> dict[str, date]:
    """The first day each table knows about; tables without rows are left out."""
    return {table: first for table, (first, _) in _spans(facts).items()}


def _spans(facts: FactSource) -> dict[str, tuple[date, date]]:
    spans: dict[str, tuple[date, date]] = facts.derived("spans", lambda: _read_spans(facts))
    return spans


def _read_spans(facts: FactSource) -> dict[str, tuple[date, date]]:
    coverages = collect_all([coverage(facts, table) for table in DATED])
    spans = {table: span.row(0) for table, span in zip(DATED, coverages, strict=True)}
    return {table: span for table, span in spans.items() if span[0] is not None}


def complete(query: Query, ends: Iterable[date]) -> Query | None:
    """The part of the query that is complete in every table; None when nothing is."""
    end = min([query.end, *ends])
    return replace(query, end=end) if end >= query.start else None


def earlier(query: Query, compare: Compare) -> Query | None:
    """The same query about the period it is compared with.

    The previous period lies back by the smallest whole number of weeks that is long enough,
    the year before by 52 weeks: both start on the same weekday and have as many days.
    """
    if compare is Compare.NONE:
        return None
    # 52 weeks, not a year: 365 days back is another weekday.
    weeks = -(-query.days // 7) if compare is Compare.PREVIOUS else 52
    back = timedelta(weeks=weeks)
    return replace(query, start=query.start - back, end=query.end - back)

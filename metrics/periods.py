"""Periods that may be compared: equal numbers of complete days, on the same weekdays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from data.schema import TABLES
from metrics.engine import FactSource, collect_all, coverage
from metrics.query import Query


class Compare(StrEnum):
    """What a period is compared with."""

    NONE = "none"
    PREVIOUS = "previous"
    YEAR = "year"


def data_ends(facts: FactSource) -> dict[str, date]:
    """The last day each table knows about; tables without rows are left out.

    Exports end with the last day they hold completely, so this is the last complete day.
    """
    ends: dict[str, date] = facts.derived("ends", lambda: _data_ends(facts))
    return ends


def _data_ends(facts: FactSource) -> dict[str, date]:
    spans = collect_all([coverage(facts, table) for table in TABLES])
    ends = {table: span["last"].item() for table, span in zip(TABLES, spans, strict=True)}
    return {table: end for table, end in ends.items() if end is not None}


def complete(query: Query, ends: Iterable[date]) -> Query | None:
    """The part of the question that is over in every table asked; None when nothing is."""
    end = min([query.end, *ends])
    return replace(query, end=end) if end >= query.start else None


def earlier(query: Query, compare: Compare) -> Query | None:
    """The same question about the period it is compared with.

    The previous period lies back by the smallest whole number of weeks that is long enough,
    the year before by 52 weeks: both start on the same weekday and have as many days.
    """
    if compare is Compare.NONE:
        return None
    weeks = -(-query.days // 7) if compare is Compare.PREVIOUS else 52
    back = timedelta(weeks=weeks)
    return replace(query, start=query.start - back, end=query.end - back)

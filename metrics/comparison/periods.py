"""ComparedWith periods: the calendar unit before, the same dates a year earlier, whole weeks before."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from data.facts.source import FactSource, collect_all
from metrics.engine import DATED, coverage
from metrics.question.query import Query

_TO = ".."


class Compare(StrEnum):
    """What a period is compared with."""

    NONE = "none"
    PREVIOUS = "previous"
    YEAR = "year"
    WEEKDAYS = "weekdays"


@dataclass(frozen=True, slots=True)
class ComparedSpan:
    """A comparison period that the user chose. Raises ValueError when it ends before it starts."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"the period ends ({self.end}) before it starts ({self.start})")

    @property
    def value(self) -> str:
        """Its text, as ``comparison`` reads it."""
        return f"{self.start}{_TO}{self.end}"


ComparedWith = Compare | ComparedSpan


class Alignment(StrEnum):
    """How the days of two periods correspond."""

    CALENDAR = "calendar"  # whole months, quarters or years, or their first days
    WEEKDAYS = "weekdays"  # moved by whole weeks
    DATES = "dates"  # the same dates a year earlier
    OWN = "own"  # chosen by the user


def compared_with(text: str) -> ComparedWith:
    """The comparison that a word or a span (2026-01-01..2026-01-31) names.

    Raises ValueError for anything else.
    """
    first, to, last = text.partition(_TO)
    if not to:
        return Compare(text)
    return ComparedSpan(date.fromisoformat(first), date.fromisoformat(last))


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


def alignment(query: Query, against: ComparedWith) -> Alignment | None:
    """How a period corresponds to the one it is compared with; None without a comparison."""
    if isinstance(against, ComparedSpan):
        return Alignment.OWN
    if against is Compare.PREVIOUS:
        return Alignment.CALENDAR if whole_months(query) else Alignment.WEEKDAYS
    return {Compare.YEAR: Alignment.DATES, Compare.WEEKDAYS: Alignment.WEEKDAYS}.get(against)


def earlier(query: Query, against: ComparedWith) -> Query | None:
    """The same query about the period it is compared with.

    Before whole months (a quarter, a year) lie as many whole months. Any other period lies back by
    the smallest whole number of weeks that is long enough, so that the weekdays are the same. The
    year before has the same dates; 29 February becomes 28, and whole months stay whole.
    """
    if isinstance(against, ComparedSpan):
        return replace(query, start=against.start, end=against.end)
    if against is Compare.NONE:
        return None
    months = whole_months(query)
    if against is Compare.YEAR:
        return _months_back(query, 12)
    if against is Compare.PREVIOUS and months:
        return _months_back(query, months)
    back = timedelta(weeks=-(-query.days // 7))
    return replace(query, start=query.start - back, end=query.end - back)


def pair(
    query: Query, against: ComparedWith, ends: Iterable[date] = ()
) -> tuple[Query, Query] | None:
    """The complete days of a query and the days they are compared with; None where there are none.

    A period that reaches beyond its data is cut, and the other one to as many days from its start.
    """
    now, before = complete(query, ends), earlier(query, against)
    if now is None or before is None:
        return None
    if now.end < query.end:
        end = min(before.end, before.start + timedelta(days=now.days - 1))
        before = replace(before, end=end)
    return now, before


def whole_months(query: Query) -> int:
    """How many whole calendar months a period is, 0 where it is something else."""
    last_day = monthrange(query.end.year, query.end.month)[1]
    if query.start.day != 1 or query.end.day != last_day:
        return 0
    return 12 * (query.end.year - query.start.year) + query.end.month - query.start.month + 1


def _months_back(query: Query, months: int) -> Query:
    whole = whole_months(query) > 0
    start, end = (_month_back(day, months, whole=whole) for day in (query.start, query.end))
    return replace(query, start=start.replace(day=1) if whole else start, end=end)


def _month_back(day: date, months: int, *, whole: bool) -> date:
    """The same day of an earlier month: the last day of a month for one, or where it is missing."""
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, last if whole else min(day.day, last))

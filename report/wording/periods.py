"""Periods in the sentences of a report: in October, vs September, from the first to the tenth."""

from __future__ import annotations

from datetime import date

from i18n.message import Message, msg_in, verbatim
from metrics.comparison.periods import whole_months
from metrics.question.query import Query

_CLOSE = 300  # days: a day without its year can only mean this one
_DURING = {
    1: msg_in("month", "in {period}"),
    3: msg_in("quarter", "in {period}"),
    12: msg_in("year", "in {period}"),
    0: msg_in("days", "for {period}"),
}
_VERSUS = {
    1: msg_in("month", "vs {period}"),
    3: msg_in("quarter", "vs {period}"),
    12: msg_in("year", "vs {period}"),
    0: msg_in("days", "vs {period}"),
}
_UNITS = {1: "P1M", 3: "P3M", 12: "P1Y"}


def name_of(period: Query, reader: Query | None = None) -> Message:
    """A period as a label: October, October 2025, Q3 2026, 2026, or its days.

    Months within a year before the end of ``reader``, the period of the report, have no year.
    """
    months = whole_months(period)
    if not _is_unit(period, months):
        return verbatim(f"{period.start}/{period.end}")
    if months == 1 and reader is not None and _is_near(period, reader):
        return verbatim(f"--{period.start.month:02}")
    return verbatim(f"{period.start}/{_UNITS[months]}")


def day_name(day: date, reader: date) -> str:
    """A day as a value of a sentence; without its year where it is close to that of the reader."""
    return f"--{day:%m-%d}" if abs((day - reader).days) < _CLOSE else str(day)


def during(period: Query, reader: Query | None = None) -> Message:
    """The period with its preposition: in October."""
    return _DURING[_kind(period)].filled(period=name_of(period, reader))


def versus(period: Query, reader: Query | None = None) -> Message:
    """The period as what another is compared with: vs September."""
    kind = _kind(period)
    days = verbatim(f"{period.start}--{period.end}")
    return _VERSUS[kind].filled(period=name_of(period, reader) if kind else days)


def _kind(period: Query) -> int:
    """The months of a calendar unit; 0 for other days."""
    months = whole_months(period)
    return months if _is_unit(period, months) else 0


def _is_unit(period: Query, months: int) -> bool:
    """Whether it is one calendar month, quarter or year, and not as many months across them."""
    return months in _UNITS and (period.start.month - 1) % months == 0


def _is_near(period: Query, reader: Query) -> bool:
    """Whether the name of a month alone can only mean this one."""
    apart = 12 * (reader.end.year - period.start.year) + reader.end.month - period.start.month
    return 0 <= apart < 12

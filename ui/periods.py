"""The periods that a page offers: presets, and calendar months, quarters and years."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from i18n import format as shown
from ui.text import _, language

Span = tuple[date, date]
CUSTOM = "custom"
DEFAULT = "last90"
_CALENDAR = re.compile(r"(\d{4})(?:-(\d{2})|-Q([1-4]))?")


def _month_start(day: date) -> date:
    return day.replace(day=1)


def _quarter_start(day: date) -> date:
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _before(day: date, start: Callable[[date], date]) -> Span:
    """The whole unit before the one of ``day``."""
    end = start(day) - timedelta(days=1)
    return start(end), end


def _year_start(day: date) -> date:
    return date(day.year, 1, 1)


def _week_start(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _last(days: int) -> Callable[[date], Span]:
    return lambda day: (day - timedelta(days=days - 1), day)


# Periods by id; what is "to date" ends with the last complete day of the data rather than today.
PRESETS: Mapping[str, Callable[[date], Span]] = {
    "last7": _last(7),
    "last28": _last(28),
    "last30": _last(30),
    "last90": _last(90),
    "last364": _last(364),
    "week": lambda day: (_week_start(day), day),
    "lastweek": lambda day: _before(day, _week_start),
    "month": lambda day: (_month_start(day), day),
    "lastmonth": lambda day: _before(day, _month_start),
    "quarter": lambda day: (_quarter_start(day), day),
    "lastquarter": lambda day: _before(day, _quarter_start),
    "year": lambda day: (_year_start(day), day),
    "lastyear": lambda day: _before(day, _year_start),
}


def preset_label(period: str) -> str:
    """The name of a preset in the session's language."""
    return {
        "last7": _("Last 7 days"),
        "last28": _("Last 28 days"),
        "last30": _("Last 30 days"),
        "last90": _("Last 90 days"),
        "last364": _("Last 52 weeks"),
        "week": _("This week"),
        "lastweek": _("Last week"),
        "month": _("This month"),
        "lastmonth": _("Last month"),
        "quarter": _("This quarter"),
        "lastquarter": _("Last quarter"),
        "year": _("This year"),
        "lastyear": _("Last year"),
        CUSTOM: _("Choose dates"),
    }[period]


def calendar_span(period: str) -> Span | None:
    """The days of a month (2026-10), a quarter (2026-Q3) or a year (2026); None for anything else.

    >>> calendar_span("2026-Q3")
    (datetime.date(2026, 7, 1), datetime.date(2026, 9, 30))
    """
    found = _CALENDAR.fullmatch(period)
    if found is None:
        return None
    year, month, quarter = found.groups()
    first = 3 * int(quarter) - 2 if quarter else int(month or 1)
    months = 3 if quarter else 1 if month else 12
    if not (1 <= first <= 12 and 1 <= int(year) < date.max.year):
        return None
    after = first + months - 1
    start = date(int(year), first, 1)
    end = date(int(year) + after // 12, after % 12 + 1, 1) - timedelta(days=1)
    return start, end


def calendar_periods(first: date, last: date) -> tuple[str, ...]:
    """The calendar periods that meet the days, the newest first: months, quarters, years."""
    months = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    named = [(place // 12, place % 12 + 1) for place in reversed(months)]
    quarters = dict.fromkeys(f"{year}-Q{(month + 2) // 3}" for year, month in named)
    years = dict.fromkeys(str(year).zfill(4) for year, _month in named)
    return (*(f"{year:04}-{month:02}" for year, month in named), *quarters, *years)


def calendar_label(period: str) -> str:
    """The name of a calendar period: Oct 2026, Q3 2026, 2026."""
    start, end = calendar_span(period) or (None, None)
    if start is None or end is None:
        raise ValueError(f"{period!r} is no calendar period")
    if "Q" in period:
        quarter, year = (start.month + 2) // 3, str(start.year)
        return _("Q{quarter} {year}", quarter=quarter, year=year)
    return shown.month(start, language()) if "-" in period else str(start.year)


def is_known(period: str) -> bool:
    """Whether an address may name this period."""
    return period == CUSTOM or period in PRESETS or calendar_span(period) is not None


def span_of(period: str, last: date, own: Span) -> Span:
    """The days of a period; ``last`` is the last day of the data, ``own`` the chosen dates."""
    if period in PRESETS:
        return PRESETS[period](last)
    return calendar_span(period) or own


def name_of(period: str) -> str:
    """The name of a preset in the session’s language; empty where the days say it all."""
    if period in PRESETS:
        return preset_label(period)
    return ""

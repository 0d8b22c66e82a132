"""Columns of weeks, months, quarters and years: each row covers the period that it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

import polars as pl

from data.reading.dates import is_of_our_time
from data.reading.names import normalise
from data.sources.kit.periods import month_number, period_in
from data.sources.kit.spec import FieldSpec, column

Span = tuple[date, date]

WEEK = column(
    "_week",
    en=("Week", "Week (Mon-Sun)", "Week of year"),
    fr="Semaine",
    de="Woche",
    es="Semana",
    it="Settimana",
    pt="Semana",
)
ISO_WEEK = column(
    "_iso_week", en=("ISO week", "ISO week of the year"), fr="Semaine ISO", de="ISO-Woche"
)
MONTH = column(
    "_month",
    en=("Month", "Month of year"),
    fr="Mois",
    de="Monat",
    es="Mes",
    it="Mese",
    pt=("Mês", "Mes"),
)
QUARTER = column(
    "_quarter",
    en="Quarter",
    fr="Trimestre",
    de="Quartal",
    es="Trimestre",
    it="Trimestre",
    pt="Trimestre",
)
YEAR = column("_year", en="Year", fr="Année", de="Jahr", es="Año", it="Anno", pt="Ano")
UNITS: tuple[FieldSpec, ...] = (WEEK, ISO_WEEK, MONTH, QUARTER, YEAR)
"""The columns in the order in which one of several decides: the shortest period first."""

_YEAR_MONTH = re.compile(r"(\d{4})[-/. ]?(\d{1,2})(?:[-/.]0?1)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_NAMED_MONTH = re.compile(r"([^\W\d]+)\.?(?:\s+de)?[\s\-/,]*(\d{4}|\d{2})?")
_YEAR_NAMED = re.compile(r"(\d{4})[\s\-/]+([^\W\d]+)\.?")
_QUARTER_YEAR = re.compile(r"[qt](\d)[\s\-/,]*(\d{4})?")
_YEAR_QUARTER = re.compile(r"(\d{4})[\s\-/]*[qt](\d)")
_NUMBERED = re.compile(
    r"(?:(\d{4})[\s\-/]*)?(?:week|semaine|woche|semana|settimana|kw|w|s)?\s*(\d{1,2})"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})")


def calendar_periods(
    frame: pl.DataFrame, present: Mapping[str, str], within: Span | None = None
) -> pl.DataFrame:
    """``frame`` whose rows cover the week, month, quarter or year that their column names.

    ``present`` are the columns that the file has (``TypedRows.columns``); without any of ``UNITS``
    the frame is returned as it is. ``within`` is the period of the whole report: it gives the year that
    a bare number leaves out, and cuts the first and the last period short. A row whose text
    names no period gets none.
    """
    unit = next((one for one in UNITS if one.to in present), None)
    if unit is None:
        return frame
    texts = frame[unit.to].unique().drop_nulls()
    spans = {text: _span(unit, text, within) for text in texts}
    first = {text: span[0] for text, span in spans.items() if span is not None}
    last = {text: span[1] for text, span in spans.items() if span is not None}
    return frame.with_columns(
        date=pl.lit(None, pl.Date),
        period_from=pl.col(unit.to).replace_strict(first, default=None, return_dtype=pl.Date),
        period_to=pl.col(unit.to).replace_strict(last, default=None, return_dtype=pl.Date),
    )


def _span(unit: FieldSpec, text: str, within: Span | None) -> Span | None:
    written = normalise(text)
    try:
        span = period_in(written) or _READERS[unit.to](written, within)
    except (ValueError, OverflowError):  # before the first or after the last day of the calendar
        return None
    if span is None or not all(map(is_of_our_time, span)):
        return None
    if within is None:
        return span
    cut = max(span[0], within[0]), min(span[1], within[1])
    return cut if cut[0] <= cut[1] else None


def _week(text: str, within: Span | None) -> Span | None:
    """A week by its first day, or by the number that Google Analytics gives it.

    There, 1 January is always in week 1, weeks begin on Sunday, and those at the ends of a year
    are cut (support.google.com/analytics/answer/9143382).
    """
    if (day := _day(text)) is not None:
        return day, day + timedelta(days=6)
    return _only((_google_week(*found) for found in _numbered(text, within)), within)


def _google_week(year: int, number: int) -> Span | None:
    first = date(year, 1, 1)
    sunday = first - timedelta(days=first.isoweekday() % 7)
    start = sunday + timedelta(weeks=number - 1)
    span = max(start, first), min(start + timedelta(days=6), date(year, 12, 31))
    return span if number >= 1 and span[0] <= span[1] else None


def _iso_week(text: str, within: Span | None) -> Span | None:
    if (day := _day(text)) is not None:
        return day, day + timedelta(days=6)
    return _only((_week_of_iso(*found) for found in _numbered(text, within)), within)


def _week_of_iso(year: int, number: int) -> Span | None:
    try:
        start = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return start, start + timedelta(days=6)


def _month(text: str, within: Span | None) -> Span | None:
    found = _months(text, within)
    return _only((_months_from(y, n, 1) for y, n in found if 1 <= n <= 12), within)


def _months(text: str, within: Span | None) -> Iterator[tuple[int, int]]:
    """Year and number of the month that ``text`` may name."""
    if match := _YEAR_MONTH.fullmatch(text):
        yield int(match[1]), int(match[2])
    elif match := _MONTH_YEAR.fullmatch(text):
        yield int(match[2]), int(match[1])
    elif match := _YEAR_NAMED.fullmatch(text):
        yield int(match[1]), month_number(match[2])
    elif match := _NAMED_MONTH.fullmatch(text):
        years = [_full(match[2])] if match[2] else _years(within)
        yield from ((year, month_number(match[1])) for year in years)
    elif text.isdigit():
        yield from ((year, int(text)) for year in _years(within))


def _quarter(text: str, within: Span | None) -> Span | None:
    if match := _YEAR_QUARTER.fullmatch(text):
        found = [(int(match[1]), int(match[2]))]
    elif match := _QUARTER_YEAR.fullmatch(text):
        found = [
            (year, int(match[1])) for year in ([int(match[2])] if match[2] else _years(within))
        ]
    elif (day := _day(text)) is not None:
        found = [(day.year, (day.month + 2) // 3)]
    else:
        return None
    return _only((_months_from(y, 3 * n - 2, 3) for y, n in found if 1 <= n <= 4), within)


def _year(text: str, within: Span | None) -> Span | None:
    del within
    return (
        (date(int(text), 1, 1), date(int(text), 12, 31)) if re.fullmatch(r"\d{4}", text) else None
    )


_READERS: dict[str, Callable[[str, Span | None], Span | None]] = {
    WEEK.to: _week,
    ISO_WEEK.to: _iso_week,
    MONTH.to: _month,
    QUARTER.to: _quarter,
    YEAR.to: _year,
}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if len(text) >= 10 else None
    except ValueError:
        return None


def _numbered(text: str, within: Span | None) -> Iterator[tuple[int, int]]:
    """Years and numbers of weeks that ``text`` may name."""
    if match := _COMPACT.fullmatch(text):
        yield int(match[1]), int(match[2])
    elif match := _NUMBERED.fullmatch(text):
        years = [int(match[1])] if match[1] else _years(within)
        yield from ((year, int(match[2])) for year in years)


def _years(within: Span | None) -> list[int]:
    """The years that a number without one may be of; none where the report says no period."""
    return [] if within is None else list(range(within[0].year, within[1].year + 1))


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _only(spans: Iterable[Span | None], within: Span | None) -> Span | None:
    """The one span that lies in the report: a number that two of its years have names neither."""
    found = [span for span in spans if span is not None and _touches(span, within)]
    return found[0] if len(found) == 1 else None


def _touches(span: Span, within: Span | None) -> bool:
    return within is None or (span[0] <= within[1] and span[1] >= within[0])


def _months_from(year: int, month: int, count: int) -> Span:
    after = month + count
    end = date(year + (after > 12), (after - 1) % 12 + 1, 1)
    return date(year, month, 1), end - timedelta(days=1)

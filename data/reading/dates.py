"""Columns of text to days and instants by a declared way of writing, checked on the column."""

from __future__ import annotations

from enum import StrEnum

import polars as pl

from data.reading.numbers import Converted

_FIRST_YEAR = 1990  # a smaller year is a two-digit year or a serial number, not a date
_ISO_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d")
_TIMES = ("", " %H:%M:%S", " %H:%M", " %H:%M:%S%.f", " %I:%M:%S %p", " %I:%M %p")
_OFFSET = r"(:\d{2}(?:\.\d+)?)\s*(?:Z|[+-]\d{2}:?\d{2})$"
_WEEKDAY = r"^(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+"
_PARTS = r"^\s*(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{4}"


class DateStyle(StrEnum):
    """How a source writes dates. ISO is always understood as well: workbooks hold it."""

    ISO = "iso"  # 2026-03-04, 2026/03/04, 20260304
    MDY = "mdy"  # 03/04/2026 is March 4
    DMY = "dmy"  # 03/04/2026 is 3 April
    ENGLISH = "english"  # Mar 4, 2026; Wed, Mar 4, 2026; 4 March 2026
    ASK = "ask"  # the order of day and month differs from file to file


_DAYS = {
    DateStyle.ISO: (),
    DateStyle.MDY: ("%m/%d/%Y",),
    DateStyle.DMY: ("%d/%m/%Y",),
    DateStyle.ENGLISH: ("%B %d %Y", "%d %B %Y"),
    DateStyle.ASK: (),
}


def to_days(text: pl.Series, style: DateStyle) -> Converted:
    """``text`` as dates; a time of day is dropped as written, not moved between zones."""
    converted = to_instants(text.str.replace(_OFFSET, "$1"), style, "UTC")
    return Converted(converted.values.dt.date(), converted.failed)


def to_instants(text: pl.Series, style: DateStyle, zone: str) -> Converted:
    """``text`` as UTC instants; values without an offset are local times of ``zone``.

    An hour that a clock change repeats is taken as its first occurrence.
    """
    given = text.str.strip_chars().replace("", None)
    offset = given.str.contains(_OFFSET).fill_null(value=False)
    utc = _in_utc(_parse(given.set(offset, None), style), zone)
    if offset.any():
        utc = utc.zip_with(utc.is_not_null(), _with_offset(given.set(~offset, None)))
    utc = utc.set((utc.dt.year() < _FIRST_YEAR).fill_null(value=False), None)
    return Converted(utc, given.is_not_null() & utc.is_null())


def order_of(text: pl.Series) -> DateStyle | None:
    """The order that dates like ``13/02/2026`` prove: MDY, DMY, ASK for both, None for neither."""
    parts = text.drop_nulls().str.extract_groups(_PARTS)
    first, second = (parts.struct.field(str(n)).cast(pl.Int64, strict=False) for n in (1, 2))
    day_first, month_first = bool((first > 12).any()), bool((second > 12).any())
    if day_first and month_first:
        return DateStyle.ASK
    return DateStyle.DMY if day_first else DateStyle.MDY if month_first else None


def _in_utc(local: pl.Series, zone: str) -> pl.Series:
    return local.dt.replace_time_zone(
        zone, ambiguous="earliest", non_existent="null"
    ).dt.convert_time_zone("UTC")


def _parse(given: pl.Series, style: DateStyle) -> pl.Series:
    tidy = given.str.replace(r"^(\d{4}-\d{2}-\d{2})T", "$1 ")
    if style is DateStyle.ENGLISH:
        tidy = tidy.str.replace(_WEEKDAY, "").str.replace_all(",", "").str.replace_all(r"\s+", " ")
    if style in {DateStyle.MDY, DateStyle.DMY}:
        tidy = tidy.str.replace(r"^(\d{1,2})[.\-](\d{1,2})[.\-](\d{4})", "$1/$2/$3").str.replace(
            r"(\d),\s", "$1 "
        )
    return _first_that_fits(
        tidy, [day + time for day in (*_DAYS[style], *_ISO_DAYS) for time in _TIMES]
    )


def _first_that_fits(tidy: pl.Series, formats: list[str]) -> pl.Series:
    """Formats are tried in turn, each only while something is left to read."""
    found = pl.repeat(None, len(tidy), dtype=pl.Datetime("us"), eager=True)
    for form in formats:
        rest = tidy.set(found.is_not_null(), None)
        if rest.null_count() == len(rest):
            break
        parsed = rest.str.to_datetime(form, time_unit="us", strict=False)
        found = found.zip_with(found.is_not_null(), parsed)
    return found


def _with_offset(given: pl.Series) -> pl.Series:
    tidy = given.str.replace(r"^(\d{4}-\d{2}-\d{2})T", "$1 ").str.replace("Z$", "+0000")
    tidy = tidy.str.replace(r"\s*([+-]\d{2}):?(\d{2})$", "$1$2")
    found = pl.repeat(None, len(tidy), dtype=pl.Datetime("us", "UTC"), eager=True)
    for form in ("%Y-%m-%d %H:%M:%S%z", "%Y-%m-%d %H:%M%z", "%Y-%m-%d %H:%M:%S%.f%z"):
        parsed = tidy.str.to_datetime(form, time_unit="us", strict=False, time_zone="UTC")
        found = found.zip_with(found.is_not_null(), parsed)
    return found

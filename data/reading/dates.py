"""Date parsing: text columns to days and instants in a declared style, checked on the column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl

from data.reading.numbers import Converted

_FIRST_YEAR = 1990  # a smaller year is a two-digit year or a spreadsheet serial number
_LAST_YEAR = 2100
_ISO_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d")
_TIMES = ("", " %H:%M:%S", " %H:%M", " %H:%M:%S%.f", " %I:%M:%S %p", " %I:%M %p")
_OFFSET = r"(:\d{2}(?:\.\d+)?)\s*(?:Z|[+-]\d{2}:?\d{2})$"
_WEEKDAY = r"^(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+"
_ORDERED = r"^\s*\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|[1-3]\d)(?:$|[\s,T])"
_PARTS = r"^\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](?:\d{4}|[1-3]\d)(?:$|[\s,T])"
# Of “26/03/01” nothing says which is the year: two figures are one from 2010 to 2039 only.
_SHORT_YEAR = r"^(\d{1,2})[/.\-](\d{1,2})[/.\-]([1-3]\d)($|[\s,T])"


class DateStyle(StrEnum):
    """How a source writes dates. ISO is always read as well, because workbooks give it."""

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
_UTC = pl.Datetime("us", "UTC")
_ISO_QUICK = (
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y%m%d",
    "%Y-%m-%d %H:%M %z",
    "%Y-%m-%dT%H:%M:%S%#z",
    "%Y-%m-%dT%H:%M:%S%.f%#z",
)
# A spreadsheet that re-saves an export writes months in letters in its own way: no order to guess.
_NAMED_MONTH = ("%d-%b-%y", "%d-%b-%Y", "%d %b %Y", "%b %d %Y")
# How untouched exports write a whole column; whatever differs is read value by value.
_QUICK = {
    DateStyle.ISO: _ISO_QUICK,
    DateStyle.ASK: _ISO_QUICK,
    DateStyle.MDY: ("%m/%d/%Y", "%m/%d/%Y %H:%M"),
    DateStyle.DMY: ("%d/%m/%Y", "%d/%m/%Y %H:%M"),
    DateStyle.ENGLISH: ("%b %d, %Y", "%a, %b %d, %Y", "%a %b %d %Y"),
}


def is_of_our_time(day: date) -> bool:
    """Whether exports may have figures of such a day; any other is a damaged year."""
    return _FIRST_YEAR <= day.year <= _LAST_YEAR


def only_of_our_time(days: pl.Expr) -> pl.Expr:
    """Days or instants without those of a damaged year."""
    return pl.when(days.dt.year().is_between(_FIRST_YEAR, _LAST_YEAR)).then(days)


def to_days(text: pl.Series, style: DateStyle) -> Converted:
    """``text`` as dates; a time of day is dropped as written, not moved between zones."""
    utc = _at_once(text, [form for form in _QUICK[style] if not form.endswith("z")], "UTC")
    if utc is None:
        utc = _by_distinct(text, lambda part: _parse(part.str.replace(_OFFSET, "$1"), style, "UTC"))
    done = _checked(text, utc)
    return Converted(done.values.dt.date(), done.failed)


@dataclass(frozen=True, slots=True)
class Instants(Converted):
    """Instants in UTC; ``written`` marks those that hold what a clock on the wall showed."""

    written: pl.Series


def to_instants(text: pl.Series, style: DateStyle, zone: str) -> Instants:
    """``text`` as UTC instants; values without an offset are local times of ``zone``.

    Without a zone, and for days without a time of day, such values are as written and not moved.
    An hour that a clock change repeats is taken as its first occurrence.
    """
    local = ~text.str.contains(_OFFSET)
    if zone:
        local &= ~text.str.contains(":", literal=True)
    local = local.fill_null(value=False)
    at = _instants(text, style, zone or "UTC")
    if zone not in {"", "UTC"} and local.any():
        days = _instants(text, style, "UTC")
        at = Converted(days.values.zip_with(local, at.values), days.failed & at.failed)
    return Instants(at.values, at.failed, local)


def _instants(text: pl.Series, style: DateStyle, zone: str) -> Converted:
    utc = _at_once(text, _QUICK[style], zone)
    if utc is None:
        utc = _by_distinct(text, lambda part: _parse(part, style, zone))
    return _checked(text, utc)


def order_of(text: pl.Series) -> DateStyle | None:
    """The order that dates like ``13/02/2026`` prove: MDY, DMY, or ASK when they prove nothing.

    None when no value is written that way.
    """
    if not text.str.contains(_ORDERED).any():
        return None
    parts = text.unique().drop_nulls().str.extract_groups(_PARTS)
    first, second = (parts.struct.field(str(n)).cast(pl.Int64, strict=False) for n in (1, 2))
    day_first, month_first = bool((first > 12).any()), bool((second > 12).any())
    if day_first == month_first:
        return DateStyle.ASK
    return DateStyle.DMY if day_first else DateStyle.MDY


def _by_distinct(text: pl.Series, read: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Reads each distinct value once, because trying several formats is slow."""
    distinct = text.unique()
    if distinct.is_empty():
        return distinct.cast(_UTC)
    return text.replace_strict(distinct, read(distinct), return_dtype=_UTC)


def _checked(text: pl.Series, utc: pl.Series) -> Converted:
    ends = pl.Series([utc.arg_min(), utc.arg_max()], dtype=pl.UInt32).drop_nulls()
    if not utc.gather(ends).dt.year().is_between(_FIRST_YEAR, _LAST_YEAR).all():
        # a typing error may give a year that Python cannot even show
        year = utc.dt.year()
        utc = utc.set((~year.is_between(_FIRST_YEAR, _LAST_YEAR)).fill_null(value=False), None)
    if utc.null_count() == text.null_count():
        return Converted(utc, pl.repeat(value=False, n=len(text), eager=True))
    given = (text.str.strip_chars() != "").fill_null(value=False)
    return Converted(utc, given & utc.is_null())


def _at_once(text: pl.Series, forms: Iterable[str], zone: str) -> pl.Series | None:
    """The whole column in the one format that its first value has, or None if not all fit."""
    first = text.drop_nulls().head(1)
    for form in forms:
        if first.is_empty() or _strptime(first, form).null_count():
            continue
        parsed = _strptime(text, form)
        # “26” is read as the year 26 here: such columns are read value by value.
        if parsed.null_count() != text.null_count() or _first_year(parsed) < _FIRST_YEAR:
            return None
        return parsed if form.endswith("z") else _in_utc(parsed, zone)
    return None


def _first_year(instants: pl.Series) -> int:
    """The earliest year, which may be one that Python has no dates of."""
    at = instants.arg_min()
    return _FIRST_YEAR if at is None else int(instants.gather([at]).dt.year()[0])


def _strptime(text: pl.Series, form: str) -> pl.Series:
    zone = "UTC" if form.endswith("z") else None
    return text.str.to_datetime(form, time_unit="us", strict=False, time_zone=zone)


def _in_utc(local: pl.Series, zone: str) -> pl.Series:
    if zone == "UTC":
        return local.dt.replace_time_zone("UTC")
    # An hour that is skipped in spring does not exist; one that is repeated in autumn counts first.
    here = local.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    return here.dt.convert_time_zone("UTC")


def _parse(text: pl.Series, style: DateStyle, zone: str) -> pl.Series:
    given = text.str.strip_chars()
    offset = given.str.contains(_OFFSET).fill_null(value=False)
    utc = _in_utc(_local(given.set(offset, None), style), zone)
    if offset.any():
        utc = utc.zip_with(utc.is_not_null(), _with_offset(given.set(~offset, None)))
    return utc


def _local(given: pl.Series, style: DateStyle) -> pl.Series:
    tidy = given.str.replace(r"^(\d{4}-\d{2}-\d{2})T", "$1 ")
    if style is DateStyle.ENGLISH:
        tidy = tidy.str.replace(_WEEKDAY, "").str.replace_all(",", "").str.replace_all(r"\s+", " ")
    if style in {DateStyle.MDY, DateStyle.DMY}:
        whole = tidy.str.replace(_SHORT_YEAR, "${1}/${2}/20${3}${4}")
        slashes = whole.str.replace(r"^(\d{1,2})[.\-](\d{1,2})[.\-](\d{4})", "$1/$2/$3")
        tidy = slashes.str.replace(r"(\d),\s", "$1 ")
    days = (*_DAYS[style], *_ISO_DAYS, *_NAMED_MONTH)
    return _first_that_fits(tidy, [day + time for day in days for time in _TIMES])


def _first_that_fits(tidy: pl.Series, formats: list[str]) -> pl.Series:
    """Formats are tried in turn, each only while something is left to read."""
    parsed_so_far = pl.repeat(None, len(tidy), dtype=pl.Datetime("us"), eager=True)
    for form in formats:
        rest = tidy.set(parsed_so_far.is_not_null(), None)
        if rest.null_count() == len(rest):
            break
        parsed = rest.str.to_datetime(form, time_unit="us", strict=False)
        parsed_so_far = parsed_so_far.zip_with(parsed_so_far.is_not_null(), parsed)
    return parsed_so_far


def _with_offset(given: pl.Series) -> pl.Series:
    tidy = given.str.replace(r"^(\d{4}-\d{2}-\d{2})T", "$1 ").str.replace("Z$", "+0000")
    tidy = tidy.str.replace(r"\s*([+-]\d{2}):?(\d{2})$", "$1$2")
    parsed_so_far = pl.repeat(None, len(tidy), dtype=pl.Datetime("us", "UTC"), eager=True)
    for form in ("%Y-%m-%d %H:%M:%S%z", "%Y-%m-%d %H:%M%z", "%Y-%m-%d %H:%M:%S%.f%z"):
        parsed = tidy.str.to_datetime(form, time_unit="us", strict=False, time_zone="UTC")
        parsed_so_far = parsed_so_far.zip_with(parsed_so_far.is_not_null(), parsed)
    return parsed_so_far

"""Days, periods and moments as people write them in sentences, labels and on axes."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_interval, format_skeleton

from i18n.locales import day_of_year_pattern, day_pattern, with_ordinal
from i18n.message import msg_in


def day(value: date, language: str) -> str:
    """A date in words short enough for a label: 3 Oct 2026, 1er oct. 2026."""
    value = value.date() if isinstance(value, datetime) else value
    return _date(value, day_pattern(language), language)


def axis_day(value: date, language: str) -> str:
    """A day of a year that is known: 1 Sep, 1er sept."""
    return _date(value, day_of_year_pattern(language), language)


def _date(value: date, pattern: str, language: str) -> str:
    return str(format_date(value, with_ordinal(pattern, value.day, language), locale=language))


def instant(value: datetime, zone: str, language: str) -> str:
    """A moment in a time zone, to the minute: 3 Oct 2026, 14:05."""
    there = value.astimezone(ZoneInfo(zone))
    pattern = with_ordinal(day_pattern(language), there.day, language)
    return str(format_datetime(value, f"{pattern}, HH:mm", ZoneInfo(zone), locale=language))


def span(start: date, end: date, language: str) -> str:
    """A period as a label: what both ends share is written once.

    >>> span(date(2026, 10, 1), date(2026, 10, 31), "fr")
    '1–31 oct. 2026'
    >>> span(date(2026, 8, 31), date(2026, 11, 28), "en")
    '31 Aug–28 Nov 2026'
    """
    if start == end:
        return day(start, language)
    if not day_pattern(language).startswith("d "):  # “1.–31.”, or the year in front
        return str(format_interval(start, end, "yMMMd", locale=language))
    same_month = (start.year, start.month) == (end.year, end.month)
    return f"{start.day if same_month else _start(start, end, language)}–{day(end, language)}"


def between(start: date, end: date, language: str) -> str:
    """A period inside a sentence: 1–31 Oct 2026, du 1er au 31 oct. 2026.

    >>> between(date(2026, 8, 27), date(2026, 9, 26), "fr")
    'du 27 août au 26 sept. 2026'
    """
    if start == end:
        return _ON.filled(day=day(start, language)).render(language)
    if _PERIOD.template(language) == _PERIOD.text:
        return span(start, end, language)
    ends = {"start": _start(start, end, language), "end": day(end, language)}
    return _PERIOD.filled(**ends).render(language)


def _start(start: date, end: date, language: str) -> str:
    """The first day of a period without the parts that it shares with the last one."""
    if start.year != end.year:
        return day(start, language)
    pattern = "d" if start.month == end.month else day_of_year_pattern(language)
    return _date(start, pattern, language)


_ON = msg_in("day in a sentence", "{day}")
_PERIOD = msg_in("period in a sentence", "{start}–{end}")


def month(value: date, language: str) -> str:
    """A month with its year."""
    return str(format_skeleton("yMMM", value, locale=language))


def calendar_unit(start: date, duration: str, language: str) -> str:
    """A whole month, quarter or year by its name; ``duration`` is P1M, P3M or P1Y (ISO 8601).

    >>> calendar_unit(date(2026, 10, 1), "P1M", "fr"), calendar_unit(date(2026, 7, 1), "P3M", "fr")
    ('octobre 2026', 'T3 2026')
    """
    skeleton = {"P1M": "yMMMM", "P3M": "yQQQ", "P1Y": "y"}[duration]
    return str(format_skeleton(skeleton, start, locale=language))


def month_name(number: int, language: str) -> str:
    """The name of a month inside a sentence.

    >>> month_name(10, "en"), month_name(10, "fr")
    ('October', 'octobre')
    """
    return str(format_date(date(2000, number, 1), "MMMM", locale=language))

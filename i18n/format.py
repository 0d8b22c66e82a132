"""Numbers, money, dates and changes as people read them, in one place.

Pages, reports and the command line show a unit with the same decimals, by ``format_metric``: counts
none (two at most for parts of one below 100), shares one (two below 1 %), amounts two below one
thousand and none from there, ratios at most two.

Every function takes the language as its last argument: nothing here knows the session.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent

from i18n.locales import day_of_year_pattern, day_pattern
from i18n.message import Value

MISSING = "–"
COMPACT_FROM = 100_000


class Difference(Protocol):
    """A change as it is shown: its size, and whether that is in percent or in points."""

    @property
    def value(self) -> float | None:
        """The size; None where there is nothing to compare with."""

    @property
    def unit(self) -> str:
        """``percent`` or ``points``."""


def plain(value: Value | date, language: str) -> str:
    """A value inside a sentence; text passes through."""
    if value is None:
        return MISSING
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, date):
        return day(value, language)
    return number(value, language)


def number(value: float | None, language: str, digits: int | None = None, *, least: int = 0) -> str:
    """A count or a decimal with ``least`` to ``digits`` decimals (at most two when not said)."""
    if value is None:
        return MISSING
    digits = (0 if float(value).is_integer() else 2) if digits is None else digits
    pattern = "#,##0" + ("." + ("0" * least).ljust(digits, "#") if digits else "")
    return str(format_decimal(value, format=pattern, locale=language))


def compact(value: float | None, language: str) -> str:
    """A headline count: exact below one hundred thousand, rounded with a unit above."""
    if value is None:
        return MISSING
    if abs(value) < COMPACT_FROM:
        return number(value, language, 0 if abs(value) >= 100 else None)
    return str(format_compact_decimal(value, locale=language, fraction_digits=2))


def percent(value: float | None, language: str, digits: int = 1) -> str:
    """A share as a percentage; small ones keep two decimals."""
    if value is None:
        return MISSING
    if 0 < abs(value) < 0.01:
        digits = max(digits, 2)
    pattern = "#,##0" + ("." + "0" * digits if digits else "") + "%"
    return str(format_percent(value, format=_percent_pattern(pattern, language), locale=language))


def percent_range(low: float, high: float, language: str) -> str:
    """Two shares with the sign written once, and as many decimals in both.

    >>> percent_range(0.01, 0.014, "en")
    '1.0–1.4%'
    """
    digits = 2 if 0 < abs(high) < 0.01 else 1
    first = number(100 * low, language, digits, least=digits)
    return f"{first}–{percent(high, language, digits)}"


def number_range(low: float, high: float, language: str) -> str:
    """Two numbers with as many decimals in both: none for whole ones, and from ten up.

    One where they look the same.

    >>> number_range(146.4, 197, "en"), number_range(1, 2.25, "en"), number_range(3, 3, "en")
    ('146 – 197', '1.0 – 2.2', '3')
    """
    is_whole = float(low).is_integer() and float(high).is_integer()
    digits = 0 if is_whole or max(abs(low), abs(high)) >= 10 else 1
    ends = (number(end, language, digits, least=digits) for end in (low, high))
    return " – ".join(dict.fromkeys(ends))


def _percent_pattern(pattern: str, language: str) -> str:
    """Keeps the language's own space before the sign, narrow so that it never wraps."""
    spaced = not str(Locale.parse(language).percent_formats[None].pattern).endswith("0%")
    return pattern.replace("%", "\u202f%") if spaced else pattern


def money(
    value: float | None, currency: str | None, language: str, *, whole: bool | None = None
) -> str:
    """An amount in its currency; whole units from one thousand up where ``whole`` does not say."""
    if value is None:
        return MISSING
    whole = abs(value) >= 1000 if whole is None else whole
    if currency is None:
        return number(round(value) if whole else value, language)
    pattern = Locale.parse(language).currency_formats["standard"].pattern
    pattern = pattern.replace(".00", "") if whole else pattern
    return str(
        format_currency(value, currency, format=pattern, locale=language, currency_digits=False)
    )


def duration(seconds: float | None, language: str) -> str:
    """Watch time: hours from one hour up, minutes below."""
    if seconds is None:
        return MISSING
    if seconds >= 3600:
        return compact(seconds / 3600, language) + "\u202fh"
    return number(seconds / 60, language, 1) + "\u202fmin"


def format_metric(value: float | None, unit: str, currency: str | None, language: str) -> str:
    """A metric's value by its declared unit (count, ratio, rate, money, seconds, index).

    ``change-percent`` and ``change-points`` are changes with their sign, ``whole-percent`` is a
    share without decimals.
    """
    if value is None:
        return MISSING
    if unit == "money":
        return money(value, currency, language)
    return _BY_UNIT.get(unit, compact)(value, language)


def points(value: float, language: str) -> str:
    """A difference of two shares, in percentage points, with its sign."""
    return ("+" if value > 0 else "") + number(value, language, 2) + "\u202fpts"


def change(value: Difference, language: str) -> str | None:
    """A change with its sign and unit; None where there is nothing to compare with."""
    if value.value is None:
        return None
    if value.unit == "points":
        return points(value.value, language)
    return signed_percent(value.value / 100, language)


def signed_percent(value: float, language: str) -> str:
    """A relative change as a percentage with its sign."""
    return ("+" if value > 0 else "") + percent(value, language)


def day(value: date, language: str) -> str:
    """A date in words short enough for a label: 3 Oct 2026, 3 oct. 2026."""
    value = value.date() if isinstance(value, datetime) else value
    return str(format_date(value, format=day_pattern(language), locale=language))


def instant(value: datetime, zone: str, language: str) -> str:
    """A moment in a time zone, to the minute: 3 Oct 2026, 14:05."""
    pattern = f"{day_pattern(language)}, HH:mm"
    return str(format_datetime(value, pattern, ZoneInfo(zone), locale=language))


def span(start: date, end: date, language: str) -> str:
    """A period: the year is written once when both ends share it."""
    if start == end:
        return day(start, language)
    same_year = start.year == end.year
    short = format_date(start, format=day_of_year_pattern(language), locale=language)
    left = short if same_year else day(start, language)
    return f"{left} – {day(end, language)}"


def month(value: date, language: str) -> str:
    """A month with its year."""
    return str(format_skeleton("yMMM", value, locale=language))


_BY_UNIT: dict[str, Callable[[float, str], str]] = {
    "percent-rate": percent,
    "whole-percent": lambda value, language: percent(value, language, 0),
    "seconds": duration,
    "ratio": lambda value, language: number(value, language, 2),
    "change-percent": signed_percent,
    "change-points": points,
}

"""Ranges and axis labels as people read them."""

from __future__ import annotations

import re
from math import floor, log10

from babel.numbers import format_compact_currency

from i18n.message import msg_in
from i18n.numbers import (
    COMPACT_FROM,
    compact,
    duration,
    exact_percent,
    format_metric,
    money,
    number,
    plus,
    point_unit,
    true_minus,
)

_BEHIND = re.compile(r"\D+$")
_RANGE = msg_in("range in a sentence", "{low}–{high}")


def number_range(low: float, high: float, language: str, *, estimated: bool = False) -> str:
    """Two numbers with as many decimals in both: none for whole ones, and from ten up.

    One where they look the same. ``estimated`` ends have two significant digits.

    >>> number_range(146.4, 197, "en"), number_range(1, 2.25, "en"), number_range(3, 3, "en")
    ('146–197', '1.0–2.2', '3')
    >>> number_range(1234, 5678, "en", estimated=True)
    '1,200–5,700'
    """
    return value_range(low, high, "index", None, language, estimated=estimated)


def estimate(value: float, unit: str, currency: str | None, language: str) -> str:
    """An estimated value: two significant digits.

    >>> estimate(8.249, "money", "EUR", "en"), estimate(1234, "count", None, "en")
    ('€8.2', '1,200')
    >>> estimate(9.96, "money", "EUR", "en"), estimate(9.94, "money", "EUR", "en")
    ('€10', '€9.9')
    """
    digits = _digits(value, value, unit, estimated=True)
    rounded = _significant(value, digits + (2 if unit == "percent-rate" else 0))
    if unit == "money":
        most = min(digits, 2)
        return money(rounded, currency, language, whole=most == 0, digits=most)
    return _end(rounded, digits, unit, currency, language)


def percent_range(low: float, high: float, language: str) -> str:
    """Two shares with the sign written once, and as many decimals in both.

    >>> percent_range(0.01, 0.014, "en")
    '1.0–1.4%'
    """
    return value_range(low, high, "percent-rate", None, language)


def value_range(
    low: float,
    high: float,
    unit: str,
    currency: str | None,
    language: str,
    *,
    estimated: bool = False,
) -> str:
    """A range in a table, in a unit of ``format_metric``; one value where both ends look the same.

    ``estimated`` ends have two significant digits.

    >>> value_range(52, 75, "count", None, "fr"), value_range(1200, 3456, "money", "EUR", "en")
    ('52–75', '€1,200–€3,456')
    """
    return _dashed(_ends(low, high, unit, currency, language, estimated=estimated))


def range_in_text(
    low: float,
    high: float,
    unit: str,
    currency: str | None,
    language: str,
    *,
    estimated: bool = False,
) -> str:
    """The same inside a sentence.

    >>> range_in_text(52, 75, "count", None, "en"), range_in_text(52, 75, "count", None, "fr")
    ('52–75', 'de 52 à 75')
    """
    ends = _ends(low, high, unit, currency, language, estimated=estimated)
    if len(ends) == 1 or _RANGE.template(language) == _RANGE.text:
        return _dashed(ends)
    return _RANGE.filled(low=ends[0], high=ends[1]).render(language)


def _dashed(ends: tuple[str, ...]) -> str:
    # A minus next to a dash is read as two dashes.
    return (" – " if any("−" in end for end in ends) else "–").join(ends)


def _ends(
    low: float, high: float, unit: str, currency: str | None, language: str, *, estimated: bool
) -> tuple[str, ...]:
    """One or two ends as text, with a unit that stands behind the number only in the last."""
    digits = _digits(low, high, unit, estimated=estimated)
    if estimated:
        most = digits + (2 if unit == "percent-rate" else 0)
        low, high = _significant(low, most), _significant(high, most)
    first, last = (_end(end, digits, unit, currency, language) for end in (low, high))
    if first == last:
        return (last,)
    behind = _BEHIND.search(last)
    return (first.removesuffix(behind[0]) if behind else first, last)


def _end(value: float, digits: int, unit: str, currency: str | None, language: str) -> str:
    """One end of a range; a unit without an own case ignores ``digits``."""
    match unit:
        case "percent-rate":
            return exact_percent(value, language, digits)
        case "money":
            return money(value, currency, language, whole=digits == 0)
        case "count" | "index" | "ratio":
            return number(value, language, digits, least=digits)
    return format_metric(value, unit, currency, language)


def _digits(low: float, high: float, unit: str, *, estimated: bool) -> int:
    """The decimals of both ends: as many as the larger one needs."""
    size = max(abs(low), abs(high)) * (100 if unit == "percent-rate" else 1)
    if estimated:
        # 9.98 has as many as 10, which it is rounded to.
        rounded = round(size, 1 - floor(log10(size))) if size else 0
        return max(0, 1 - floor(log10(rounded))) if rounded else 0
    if unit == "percent-rate":
        return 2 if 0 < size < 1 else 1
    if unit == "money":
        return 0 if size >= 1000 or size == 0 else 2
    is_whole = float(low).is_integer() and float(high).is_integer()
    return 0 if is_whole or size >= 10 else 1


def _significant(value: float, most: int) -> float:
    """A number rounded to two significant digits, and to ``most`` decimals."""
    return round(value, min(most, 1 - floor(log10(abs(value))))) if value else value


def axis_number(value: float, unit: str, currency: str | None, language: str) -> str:
    """A round number at an axis, in a unit of ``format_metric``: no decimals that say nothing.

    >>> axis_number(0.05, "percent-rate", None, "en"), axis_number(2000, "money", "EUR", "en")
    ('5%', '€2,000')
    """
    if unit == "money":
        return _axis_money(value, currency, language)
    if unit == "seconds":
        return duration(value, language)
    is_share = unit in ("percent-rate", "whole-percent", "change-percent")
    digits = _needed(100 * value if is_share else value)
    sign = plus(100 * value, digits) if unit.startswith("change-") else ""
    if is_share:
        return sign + exact_percent(value, language, digits)
    if unit == "change-points":
        return sign + number(value, language, digits) + point_unit(value, language)
    is_long = abs(value) >= COMPACT_FROM
    return compact(value, language) if is_long else number(value, language, digits)


def _needed(value: float) -> int:
    """The decimals that a number at an axis has, three at most."""
    return next((digits for digits in range(3) if abs(round(value, digits) - value) < 1e-9), 3)


def _axis_money(value: float, currency: str | None, language: str) -> str:
    if currency is None or abs(value) < COMPACT_FROM:
        return money(value, currency, language, whole=float(value).is_integer() or None)
    return true_minus(format_compact_currency(value, currency, locale=language, fraction_digits=2))

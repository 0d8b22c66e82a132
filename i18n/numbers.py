"""Numbers, money, lengths of time and changes as people read them.

Pages, reports and the command line show a unit with the same decimals, by ``format_metric``: counts
none (two at most for parts of one below 100), shares one (two below 1 %), amounts two below one
thousand and none from there, ratios at most two. A negative number has a true minus (U+2212), and
none where all its digits are 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from babel import Locale
from babel.numbers import (
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
)

MISSING = "–"
COMPACT_FROM = 100_000


def number(value: float | None, language: str, digits: int | None = None, *, least: int = 0) -> str:
    """A count or a decimal with ``least`` to ``digits`` decimals (at most two when not said)."""
    if value is None:
        return MISSING
    digits = (0 if float(value).is_integer() else 2) if digits is None else digits
    pattern = "#,##0" + ("." + ("0" * least).ljust(digits, "#") if digits else "")
    return true_minus(format_decimal(value, format=pattern, locale=language))


def compact(value: float | None, language: str) -> str:
    """A headline count: exact below one hundred thousand, rounded with a unit above."""
    if value is None:
        return MISSING
    if abs(value) < COMPACT_FROM:
        return number(value, language, 0 if abs(value) >= 100 else None)
    return true_minus(format_compact_decimal(value, locale=language, fraction_digits=2))


def percent(value: float | None, language: str, digits: int = 1) -> str:
    """A share as a percentage; small ones keep two decimals."""
    if value is None:
        return MISSING
    return exact_percent(value, language, max(digits, 2) if 0 < abs(value) < 0.01 else digits)


def exact_percent(value: float, language: str, digits: int) -> str:
    """A share with just so many decimals."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "") + "%"
    pattern = _percent_pattern(pattern, language)
    return true_minus(format_percent(value, format=pattern, locale=language))


def true_minus(text: str) -> str:
    """The text of a number with a true minus, and without one where it was rounded to nothing."""
    return text.replace("-", "−" if re.search("[1-9]", text) else "")


def _percent_pattern(pattern: str, language: str) -> str:
    """Keeps the language's own space before the sign, narrow so that it never wraps."""
    spaced = not str(Locale.parse(language).percent_formats[None].pattern).endswith("0%")
    return pattern.replace("%", "\u202f%") if spaced else pattern


def money(
    value: float | None,
    currency: str | None,
    language: str,
    *,
    whole: bool | None = None,
    digits: int = 2,
) -> str:
    """An amount in its currency; where ``whole`` does not say, whole from one thousand, and for 0.

    ``digits`` are the decimals of one that is not whole: estimates have fewer than two.
    """
    if value is None:
        return MISSING
    # Nothing needs no cents either; 999.999 is written as one thousand.
    whole = (value == 0 or round(abs(value), 2) >= 1000) if whole is None else whole
    if currency is None:
        return number(round(value) if whole else value, language, min(digits, 1))
    pattern = Locale.parse(language).currency_formats["standard"].pattern
    pattern = pattern.replace(".00", "" if whole else f".{'0' * digits}")
    return true_minus(
        format_currency(value, currency, format=pattern, locale=language, currency_digits=False)
    )


def duration(seconds: float | None, language: str) -> str:
    """A length of time: hours from one hour up, minutes from one minute up, else seconds.

    >>> duration(12, "en").split(), duration(90, "fr").split()
    (['12', 's'], ['1,5', 'min'])
    """
    if seconds is None:
        return MISSING
    if abs(seconds) >= 3600:
        return compact(seconds / 3600, language) + "\u202fh"
    if abs(seconds) >= 60:
        return number(seconds / 60, language, 1) + "\u202fmin"
    return number(seconds, language, 0 if abs(seconds) >= 10 else 1) + "\u202fs"


_WHOLE_FROM = 10.0  # an estimated amount from which on cents say nothing


def format_metric(value: float | None, unit: str, currency: str | None, language: str) -> str:
    """A metric's value by its declared unit (count, ratio, rate, money, seconds, index).

    ``change-percent`` and ``change-points`` are changes with their sign, ``points`` is the size of
    one without its unit, ``whole-percent`` is a share without decimals, ``signed-count`` a number
    with its sign, ``tenths`` one with one decimal, ``rough-money`` an amount that is whole from 10 on.
    """
    if value is None:
        return MISSING
    if unit == "money":
        return money(value, currency, language)
    if unit == "rough-money":
        return money(value, currency, language, whole=abs(value) >= _WHOLE_FROM)
    return _BY_UNIT.get(unit, compact)(value, language)


def format_column(
    values: Sequence[float | None], unit: str, currencies: Sequence[str | None], language: str
) -> list[str]:
    """The values of one column (or of one cell with its ends), each with as many decimals.

    Shares have two where one is below 1 %. Amounts are whole where one is a thousand or more, and
    none is below ten. Other units are those of ``format_metric``.

    >>> format_column([0.014, 0.0087, None], "percent-rate", [None] * 3, "en")
    ['1.40%', '0.87%', '–']
    >>> format_column([5079.2, 551.8, 0.0], "money", ["EUR"] * 3, "en")
    ['€5,079', '€552', '€0']
    >>> format_column([61.0, 9.5], "money", ["EUR"] * 2, "en")
    ['€61.00', '€9.50']
    """
    known = [abs(value) for value in values if value]
    if unit == "percent-rate":
        digits = 2 if any(value < 0.01 for value in known) else 1
        return [percent(value, language, digits) for value in values]
    if unit == "money" and known:
        whole = round(max(known), 2) >= 1000 and min(known) >= 10
        pairs = zip(values, currencies, strict=True)
        return [money(value, currency, language, whole=whole) for value, currency in pairs]
    pairs = zip(values, currencies, strict=True)
    return [format_metric(value, unit, currency, language) for value, currency in pairs]


def points(value: float, language: str, digits: int | None = None) -> str:
    """A difference of two shares, in percentage points, with its sign.

    ``digits`` are the decimals, if they are not those of this value alone: see ``point_digits``.

    >>> points(0.3, "en").split(), points(2, "fr").split(), points(-0.04, "fr").split()
    (['+0.3', 'pts'], ['+2,0', 'pts'], ['−0,04', 'pt'])
    """
    return plus(value, 2) + _in_points(value, language, digits) + point_unit(value, language)


def _in_points(value: float, language: str, digits: int | None = None) -> str:
    digits = point_digits([value]) if digits is None else digits
    return number(value, language, digits, least=digits)


def point_digits(values: Iterable[float]) -> int:
    """The decimals of differences in points that are in one column: two if one needs them.

    >>> point_digits([0.3, 2.0]), point_digits([0.3, -0.04])
    (1, 2)
    """
    return 2 if any(abs(value) < 0.1 for value in values) else 1


def point_unit(value: float, language: str) -> str:
    """The unit after a difference in points; its plural starts at 2 in French."""
    shown = Decimal(f"{abs(value):.1f}")
    form = Locale.parse(language).plural_form(shown)
    return "\u202fpt" if form == "one" else "\u202fpts"


def plus(value: float, digits: int) -> str:
    """A plus for what is more than nothing once it is rounded."""
    return "+" if round(value, digits) > 0 else ""


def signed_percent(value: float, language: str) -> str:
    """A relative change in whole percent with its sign; one decimal where it would look like none.

    >>> signed_percent(0.367, "en"), signed_percent(-0.143, "en"), signed_percent(0.004, "en")
    ('+37%', '−14%', '+0.4%')
    """
    digits = 1 if 0.0005 <= abs(value) <= 0.005 else 0
    return plus(100 * value, digits) + exact_percent(value, language, digits)


_BY_UNIT: dict[str, Callable[[float, str], str]] = {
    "percent-rate": percent,
    "whole-percent": lambda value, language: percent(value, language, 0),
    "seconds": duration,
    "ratio": lambda value, language: number(value, language, 2),
    "tenths": lambda value, language: number(value, language, 1),
    "signed-count": lambda value, language: plus(value, 0) + number(value, language, 0),
    "change-percent": signed_percent,
    "change-points": points,
    "points": _in_points,
}

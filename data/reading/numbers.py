"""Number parsing: text columns to numbers; the decimal sign is decided once per column.

Untouched exports write a decimal point and no thousands separator in every language. A comma
is a decimal sign in files that a spreadsheet re-saved with ``;`` or TAB, before ``%``, and
where some value of the column leaves no other reading, such as ``12,50``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

_SPACES = r"[\s\u00a0\u202f'’]"
_SIGNS = "€$£¥₹₩₽₺₪฿₫₴₦₱₡₲₵₸₼₾"
_CODES = (
    "EUR|USD|GBP|CHF|JPY|CNY|RMB|AUD|CAD|NZD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|TRY|BRL|MXN|ARS|CLP|COP"
    "|PEN|UYU|INR|IDR|MYR|PHP|SGD|THB|VND|HKD|TWD|KRW|ILS|AED|SAR|QAR|EGP|MAD|TND|XOF|ZAR|NGN|KES|UAH|RUB"
)
# “US$”, “CA$”, “R$” and “Rs.” say which currency; so does a code, before the figure or after it.
_BEFORE = rf"(?:(?:[A-Z]{{1,3}})?[{_SIGNS}]|(?i:{_CODES})|Rs\.?|RM|Rp\.?|kr\.?|CHF|Fr\.?)"
# Where such a sign is used, decimals follow a comma, whichever side of the figure it is on.
_COMMA_COUNTRIES = r"^[+-]?(?:R\$|[€₺₫]|kr\.?|Rp\.?|(?i:BRL|EUR|IDR|VND|TRY|PLN|DKK|SEK|NOK))"
_AFTER = rf"(?:[{_SIGNS}]|(?i:{_CODES})|kr\.?|zł|Kč|Ft|lei|Fr\.?|руб\.?|р\.?|лв\.?)"
_SIGNED_BEFORE = rf"^([+-]?){_BEFORE}([+-]?)(\d|[.,]\d)"
_SIGNED_AFTER = rf"(\d){_AFTER}$"
# Where such a sign is used, decimals follow a comma, whichever side of the figure it is on.
_COMMA_COUNTRIES = r"^[+-]?(?:R\$|[€₺₫]|kr\.?|Rp\.?|(?i:BRL|EUR|IDR|VND|TRY|PLN|DKK|SEK|NOK))"
_CURRENCIES = {
    "€": "EUR", "£": "GBP", "us$": "USD", "ca$": "CAD", "c$": "CAD", "au$": "AUD", "a$": "AUD",
    "nz$": "NZD", "hk$": "HKD", "nt$": "TWD", "s$": "SGD", "sg$": "SGD", "mx$": "MXN", "mex$": "MXN",
    "r$": "BRL", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS", "฿": "THB", "₫": "VND",
    "₴": "UAH", "₦": "NGN", "₱": "PHP", "cn¥": "CNY", "jp¥": "JPY", "zł": "PLN", "kč": "CZK", "ft": "HUF",
    "rm": "MYR", "rp": "IDR", "rmb": "CNY",
}  # fmt: skip
_COMMA_GROUPS = r"^[+-]?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$"
_DOT_GROUPS = r"^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$"
_COMMA_DECIMAL = r"^[+-]?\d*,\d+$"


@dataclass(frozen=True, slots=True)
class Converted:
    """Typed values and, in ``failed``, which cells could not be read."""

    values: pl.Series
    failed: pl.Series


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a source writes figures: words for “unknown”, separator, comma grouping.

    ``decimal_comma`` and ``grouping_comma`` say, when it is needed, whether other columns of the
    table prove that decimals follow a comma (then ``2.500`` is two thousand five hundred), or that
    commas group thousands (then ``2,500`` is).
    """

    nulls: tuple[str, ...] = ()
    delimiter: str | None = None
    grouping: bool = False
    decimal_comma: Callable[[], bool] = lambda: False
    grouping_comma: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class _Bare:
    """Figures without spaces and signs of currencies, and where those signs were."""

    text: pl.Series
    percent: bool
    before: bool
    dots_group: bool


def to_numbers(text: pl.Series, dtype: pl.DataType, style: NumberStyle) -> Converted:
    """``text`` as Int64 or Float64; whole numbers written ``376.0`` count as whole."""
    quick = text.cast(dtype, strict=False)
    plain = quick.null_count() == text.null_count() and _all_finite(quick)
    if plain and not _may_group(text, dtype, style):
        return Converted(quick, pl.repeat(value=False, n=len(text), eager=True))
    given = text.str.strip_chars().replace("", None)
    known = given.is_in(list(style.nulls)).fill_null(value=False)
    given = given.set(known, None)
    values = _plain(given, dtype, style).cast(pl.Float64, strict=False)
    values = values.set(~values.is_finite().fill_null(value=True), None)
    values = _typed(values, given, dtype)
    return Converted(values, given.is_not_null() & values.is_null())


def _may_group(text: pl.Series, dtype: pl.DataType, style: NumberStyle) -> bool:
    """Whether ``2.500`` may be two thousand five hundred: in a table re-saved with decimal commas."""
    resaved = dtype != pl.Int64 and style.delimiter in {";", "\t"}
    return resaved and _all_match(text, ".", _DOT_GROUPS) and style.decimal_comma()


def _all_finite(values: pl.Series) -> bool:
    return values.dtype != pl.Float64 or bool(values.is_finite().all())


def _typed(values: pl.Series, given: pl.Series, dtype: pl.DataType) -> pl.Series:
    if dtype != pl.Int64:
        return values
    # A large whole number loses digits as a float, so the direct reading goes first.
    whole = values.set((values != values.round()).fill_null(value=False), None)
    exact = given.cast(pl.Int64, strict=False)
    return exact.zip_with(exact.is_not_null(), whole.cast(pl.Int64, strict=False))


def _plain(given: pl.Series, dtype: pl.DataType, style: NumberStyle) -> pl.Series:
    bare = _bare(given)
    if _comma_is_decimal(bare, dtype, style):
        return bare.text.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
    if _commas_group(bare, dtype, style):
        return bare.text.str.replace_all(",", "", literal=True)
    if _dots_group(bare, dtype, style):
        return bare.text.str.replace_all(".", "", literal=True)
    return bare.text


def _bare(given: pl.Series) -> _Bare:
    percent = bool(given.str.ends_with("%").fill_null(value=False).any())
    text = given.str.replace_all(_SPACES, "").str.replace_all("−", "-").str.strip_suffix("%")
    # Accountants write what is taken away in brackets, some programs with the sign behind it.
    text = text.str.replace(r"^\((.*\d.*)\)$", "-$1").str.replace(r"^([^-]*\d.*)-$", "-$1")
    before, after = text.str.contains(_SIGNED_BEFORE), text.str.contains(_SIGNED_AFTER)
    dots = bool(after.any() or text.str.contains(_COMMA_COUNTRIES).any())
    if before.any():
        text = text.str.replace(_SIGNED_BEFORE, "$1$2$3")
    if after.any():
        text = text.str.replace(_SIGNED_AFTER, "$1")
    return _Bare(text, percent, bool(before.any()), dots)


def proves_grouping_comma(text: pl.Series) -> bool:
    """Whether a column of counts groups thousands by commas, such as ``1,234``."""
    return _all_match(_bare(text).text, ",", _COMMA_GROUPS)


def proves_decimal_comma(text: pl.Series) -> bool:
    """Whether some value can only be read with a comma before its decimals, such as ``12,50``."""
    bare = _bare(text).text
    having = bare.filter(bare.str.contains(",", literal=True).fill_null(value=False))
    shaped = having.str.contains(f"{_COMMA_DECIMAL}|{_DOT_GROUPS}")
    return bool(shaped.all()) and not having.str.contains(_COMMA_GROUPS).all()


def currency_written(text: pl.Series) -> str | None:
    """The code of the currency that the amounts name, None where they name none or several.

    A bare “$”, “¥” or “kr” is the currency of many countries, so it names none.

    >>> currency_written(pl.Series(["US$5.00", "US$7.00"])), currency_written(pl.Series(["$5"]))
    ('USD', None)
    """
    if text.cast(pl.Float64, strict=False).null_count() == text.null_count():
        return None  # bare figures: so quick to see that most files stop here
    plain = text.drop_nulls().unique().str.replace_all(_SPACES, "")
    signed = plain.str.replace_all(r"[\d.,()+%−-]", "").replace("", None).drop_nulls()
    named = {_CURRENCIES.get(sign.casefold(), _code(sign)) for sign in signed.unique()}
    return named.pop() if len(named) == 1 else None


def _code(sign: str) -> str | None:
    return sign.upper() if re.fullmatch(_CODES, sign.upper()) else None


def _comma_is_decimal(bare: _Bare, dtype: pl.DataType, style: NumberStyle) -> bool:
    # A comma in the cells needs another separator between them: a spreadsheet wrote this file.
    resaved = style.delimiter in {";", "\t"} or bare.percent
    groups = dtype == pl.Int64 or style.grouping or not resaved or bare.before
    if groups and _all_match(bare.text, ",", _COMMA_GROUPS):
        return False
    return _all_match(bare.text, ",", f"{_COMMA_DECIMAL}|{_DOT_GROUPS}")


def _commas_group(bare: _Bare, dtype: pl.DataType, style: NumberStyle) -> bool:
    """Whether commas group thousands.

    A count has no decimals, so ``1,234`` can only be grouped. Money needs a sign of it: a decimal
    point, two commas, the currency before the figure, or counts that are grouped so.
    """
    if not _all_match(bare.text, ",", _COMMA_GROUPS):
        return False
    if style.grouping or dtype == pl.Int64 or bare.before:
        return True
    shown = bare.text.str.contains(r",\d{3}\.\d|,\d{2,3},").fill_null(value=False)
    return bool(shown.any()) or style.grouping_comma()


def _dots_group(bare: _Bare, dtype: pl.DataType, style: NumberStyle) -> bool:
    """Whether dots group thousands: of a count in a re-saved file, of money before its currency."""
    if not _all_match(bare.text, ".", _DOT_GROUPS):
        return False
    if dtype == pl.Int64 and style.delimiter in {";", "\t"}:
        return True
    return bare.dots_group or style.decimal_comma()


def _all_match(bare: pl.Series, sign: str, pattern: str) -> bool:
    """Whether some value holds ``sign`` and every value that holds it has this shape."""
    having = bare.filter(bare.str.contains(sign, literal=True))
    return len(having) > 0 and bool(having.str.contains(pattern).all())

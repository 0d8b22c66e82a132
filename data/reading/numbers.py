"""Number parsing: text columns to numbers; the decimal sign is decided once per column.

Untouched exports write a decimal point and no thousands separator in every language. A comma
is a decimal sign in files that a spreadsheet re-saved with ``;`` or TAB, before ``%``, and
where some value of the column leaves no other reading, such as ``12,50``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

_SPACES = r"[\s\u00a0\u202f'’]"
_MONEY = r"[€$£¥₹]"
_COMMA_GROUPS = r"^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$"
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

    ``decimal_comma`` says, when it is needed, whether other columns of the table prove that
    decimals follow a comma: then ``2.500`` is a grouped count.
    """

    nulls: tuple[str, ...] = ()
    delimiter: str | None = None
    grouping: bool = False
    decimal_comma: Callable[[], bool] = lambda: False


def to_numbers(text: pl.Series, dtype: pl.DataType, style: NumberStyle) -> Converted:
    """``text`` as Int64 or Float64; whole numbers written ``376.0`` count as whole."""
    quick = text.cast(dtype, strict=False)
    if quick.null_count() == text.null_count() and _all_finite(quick):
        return Converted(quick, pl.repeat(value=False, n=len(text), eager=True))
    given = text.str.strip_chars().replace("", None)
    known = given.is_in(list(style.nulls)).fill_null(value=False)
    given = given.set(known, None)
    values = _plain(given, dtype, style).cast(pl.Float64, strict=False)
    values = values.set(~values.is_finite().fill_null(value=True), None)
    values = _typed(values, given, dtype)
    return Converted(values, given.is_not_null() & values.is_null())


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
    percent = given.str.ends_with("%").fill_null(value=False).any()
    bare = given.str.replace_all(_SPACES, "").str.replace_all(_MONEY, "").str.replace_all("−", "-")
    bare = bare.str.strip_suffix("%")
    if _comma_is_decimal(bare, dtype, style, percent=percent):
        return bare.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
    if _commas_group(bare, dtype, style):
        return bare.str.replace_all(",", "", literal=True)
    if dtype == pl.Int64 and _all_match(bare, ".", _DOT_GROUPS) and _dots_group(style):
        return bare.str.replace_all(".", "", literal=True)
    return bare


def _dots_group(style: NumberStyle) -> bool:
    return style.delimiter in {";", "\t"} or style.decimal_comma()


def proves_decimal_comma(text: pl.Series) -> bool:
    """Whether some value can only be read with a comma before its decimals, such as ``12,50``."""
    bare = text.str.replace_all(_SPACES, "").str.replace_all(_MONEY, "")
    having = bare.filter(bare.str.contains(",", literal=True).fill_null(value=False))
    shaped = having.str.contains(f"{_COMMA_DECIMAL}|{_DOT_GROUPS}")
    return bool(shaped.all()) and not having.str.contains(_COMMA_GROUPS).all()


def _comma_is_decimal(
    bare: pl.Series, dtype: pl.DataType, style: NumberStyle, *, percent: bool
) -> bool:
    # A comma in the cells needs another separator between them: a spreadsheet wrote this file.
    resaved = style.delimiter in {";", "\t"} or percent
    if _all_match(bare, ",", _COMMA_GROUPS) and (
        dtype == pl.Int64 or style.grouping or not resaved
    ):
        return False
    return _all_match(bare, ",", f"{_COMMA_DECIMAL}|{_DOT_GROUPS}")


def _commas_group(bare: pl.Series, dtype: pl.DataType, style: NumberStyle) -> bool:
    """A count has no decimals, so ``1,234`` can only be grouped; money needs a declaration."""
    if style.grouping or dtype == pl.Int64:
        return _all_match(bare, ",", _COMMA_GROUPS)
    return _all_match(bare, ",", r"^[+-]?\d{1,3}(?:,\d{3})+\.\d+$")


def _all_match(bare: pl.Series, sign: str, pattern: str) -> bool:
    """Whether some value holds ``sign`` and every value that holds it has this shape."""
    having = bare.filter(bare.str.contains(sign, literal=True))
    return len(having) > 0 and bool(having.str.contains(pattern).all())

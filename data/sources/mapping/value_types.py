"""Type inference: profiles the values of a column (day, number, URL, text), whatever its name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from data.reading.dates import DateStyle, order_of, to_days
from data.reading.numbers import NumberStyle, to_numbers

_SEEN = 500  # values that are examined
_ENOUGH = 0.9  # share of the filled values that must look alike
_OFFSET = r"(?:Z|[+-]\d{2}:?\d{2})$"
_PERCENTAGE = r"\d\s*%$"
_DURATION = r"^\d+:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$|^(?:\d+\s*[dhms]\w*[\s,]*)*\d+\s*(?:s|sec\w*|m|min\w*|h)$"
_FEW = 12  # different words that a question can list
_NUMERIC = (pl.Float64(), pl.Int64())
_LONG = 40  # average characters from which values are taken for running text
NULLS = ("-", "--", "n/a", "N/A", "NA", "null", "undefined", "NaN")


class ValueType(StrEnum):
    """The kinds of values that distinguish columns."""

    DAY = "day"
    INSTANT = "instant"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    DURATION = "duration"
    URL = "url"
    TEXT = "text"
    WORD = "word"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """The shape of a column, how its dates are written if it has any, and a few values.

    ``naive`` says that it has times which do not name their zone. ``counts`` are the different
    words of a column of few, with how often each is there, the most frequent first.
    """

    shape: ValueType
    dates: DateStyle | None
    examples: tuple[str, ...]
    naive: bool = False
    counts: tuple[tuple[str, int], ...] = ()


def infer_type(cells: pl.Series, delimiter: str | None) -> ColumnProfile:
    """The look of the filled ``cells``."""
    given = cells.str.strip_chars().replace("", None)
    filled = given.set(given.is_in(list(NULLS)), None).drop_nulls().head(_SEEN)
    examples = tuple(value[:80] for value in filled.unique(maintain_order=True).head(3))
    if filled.is_empty():
        return ColumnProfile(ValueType.EMPTY, None, examples)
    if (style := _dates(filled)) is not None:
        timed = _mostly(filled.str.contains(r"\d{1,2}:\d{2}"))
        naive = timed and not _mostly(filled.str.contains(_OFFSET))
        return ColumnProfile(ValueType.INSTANT if timed else ValueType.DAY, style, examples, naive)
    shape = _other(filled, delimiter)
    counts = _counts(given) if shape is ValueType.WORD else ()
    return ColumnProfile(shape, None, examples, counts=counts)


def _counts(given: pl.Series) -> tuple[tuple[str, int], ...]:
    counted = given.drop_nulls().value_counts(sort=True, name="count")
    return tuple(counted.rows()) if counted.height <= _FEW else ()


def _dates(filled: pl.Series) -> DateStyle | None:
    if not _mostly(filled.str.contains(r"\d.*\D.*\d|^\d{8}$|\p{L}{3}")):
        return None
    if order_of(filled) is not None:
        return DateStyle.ASK
    for style in (DateStyle.ISO, DateStyle.ENGLISH):
        if _mostly(to_days(filled, style).values.is_not_null()):
            return DateStyle.ASK if style is DateStyle.ISO else style
    return None


def _other(filled: pl.Series, delimiter: str | None) -> ValueType:
    if _mostly(filled.str.contains(_PERCENTAGE)):
        return ValueType.PERCENTAGE
    if _mostly(filled.str.contains(_DURATION)):
        return ValueType.DURATION
    # “1,083” is a count; as an amount it might have three decimals, and is then read by others.
    style = NumberStyle((), delimiter)
    if any(_mostly(to_numbers(filled, t, style).values.is_not_null()) for t in _NUMERIC):
        return ValueType.NUMBER
    if _mostly(filled.str.contains(r"^(?i:https?://|www\.)")):
        return ValueType.URL
    characters = int(filled.str.len_chars().sum())
    return ValueType.TEXT if characters >= _LONG * len(filled) else ValueType.WORD


def _mostly(hits: pl.Series) -> bool:
    return int(hits.sum()) >= _ENOUGH * len(hits)

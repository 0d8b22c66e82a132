"""Values as people read them, in one place: what pages, reports and commands call.

Every function takes the language as its last argument: nothing here knows the session.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from i18n.dates import axis_day, between, calendar_unit, day, instant, month, month_name, span
from i18n.message import Value
from i18n.numbers import (
    MISSING,
    compact,
    duration,
    format_column,
    format_metric,
    money,
    number,
    percent,
    point_digits,
    points,
    signed_percent,
)
from i18n.ranges import (
    axis_number,
    estimate,
    number_range,
    percent_range,
    range_in_text,
    value_range,
)

__all__ = [
    "MISSING", "axis_day", "axis_number", "between", "calendar_unit", "change", "change_column", "compact", "day", "duration", "estimate",
    "format_column", "format_metric", "instant", "money", "month", "month_name", "number", "number_range", "one_stop", "percent",
    "percent_range", "plain", "points", "range_in_text", "sentence", "signed_percent", "span",
    "value_range",
]  # fmt: skip


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


def change(value: Difference, language: str, digits: int | None = None) -> str | None:
    """A change with its sign and unit; None where there is nothing to compare with.

    ``digits`` are the decimals of one in points, if they are not those of this value alone.
    """
    if value.value is None:
        return None
    if value.unit == "points":
        return points(value.value, language, digits)
    return signed_percent(value.value / 100, language)


def change_column(values: Sequence[Difference | None], language: str) -> list[str | None]:
    """Changes of one metric in one column, those in points with equally many decimals."""
    known = [one.value for one in values if one and one.value is not None and one.unit == "points"]
    digits = point_digits(known)
    return [None if one is None else change(one, language, digits) for one in values]


def sentence(text: str) -> str:
    """A text as a sentence: with a full stop, unless it ends in one already (“sept.”, “Inc.”)."""
    text = text.rstrip()
    return text if not text or text[-1] in ".!?…:" else f"{text}."


def one_stop(text: str) -> str:
    """The text with one full stop where a value that ends in one fell on the end of a sentence.

    >>> one_stop("Read until 1er sept.. It is complete...")
    'Read until 1er sept. It is complete...'
    """
    return _STOPS.sub(".", text)


_STOPS = re.compile(r"(?<!\.)\.\.(?=\s|$)")

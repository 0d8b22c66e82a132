"""Ranges of returns as text: two significant digits, because an estimate is not known better."""

from __future__ import annotations

from i18n import format as shown
from metrics.definitions.registry import Unit
from metrics.returns.estimate import Bounds, Range
from ui.text import _, language


def between(value: Range | None, unit: Unit, currency: str | None = None) -> str:
    """A range over the models; one value where both ends have the same text."""
    if value is None:
        return shown.MISSING
    if unit in {Unit.COUNT, Unit.RATIO}:
        return shown.number_range(value.low, value.high, language())
    return shown.value_range(value.low, value.high, unit, currency, language())


def estimate(value: float, unit: Unit, currency: str | None = None) -> str:
    """One estimated value."""
    return shown.estimate(value, unit, currency, language())


def ends(value: Bounds, unit: Unit, currency: str | None = None) -> str:
    """The range alone; an open end says so."""
    low = estimate(value.low, unit, currency)
    if value.high is None:
        return _("{low} or more", low=low)
    if unit is Unit.PERCENT:
        return shown.value_range(value.low, value.high, unit, currency, language(), estimated=True)
    high = estimate(value.high, unit, currency)
    # A minus next to a dash is read as two dashes.
    return low if low == high else (" – " if "−" in low + high else "–").join((low, high))


def bounds(value: Bounds | None, unit: Unit, currency: str | None = None) -> str:
    """The value, where one may be said, and the range."""
    if value is None:
        return shown.MISSING
    text = ends(value, unit, currency)
    return text if value.middle is None else f"{estimate(value.middle, unit, currency)} ({text})"

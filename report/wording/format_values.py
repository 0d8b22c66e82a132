"""Value formatting of reports: figures as amounts, names as messages, changes in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil, floor

from data.base.channels import CHANNELS, Use
from i18n.message import Message, Part, Quantity, joined, msg, plural, verbatim
from metrics.comparison.change import Change, ChangeDirection, ChangeUnit
from metrics.definitions.registry import Unit, metrics
from metrics.results.results import Figure
from metrics.returns.estimate import Bounds, Range
from report.document.model import Amount, Sentence, Tone

UNKNOWN = msg("Unknown")
_TONES = {
    ChangeDirection.GOOD: Tone.GOOD,
    ChangeDirection.BAD: Tone.BAD,
}
_SLIGHT = 1.0  # percent
_USES = {
    Use.ORGANIC.value: msg("Unpaid"),
    Use.PAID.value: msg("Paid"),
}


def amount(figure: Figure, *, bounded: bool = False) -> Amount:
    """A figure as a report amount; ``bounded`` with its interval, where it has one.

    The interval of a count is in whole numbers, rounded outward so that it is never too narrow.
    """
    low, high = (figure.low, figure.high) if bounded else (None, None)
    unit, code = figure.metric.unit, figure.currency
    if unit is Unit.COUNT and low is not None and high is not None:
        # Rounded outward: an interval must not become narrower than it is.
        low, high = float(floor(low)), float(ceil(high))
    return Amount(figure.value, unit, code, low, high, figure.why)


def between(ends: Range | None, unit: Unit, currency: str | None = None) -> Amount:
    """A range over models; one value where both ends are the same."""
    if ends is None:
        return Amount(None, unit, currency)
    if ends.low == ends.high:
        return Amount(ends.low, unit, currency)
    return Amount(None, unit, currency, ends.low, ends.high)


def bounds(ends: Bounds | None, unit: Unit, currency: str | None = None) -> Amount:
    """A ratio with its range over models and random variation; the figure where there is one."""
    if ends is None:
        return Amount(None, unit, currency)
    return Amount(ends.middle, unit, currency, ends.low, ends.high)


def quantity(figure: Figure) -> Quantity:
    """A figure inside a sentence."""
    return Quantity(figure.value, figure.metric.unit.value, figure.currency)


def named_sentence(name: str, message: Message) -> Sentence:
    """A sentence of the report with the id ``name``."""
    return Sentence(name, message)


def channel(name: str | None) -> Message:
    """The name of a channel; a custom channel has the name that the user gave it."""
    if not name:
        return UNKNOWN
    return CHANNELS[name].label if name in CHANNELS else verbatim(name)


def use(name: str) -> Message:
    """The name of a use."""
    return _USES.get(name, UNKNOWN)


def metric(name: str) -> Message:
    """The name of a metric."""
    return metrics()[name].label


def span(start: date, end: date) -> Message:
    """A period in words."""
    return verbatim(f"{start}/{end}")


def sentiment(change: Change) -> Tone:
    """Whether a change is good news: only one beyond random variation is."""
    if _still(change):  # however sure, it is said to be no change
        return Tone.NEUTRAL
    return _TONES.get(change.direction, Tone.NEUTRAL)


def both(first: Part, second: Part) -> Message:
    """Two statements in one sentence."""
    return msg("{first}; {second}", first=first, second=second)


def describe_change(change: Change, *, usual_day: bool = False) -> Message | None:
    """A change in words; None where there is none. ``usual_day`` says that it is per usual day."""
    if change.unit is ChangeUnit.NEW:
        return msg("new: none before")
    if change.value is None:
        return None
    if _still(change):
        return msg("unchanged")
    if _slight(change):
        return msg("hardly changed")
    step = _step(change.value, change.unit)
    if usual_day:
        template = msg("up {step} per usual day") if change.value > 0 else _DOWN
        return template.filled(step=step)
    return msg("up {step}", step=step) if change.value > 0 else msg("down {step}", step=step)


_DOWN = msg("down {step} per usual day")


def size(change: Change) -> Part:
    """The size of a change without its sign."""
    return "" if change.value is None else _step(change.value, change.unit)


def _step(value: float, unit: ChangeUnit) -> Part:
    if unit is ChangeUnit.PERCENT:
        return Quantity(abs(value) / 100, "whole-percent")
    points = Quantity(abs(value), "points")
    return plural("{points} point", "{points} points", points=points)


def _still(change: Change) -> bool:
    decimals = 2 if change.unit is ChangeUnit.POINTS else 1
    return change.value is not None and round(change.value, decimals) == 0


def _slight(change: Change) -> bool:
    """A change too small to act on: less than one percent."""
    return (
        change.value is not None
        and change.unit is ChangeUnit.PERCENT
        and abs(change.value) < _SLIGHT
    )


def overlap(first: Amount, second: Amount) -> bool:
    """Whether two intervals overlap, so that chance may have put one before the other."""
    ends = (first.low, first.high, second.low, second.high)
    if None in ends:
        return True
    low, high, other_low, other_high = (float(end or 0.0) for end in ends)
    return low <= other_high and other_low <= high


def listed(names: Sequence[Part]) -> Message:
    """Names one after the other."""
    return joined(names, ", ")

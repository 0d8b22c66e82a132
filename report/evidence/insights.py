"""What stands out in the period, as the report tells it: each observation in its own section."""

from __future__ import annotations

from collections.abc import Sequence

from i18n.message import Message, Part, Quantity
from metrics.insights.insight import Insight, Number, Severity
from report.document.model import Sentence
from report.wording.format_values import named_sentence

# Observations that explain a change; whatever else is not good news is a risk.
_EXPLAIN = frozenset({"what_moved", "movers", "mix_effect"})
_URGENT = frozenset({Severity.ALARM, Severity.WARNING})


def explaining(found: Sequence[Insight]) -> tuple[Insight, ...]:
    """Those that say what moved and why."""
    return tuple(one for one in found if one.rule in _EXPLAIN)


def warning(found: Sequence[Insight]) -> tuple[Insight, ...]:
    """Traps and faults; goals are told in a section of their own."""
    rest = [one for one in found if one.rule not in _EXPLAIN and not _of_goal(one)]
    return tuple(one for one in rest if one.severity is not Severity.GOOD)


def urgent(found: Sequence[Insight]) -> tuple[Insight, ...]:
    """Those that ask for a next step; goals bring their own."""
    return tuple(one for one in found if one.severity in _URGENT and not _of_goal(one))


def _of_goal(one: Insight) -> bool:
    return any(key == "goal" for key, _ in one.keys)


def sentence(one: Insight) -> Sentence:
    """What was found."""
    return named_sentence(f"finding.{one.id}", tell(one.message, one.numbers))


def advice(one: Insight) -> Message:
    """What to do about it."""
    return tell(one.advice, one.numbers)


def tell(message: Message, numbers: Sequence[Number]) -> Message:
    """A sentence of a finding with its figures in their units."""
    figures = {number.name: _figure(number) for number in numbers}
    return message.replaced(figures)


def _figure(number: Number) -> Part:
    told = Quantity(number.value, number.unit.value, number.currency)
    if not number.signed or round(number.value, 1) <= 0:
        return told
    return Message("+{gain}", (("gain", told),))

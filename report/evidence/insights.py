"""Insights in reports: which section each belongs to, and their sentences."""

from __future__ import annotations

from collections.abc import Sequence

from i18n.message import Message, Part, Quantity
from metrics.insights.insight import Insight, Number, Severity
from report.document.model import Sentence
from report.wording.format_values import named_sentence

# Rules that explain a change; other insights that are not good news are risks.
_EXPLAIN = frozenset({"what_moved", "movers", "mix_effect"})
_URGENT = frozenset({Severity.ALARM, Severity.WARNING})


def warning(all_insights: Sequence[Insight]) -> tuple[Insight, ...]:
    """Traps and faults; goals have a section of their own."""
    rest = [
        insight
        for insight in all_insights
        if insight.rule not in _EXPLAIN and not _of_goal(insight)
    ]
    return tuple(insight for insight in rest if insight.severity is not Severity.GOOD)


def _of_goal(insight: Insight) -> bool:
    return any(key == "goal" for key, _ in insight.keys)


def sentence(insight: Insight) -> Sentence:
    """What was found."""
    return named_sentence(f"finding.{insight.id}", tell(insight.message, insight.numbers))


def tell(message: Message, numbers: Sequence[Number]) -> Message:
    """A sentence of an insight with its values in their units."""
    figures = {number.name: _figure(number) for number in numbers}
    return message.replaced(figures)


def _figure(number: Number) -> Part:
    quantity = Quantity(number.value, number.unit.value, number.currency)
    # A number below zero has its sign already, and “+0” would look like growth.
    if not number.signed or round(number.value, 1) <= 0:
        return quantity
    return Message("+{gain}", (("gain", quantity),))

"""Insight messages: sentences with formatted values, and the JSON form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from i18n.message import Message
from metrics.insights.insight import Insight, Number
from metrics.results.plain_text import shown

Show = Callable[[Number], str]


def with_values(message: Message, numbers: Iterable[Number], show: Show) -> Message:
    """The message with its figures written by ``show``, gains with a plus sign."""
    written = {number.name: _sign(number) + show(number) for number in numbers}
    return message.replaced(written)


def _sign(number: Number) -> str:
    return "+" if number.signed and round(number.value, 1) > 0 else ""


def render(finding: Insight, language: str) -> tuple[str, str]:
    """The sentence and the advice as a terminal shows them."""

    def show(number: Number) -> str:
        return shown(number.value, number.unit, language, number.currency)

    message, advice = (
        with_values(m, finding.numbers, show) for m in (finding.message, finding.advice)
    )
    return message.render(language), advice.render(language)


def to_json(finding: Insight, language: str) -> dict[str, Any]:
    """A JSON-ready value, sentences in ``language``."""
    message, advice = render(finding, language)
    basis = finding.basis
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": message,
        "advice": advice,
        "keys": dict(finding.keys),
        "numbers": {number.name: number.value for number in finding.numbers},
        "low": finding.low,
        "high": finding.high,
        "n": finding.n,
        "basis": {
            "metrics": list(basis.metrics),
            "tables": list(basis.tables),
            "from": basis.period.start.isoformat(),
            "to": basis.period.end.isoformat(),
            "before": basis.before
            and {"from": basis.before.start.isoformat(), "to": basis.before.end.isoformat()},
            "as_of": basis.as_of.isoformat(),
        },
    }

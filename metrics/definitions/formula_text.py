"""Formula text: a metric's formula in words, rendered from its declaration."""

from __future__ import annotations

from i18n.message import Message, Part, joined, msg
from metrics.definitions.measures import Condition, Count, Distinct, IsOneOf, Last, Measure, Sum
from metrics.definitions.registry import Metric

_VERB = {
    Sum: msg("sum of"),
    Count: msg("number of"),
    Last: msg("last"),
    Distinct: msg("unique"),
}
_WHERE = msg("{what} where {where}")
_BEFORE = msg("{what} before the first day")
_OR, _AND = msg(" or "), msg(" and ")


def formula(metric: Metric) -> str:
    """The formula as ``numerator / denominator``; empty for a metric that needs other data.

    >>> from metrics.definitions.registry import metrics
    >>> formula(metrics()["lead_rate"])
    'number of leads / sum of web_sessions.sessions'
    """
    return str(formula_message(metric)) if metric.numerator else ""


def formula_message(metric: Metric) -> Message:
    """The same as a message in any language; tables and columns have the same names in all."""
    over, under = _side(metric.numerator), _side(metric.denominator)
    grouped = len(metric.numerator) > 1 and metric.denominator
    parts: list[Part] = [f"{metric.scale:g} × "] if metric.scale != 1 else []
    parts += ["(", *over, ")"] if grouped else over
    return _row([*parts, " / ", *under] if under else parts)


def _row(parts: list[Part]) -> Message:
    return joined(parts, "")


def _side(measures: tuple[Measure, ...]) -> list[Part]:
    parts: list[Part] = []
    for measure in measures:
        sign = " − " if measure.sign < 0 else " + "
        parts += [sign] if parts else []
        parts.append(_measure(measure))
    return parts


def _measure(measure: Measure) -> Message:
    columns = " + ".join(f"{measure.table}.{name}" for name in measure.columns)
    text = _row([_VERB[type(measure)], " ", columns or measure.table])
    if isinstance(measure, Last) and measure.at_start:
        text = _BEFORE.filled(what=text)
    if not measure.where:
        return text
    where = _with(_AND, [_condition(condition) for condition in measure.where])
    return _WHERE.filled(what=text, where=where)


def _condition(condition: Condition) -> Message:
    if isinstance(condition, IsOneOf):
        return msg(
            "{column} is {values}",
            column=condition.column,
            values=_with(_OR, list(condition.values)),
        )
    return msg("{columns} is known", columns=_with(_OR, list(condition.columns)))


def _with(word: Message, parts: list[Part] | list[str] | list[Message]) -> Message:
    """Parts with a word between them."""
    spread: list[Part] = []
    for part in parts:
        spread += [word, part] if spread else [part]
    return _row(spread)

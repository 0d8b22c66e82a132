"""A metric's formula in words, from its declaration."""

from __future__ import annotations

from metrics.measures import Condition, Count, Distinct, Is, Last, Measure, Sum
from metrics.registry import Metric

_VERB = {Sum: "sum of", Count: "number of", Last: "last", Distinct: "unique"}


def formula(metric: Metric) -> str:
    """The formula as ``numerator / denominator``; empty for a metric that needs other data.

    >>> from metrics.registry import metrics
    >>> formula(metrics()["lead_rate"])
    'number of leads / sum of web_sessions.sessions'
    """
    if not metric.numerator:
        return ""
    over, under = _side(metric.numerator), _side(metric.denominator)
    scale = f"{metric.scale:g} × " if metric.scale != 1 else ""
    grouped = f"({over})" if len(metric.numerator) > 1 and under else over
    return f"{scale}{grouped} / {under}" if under else f"{scale}{over}"


def _side(measures: tuple[Measure, ...]) -> str:
    text = ""
    for measure in measures:
        sign = " − " if measure.sign < 0 else " + "
        text += (sign if text else "") + _measure(measure)
    return text


def _measure(measure: Measure) -> str:
    columns = " + ".join(f"{measure.table}.{name}" for name in measure.columns)
    text = f"{_VERB[type(measure)]} {columns or measure.table}"
    if isinstance(measure, Last) and measure.at_start:
        text += " before the first day"
    where = " and ".join(_condition(condition) for condition in measure.where)
    return f"{text} where {where}" if where else text


def _condition(condition: Condition) -> str:
    if isinstance(condition, Is):
        return f"{condition.column} is {' or '.join(condition.values)}"
    return f"{' or '.join(condition.columns)} is known"

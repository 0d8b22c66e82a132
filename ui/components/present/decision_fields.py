"""What the fields of the dialog of a decision begin with, what is wrong in them, and what they make."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import streamlit as st

from data.values.currency import is_code
from data.values.decision import Decision, DecisionMeasure
from data.values.filter_values import FIELDS
from metrics.definitions.registry import Unit, metrics
from ui import cache, state
from ui.text import _

BY_METRIC, BY_ISSUE, BY_NOTHING = "metric", "utm_issue", "nothing"
AT_LEAST, AT_MOST = "at_least", "at_most"


def key(field: str) -> str:
    """The session-state key of a field."""
    return f"decision_field_{field}"


def now(field: str) -> Any:
    """What a field holds."""
    return st.session_state[key(field)]


def beginning(decision: Decision) -> dict[str, Any]:
    """The values of all fields for a decision, rates in percent."""
    measure = decision.measure
    by_metric = measure is not None and bool(measure.metric)
    metric = measure.metric if measure is not None and by_metric else cache.outcomes().main
    return {
        "text": decision.text,
        "answer": decision.answer,
        "decided_on": decision.decided_on,
        "due": decision.due,
        "owner": decision.owner,
        "lever": decision.lever,
        "reason": decision.reason,
        "amount": decision.amount,
        "currency": decision.currency or state.store().money().reporting or "EUR",
        "by": BY_NOTHING if measure is None else BY_METRIC if by_metric else BY_ISSUE,
        "metric": metric,
        "start": decision.decided_on if measure is None else measure.start or decision.decided_on,
        "end": decision.due if measure is None else measure.end or decision.due,
        "side": AT_LEAST if measure is None or measure.at_most is None else AT_MOST,
        "line": _scaled(metric, measure.line) if measure is not None and by_metric else None,
        "channels": [] if measure is None else list(measure.channels),
        "expected_low": _scaled(metric, decision.expected_low),
        "expected_high": _scaled(metric, decision.expected_high),
        "issue": measure.utm_issue if measure is not None and not by_metric else None,
    }


def is_rate(metric: str) -> bool:
    """Whether the values of a metric are written as percentages."""
    return metric in metrics() and metrics()[metric].unit is Unit.PERCENT


def _scaled(metric: str, value: float | None) -> float | None:
    return None if value is None else float(value) * (100.0 if is_rate(metric) else 1.0)


def _unscaled(field: str) -> float | None:
    value: float | None = now(field)
    return None if value is None else value / (100.0 if is_rate(now("metric")) else 1.0)


def problems() -> Iterator[str]:
    """What keeps the decision from being saved, each with what to do."""
    if now("due") < now("decided_on"):
        yield _("It is due before it was decided. Choose a later due day.")
    if now("amount") is not None and (now("amount") <= 0 or not is_code(_currency())):
        yield _("An amount is above zero, and a currency has three letters, such as EUR.")
    if now("by") == BY_ISSUE and not now("issue"):
        yield _("Choose the UTM issue that measures it, or something else.")
    if now("by") != BY_METRIC:
        return
    if now("end") < now("start"):
        yield _("The measure ends before it starts. Choose a later last day.")
    if now("end") < now("decided_on"):
        yield _("The measure ends before the decision, which cannot change it. Choose later days.")
    if now("line") is None:
        yield _("Give the value at which the decision is done.")
    low, high = now("expected_low"), now("expected_high")
    if low is not None and high is not None and low > high:
        yield _("The expected range ends below its start. Swap the two values.")


def entered(started: Decision) -> Decision:
    """The decision of the fields; what has no field is as it ``started``.

    Raises ValueError where there are ``problems``.
    """
    by_metric = now("by") == BY_METRIC
    return Decision(
        now("text"),
        now("decided_on"),
        now("due"),
        now("lever"),
        now("owner"),
        now("answer"),
        now("reason"),
        now("amount"),
        "" if now("amount") is None else _currency(),
        _unscaled("expected_low") if by_metric else None,
        _unscaled("expected_high") if by_metric else None,
        _measure(started.measure),
        started.proposal,
    )


def _currency() -> str:
    return str(now("currency")).strip().upper()


def _measure(before: DecisionMeasure | None) -> DecisionMeasure | None:
    if now("by") == BY_NOTHING:
        return None
    if now("by") == BY_ISSUE:
        return DecisionMeasure(utm_issue=now("issue"))
    filters = {} if before is None else {FIELDS[k]: v for k, v in before.filters.items()}
    line = _unscaled("line")
    is_floor = now("side") == AT_LEAST
    return DecisionMeasure(
        now("metric"),
        now("start"),
        now("end"),
        line if is_floor else None,
        None if is_floor else line,
        **filters | {"channels": tuple(now("channels"))},
        excluded=() if before is None else before.excluded,
        currency=_measured_in(before),
    )


def _measured_in(before: DecisionMeasure | None) -> str:
    """The currency of the line; none for what is no amount."""
    if metrics()[now("metric")].unit is not Unit.MONEY:
        return ""
    own = "" if before is None else before.currency
    return own or state.store().money().reporting or ""

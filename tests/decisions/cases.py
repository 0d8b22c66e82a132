"""Short ways to write decisions down."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from data.values.decision import Decision, DecisionMeasure, StoredDecision
from metrics.decisions.progress import DecisionProgress, evaluate
from tests.metrics.cases import day, facts, web

AT = datetime(2026, 3, 2, tzinfo=UTC)


def visits(first: int, last: int, a_day: int = 10, without: tuple[int, ...] = (), **more: object):
    """A row of sessions for each day."""
    return [
        web(n, channel_group="Email", sessions=a_day, **more)
        for n in range(first, last + 1)
        if n not in without
    ]


def sessions(first: int, last: int, a_day: int = 10, without: tuple[int, ...] = ()):
    """Facts with so many sessions on each day."""
    return facts(web_sessions=visits(first, last, a_day, without))


def measure(metric: str = "sessions", start: int = 0, end: int = 6, **more: Any) -> DecisionMeasure:
    """A measure of a week, at least 60 unless another line is given."""
    line = {} if {"at_least", "at_most"} & more.keys() else {"at_least": 60.0}
    return DecisionMeasure(metric, day(start), day(end), **line, **more)


def logged(measured: DecisionMeasure | None = None, due: int = 6, **more: Any) -> StoredDecision:
    """A decision of the first Monday."""
    own = {name: more.pop(name) for name in ("closed_on", "outcome") if name in more}
    decision = Decision("Ask the agency", day(0), day(due), measure=measured, **more)
    return StoredDecision(1, decision, AT, "Ada", **own)


def one(known: Any, stored: StoredDecision, newest: date | int, **more: Any) -> DecisionProgress:
    """The progress of one decision."""
    last = day(newest) if isinstance(newest, int) else newest
    (found,) = evaluate(known, [stored], last, **more)
    return found

"""Guardrail metrics: the metric that must not get worse while a goal is pursued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from data.facts.source import FactSource
from metrics.comparison.change import Change, change
from metrics.definitions.registry import metrics
from metrics.engine import query_metrics
from metrics.goals.goal import Goal
from metrics.results.results import Figure, figure


@dataclass(frozen=True, slots=True)
class Guardrail:
    """The guardrail since the goal was saved, and over as many days before, same weekdays.

    Of a goal whose days since then have no figures yet, it is over all of the goal's days.
    """

    now: Figure
    before: Figure
    change: Change


def guard(facts: FactSource, goal: Goal, as_of: date) -> Guardrail | None:
    """The guardrail as of a day; None where the goal has none or has not begun."""
    if not goal.guard or as_of < goal.start:
        return None
    until = min(as_of, goal.end)
    # Days before it was saved say nothing of what the goal does to other figures.
    start = goal.pursued_since if goal.pursued_since <= until else goal.start
    # Whole weeks back, so that both periods have the same weekdays.
    back = timedelta(weeks=-(-((until - start).days + 1) // 7))
    queries = [goal.query(start, until), goal.query(start - back, until - back)]
    answers = [query_metrics(facts, [goal.guard], query).row(0, named=True) for query in queries]
    now, before = map(figure, answers)
    return Guardrail(now, before, change(metrics()[goal.guard], now.value, before.value))


def partners(metric_id: str) -> tuple[str, ...]:
    """The metrics that may guard a goal, those nearest to the business first."""
    own = metrics()[metric_id].partner
    known = [m.id for m in metrics().values() if m.numerator and not m.vanity and m.id != metric_id]
    return tuple(dict.fromkeys([*([own] if own in known else []), *known]))

"""Intervals of rates by how much their days vary."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from data.facts.source import FactSource
from metrics.definitions.measures import Count
from metrics.definitions.registry import Additivity, Metric, Unit, metrics
from metrics.engine import query_metrics
from metrics.question.query import Query
from metrics.statistics.day_rates import event_rate, part_rate
from metrics.statistics.unit_intervals import Interval

_SESSIONS_WITH = frozenset({"key_event_sessions", "engaged_sessions"})
_EVENTS = frozenset({"lead_events"})
LEAST_TRIALS = 30
"""Of fewer a rate without an interval says nothing: as few as all deals that a return needs."""


def has_interval(metric: Metric) -> bool:
    """Whether a metric is a rate of counts whose days say how much it varies."""
    return _is_part(metric) or _is_of_events(metric)


def is_withheld(metric: Metric, denominator: float | None, ends: Interval | None) -> bool:
    """Whether a rate is not said: of fewer than ``LEAST_TRIALS``, and without an interval.

    “57 % of 7 sessions” would be read as if it were known.
    """
    return has_interval(metric) and ends is None and (denominator or 0.0) < LEAST_TRIALS


def rate_intervals(
    facts: FactSource, metric_ids: Sequence[str], query: Query
) -> Mapping[tuple[str, *tuple[str | None, ...]], Interval]:
    """The 95 % intervals of those metrics that have one, by metric and the query's split.

    What the files do not break down by day has none.
    """
    names = [name for name in metric_ids if has_interval(metrics()[name])]
    if not names:
        return {}
    whole = query_metrics(facts, names, query)
    keys = ["metric", *query.by]
    sides = pl.col("numerator", "denominator").fill_null(0.0)
    days = query_metrics(facts, names, replace(query, by=("day", *query.by))).with_columns(sides)
    totals = {row[:-2]: row[-2:] for row in whole.select(*keys, "numerator", "denominator").rows()}
    found = {}
    for key, rows in days.group_by(keys, maintain_order=True):
        over, under = (rows[name].to_numpy() for name in ("numerator", "denominator"))
        # Rows of whole weeks or months are in the total and in no day.
        if not _add_up(totals.get(key), (float(over.sum()), float(under.sum()))):
            continue
        rate = part_rate if _is_part(metrics()[key[0]]) else event_rate
        ends = rate(over, under)
        if ends is not None:
            found[key] = ends
    return found


def _add_up(total: Sequence[float | None] | None, days: tuple[float, float]) -> bool:
    if total is None or None in total:
        return False
    return all(
        math.isclose(one or 0.0, other, rel_tol=1e-6)  # they are added in another order
        for one, other in zip(total, days, strict=True)
    )


def _is_rate(metric: Metric) -> bool:
    plain = metric.unit is Unit.PERCENT and metric.additivity is Additivity.RATIO
    return plain and bool(metric.numerator)


def _is_part(metric: Metric) -> bool:
    """Whether the numerator counts a part of the denominator: rows of the same table, or sessions."""
    counted = [m for m in metric.denominator if isinstance(m, Count)]
    return _is_rate(metric) and all(
        any(m.table == whole.table for whole in counted)
        if isinstance(m, Count)
        else m.sign == 1 and set(m.columns) <= _SESSIONS_WITH
        for m in metric.numerator
    )


def _is_of_events(metric: Metric) -> bool:
    """Whether events of one table are divided by what another counts."""
    tables = {m.table for m in metric.denominator}
    return _is_rate(metric) and all(
        (isinstance(m, Count) or set(m.columns) <= _EVENTS) and m.table not in tables
        for m in metric.numerator
    )

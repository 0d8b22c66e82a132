"""A figure in the periods before: how large it usually is, and its trend."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from data.facts.facts import Facts
from metrics.comparison.like_for_like import like_for_like
from metrics.comparison.periods import Compare, earlier
from metrics.definitions.registry import Additivity, metrics
from metrics.engine import query_metrics
from metrics.question.query import Query

PERIODS = (
    12  # before the period of the report: with it, a year and the same month of the year before
)
LEAST = 6  # earlier periods that make a usual range
_USUAL = (0.1, 0.9)


def periods(query: Query) -> tuple[Query, ...]:
    """The periods before and the one itself, the oldest first."""
    return (*reversed(list(_before(query))), query)


def _before(query: Query) -> Iterator[Query]:
    one: Query | None = query
    for _ in range(PERIODS):
        one = None if one is None else earlier(one, Compare.PREVIOUS)
        if one is None:
            return
        yield one


def trend(facts: Facts, metric_id: str, query: Query) -> tuple[float | None, ...]:
    """The metric in each of ``periods``; None where other files cover it than today.

    What adds up over days is per day, because months have different lengths.
    """
    metric, plain = metrics()[metric_id], replace(query, by=())
    found: list[float | None] = []
    for period in periods(plain):
        same = not like_for_like(facts, metric, plain, period).left_out
        value = query_metrics(facts, [metric_id], period)["value"].item() if same else None
        found.append(_per_day(value, metric_id, period))
    return tuple(found)


def _per_day(value: float | None, metric_id: str, period: Query) -> float | None:
    if value is None or not is_per_day(metric_id):
        return value
    return value / period.days


def is_per_day(metric_id: str) -> bool:
    """Whether a metric is shown per day: it adds up over days, and is no amount."""
    metric = metrics()[metric_id]
    return metric.additivity is Additivity.FLOW and metric.unit.value != "money"


def usual_range(values: Sequence[float | None]) -> tuple[float, float] | None:
    """The range of eight in ten earlier periods; None where fewer than six are known.

    The last of ``values`` is the period of the report.
    """
    known = [value for value in values[:-1] if value is not None]
    if len(known) < LEAST:
        return None
    low, high = np.quantile(known, _USUAL)
    return float(low), float(high)


def days(query: Query) -> tuple[date, ...]:
    """The first day of each of ``periods``."""
    return tuple(period.start for period in periods(query))


def rough(value: float | None, digits: int = 3) -> float | None:
    """A rate to so many digits: more would look surer than it is.

    >>> rough(11.677), rough(1715.6), rough(0.0972), rough(0.0)
    (11.7, 1720.0, 0.0972, 0.0)
    """
    if not value:
        return value
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))

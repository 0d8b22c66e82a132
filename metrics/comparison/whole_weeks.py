"""Whole weeks in place of days: the history of figures whose files have a row for each week.

The rows of a week are spread evenly over its days. Windows of whole weeks, moved by whole weeks,
then hold exactly what the rows say; any other window would hold parts of weeks that no one knows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from data.facts.facts import Facts
from metrics.comparison.daily_series import SIDES, DailySeries, is_quiet
from metrics.comparison.like_for_like import LEAST, owners_of
from metrics.definitions.registry import Additivity, Metric
from metrics.engine import query_metrics
from metrics.question.query import Query

LONGEST = 104
"""Weeks that are read: each is a question of its own, and two years show how weeks vary."""
_WEEK = timedelta(days=7)
_LAST = timedelta(days=6)

Periods = Mapping[str, tuple[Query, Query]]
Row = Mapping[str, Any]


def with_whole_weeks(
    facts: Facts, series: Mapping[str, DailySeries], periods: Periods
) -> dict[str, DailySeries]:
    """The series with their weeks filled in, where both periods of a metric are made of such weeks.

    A metric whose files have rows of weeks has the last of them as ``last_week``.
    """
    found: dict[str, DailySeries] = dict(series)
    asked: dict[Query, dict[str, frozenset[date]]] = {}
    for name, days in series.items():
        now, before = periods[name]
        starts = _weeks(facts, days.metric, now)
        if not starts:
            continue
        last = max(starts)
        found[name] = replace(days, last_week=(last, last + _LAST))
        unknown = _unknown(days, starts, now)
        if unknown and _is_made_of(now, unknown) and _is_made_of(before, unknown):
            asked.setdefault(now, {})[name] = unknown
    for now, weeks in asked.items():
        rows = _read(facts, tuple(weeks), frozenset().union(*weeks.values()), now)
        for name, starts in weeks.items():
            mine = {start: row for start, row in rows[name].items() if start in starts}
            found[name] = _filled(found[name], mine)
    return found


def _weeks(facts: Facts, metric: Metric, now: Query) -> frozenset[date]:
    """The first days of the weeks that have a row in every file that has rows of weeks."""
    if metric.additivity is Additivity.STOCK:
        return frozenset()
    found: frozenset[date] | None = None
    for owner, columns in owners_of(facts, metric, now):
        starts = frozenset(start for start, end in owner.edges if end - start == _LAST)
        if starts and owner.share(now.start, now.end, columns) >= LEAST:
            found = starts if found is None else found & starts
    return found or frozenset()


def _unknown(days: DailySeries, starts: frozenset[date], now: Query) -> frozenset[date]:
    """The newest weeks that begin on the period's weekday and have an unknown day."""
    fitting = sorted(
        start
        for start in starts
        if (now.start - start) % _WEEK == timedelta()
        and start >= days.first
        and start + _LAST <= now.end
        and np.isnan(days.value[days.place(start) : days.place(start) + 7]).any()
    )
    return frozenset(fitting[-LONGEST:])


def _is_made_of(period: Query, starts: frozenset[date]) -> bool:
    """Whether a period is whole weeks that begin on the weekday of some."""
    first = next(iter(starts))
    return period.days % 7 == 0 and (period.start - first) % _WEEK == timedelta()


def _read(
    facts: Facts, names: tuple[str, ...], starts: frozenset[date], now: Query
) -> Mapping[str, Mapping[date, Row]]:
    """The answers of each metric for each week, by the week's first day."""

    def work() -> dict[str, dict[date, Row]]:
        found: dict[str, dict[date, Row]] = {name: {} for name in names}
        for start, row in _answers(facts, names, starts, now):
            found[row["metric"]][start] = row
        return found

    key = ("whole weeks", names, starts, tuple(now.filters.items()))
    cached: Mapping[str, Mapping[date, Row]] = facts.recent(key, work)
    return cached


def _answers(
    facts: Facts, names: Collection[str], starts: frozenset[date], now: Query
) -> Iterator[tuple[date, Row]]:
    first, last = min(starts), max(starts) + _LAST
    if first.weekday() == 0:  # the calendar's own weeks: one question for all
        query = replace(now, start=first, end=last, by=("week",))
        yield from (
            (row["week"], row) for row in query_metrics(facts, list(names), query).to_dicts()
        )
        return
    for start in sorted(starts):
        query = replace(now, start=start, end=start + _LAST, by=())
        yield from ((start, row) for row in query_metrics(facts, list(names), query).to_dicts())


def _filled(series: DailySeries, weeks: Mapping[date, Row]) -> DailySeries:
    """The series with a seventh of each week's figures on each of its days."""
    value, numerator, denominator = (getattr(series, side).copy() for side in SIDES)
    for start, row in weeks.items():
        days = slice(series.place(start), series.place(start) + 7)
        for side, values in zip(SIDES, (value, numerator, denominator), strict=True):
            known = 0.0 if is_quiet(row["why_null"]) else row[side]
            values[days] = np.nan if known is None else known / 7
    return replace(series, value=value, numerator=numerator, denominator=denominator)

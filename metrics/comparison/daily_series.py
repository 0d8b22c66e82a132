"""Daily series: the value, numerator and denominator of metrics for every day of their history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from data.facts.facts import Facts
from metrics.comparison.like_for_like import Days, known_days
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import Metric, metrics
from metrics.engine import query_metrics
from metrics.question.query import Query
from metrics.statistics.period_change import Array

HISTORY = timedelta(days=4 * 365)
"""How far back a figure's past is read: more of it says little about how it varies today."""
_QUIET = (WhyNull.NO_ROWS.value, WhyNull.NOT_IN_EXPORT.value)
SIDES = ("value", "numerator", "denominator")


@dataclass(frozen=True, slots=True, eq=False)
class DailySeries:
    """A metric's days from ``first`` on; nan where a day is unknown.

    ``last_week`` are the first and the last day of the last whole week that the files have one row
    of; None where they have no such rows.
    """

    metric: Metric
    first: date
    value: Array
    numerator: Array
    denominator: Array
    last_week: tuple[date, date] | None = None

    @property
    def is_ratio(self) -> bool:
        """Whether the metric is one sum over another."""
        return bool(self.metric.denominator)

    def place(self, day: date) -> int:
        """The place of a day in the series."""
        return (day - self.first).days


def daily_series(
    facts: Facts, metric_ids: Sequence[str], query: Query
) -> Mapping[str, DailySeries]:
    """The days of some metrics up to the end of a query, with its filters.

    A covered day without a row counts as zero, any other one is unknown.
    """
    plain = replace(query, by=())
    names = tuple(sorted(set(metric_ids)))
    cached: Mapping[str, DailySeries] = facts.recent(
        ("daily series", plain.end, tuple(plain.filters.items()), names),
        lambda: _read(facts, names, plain),
    )
    return cached


def _read(facts: Facts, names: Sequence[str], query: Query) -> dict[str, DailySeries]:
    return split_series(facts, names, query).get(None, {})


def split_series(
    facts: Facts, names: Sequence[str], query: Query, key: str | None = None
) -> dict[str | None, dict[str, DailySeries]]:
    """The same for each value of ``key``, read at once; of a value without a row nothing is in it.

    Without a key it is the whole, under None. Not for keys that say whose files are read (network,
    account): the known days are those of the query.
    """
    known = {name: known_days(facts, metrics()[name], query) for name in names}
    starts = [first for first, _ in known.values() if first is not None]
    if not starts:
        return {}
    first = max(min(starts), query.end - HISTORY)
    by = ("day",) if key is None else ("day", key)
    span = replace(query, start=min(first, query.end), by=by)
    rows = query_metrics(facts, names, span)
    parts = {None: rows} if key is None else {
        value: part for (value,), part in rows.group_by([key], maintain_order=True)
    }  # fmt: skip
    return {
        value: {name: _series(part.filter(metric=name), span, name, *known[name]) for name in names}
        for value, part in parts.items()
    }


def _series(
    rows: pl.DataFrame, span: Query, name: str, begins: date | None, known: Days
) -> DailySeries:
    # On a covered day, a list of events without a row (of those that have the figure) has none.
    quiet = pl.col("why_null").is_in(_QUIET)
    # What is known for longer periods only has a row without a day where it is split.
    filled = rows.drop_nulls("day").with_columns(
        pl.when(quiet).then(0.0).otherwise(pl.col(SIDES)).name.keep()
    )
    place = (filled["day"] - span.start).dt.total_days().to_numpy()
    covered = _cut(known, begins, span)
    sides = []
    for side in SIDES:
        days = np.full(span.days, np.nan)
        days[place] = filled[side].cast(pl.Float64).to_numpy()
        sides.append(np.where(covered, days, np.nan))
    value, numerator, denominator = sides
    return DailySeries(metrics()[name], span.start, value, numerator, denominator)


def is_quiet(why: str | None) -> bool:
    """Whether a covered day or week without a value had none, rather than an unknown one."""
    return why in _QUIET


def _cut(known: Days, begins: date | None, span: Query) -> Days:
    """The known days of a period, by their place in it."""
    days = np.zeros(span.days, dtype=bool)
    if begins is not None:
        offset = (begins - span.start).days
        low, high = max(offset, 0), min(offset + len(known), span.days)
        if high > low:
            days[low:high] = known[low - offset : high - offset]
    return days

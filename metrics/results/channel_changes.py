"""Every channel's metrics with their changes, and which channels moved beyond random variation."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from data.base.channels import UNASSIGNED
from data.facts.facts import Facts
from metrics.comparison.change import ChangeDirection
from metrics.comparison.compared import ComparedMetric, compared, complete_answer
from metrics.comparison.daily_series import DailySeries, split_series
from metrics.comparison.periods import Compare, ComparedWith
from metrics.comparison.split_reader import SplitAnswers
from metrics.definitions.registry import Additivity, metrics
from metrics.question.query import Query
from metrics.results.outcomes import outcomes
from metrics.results.rate_intervals import rate_intervals
from metrics.results.results import (
    Headline,
    assembled,
    headline,
    judged,
    without_faulty_verdicts,
)
from metrics.results.tag_faults import as_corrected
from metrics.statistics.holm import adjusted
from metrics.statistics.largest_part import largest_part
from metrics.statistics.period_change import ALPHA
from metrics.statistics.unit_intervals import Interval

KEY = "channel"
WEEKS = 13
"""Weeks of a sparkline: a quarter shows a trend, and still fits in a cell."""

Row = Mapping[str, Headline]
Weeks = tuple[float | None, ...]
_Rows = dict[str, dict[str, ComparedMetric]]


@dataclass(frozen=True, slots=True)
class ChannelChanges:
    """Metrics of a period: ``whole`` of all channels, and each channel's, by metric.

    ``channels`` begin with the most of ``main``. A change of theirs is a verdict only where it is
    beyond random variation after all channels were looked at (Holm), metric by metric; ``moved``
    are those whose ``main`` is. What no channel rule covers (``UNASSIGNED``) has changes without
    a verdict and is neither in ``moved`` nor ``largest``. ``unknown`` is what no channel is known
    for: it has values and no changes. ``largest`` is the channel whose ``main`` is
    larger than that of each other one by ``largest_part``, None where none is. ``weeks`` are the last whole weeks of
    ``main`` up to the end of the period, by channel (None is unknown), ``whole_weeks`` those of
    all together.
    """

    main: str
    whole: Row
    channels: Mapping[str, Row]
    unknown: Row
    moved: frozenset[str]
    largest: str | None
    weeks: Mapping[str | None, Weeks]
    whole_weeks: Weeks


def channel_changes(
    facts: Facts,
    metric_ids: Sequence[str],
    query: Query,
    against: ComparedWith = Compare.PREVIOUS,
) -> ChannelChanges:
    """The metrics of every channel with a value, each with its change as ``headline`` has it.

    The first metric is the one that channels are ordered and judged by. The values of all channels
    are read at once: a question for each would take many times as long.
    """
    company, plain, main = outcomes(facts), replace(query, by=()), metric_ids[0]
    split = complete_answer(facts, metric_ids, replace(plain, by=(KEY,))).drop_nulls("value")
    names = [name for name in split[KEY].unique(maintain_order=True) if name is not None]
    read = SplitAnswers(facts, plain, KEY)
    found = {
        name: compared(facts, metric_ids, plain.about(KEY, name), against, read.of(name))
        for name in names
    }
    found = _without_faults(facts, found, plain, against)
    moved = {name: _moved(name, found) for name in metric_ids}
    found = {
        channel: {name: _judged(one, is_clear=channel in moved[name]) for name, one in row.items()}
        for channel, row in found.items()
    }
    whole = {one.figure.metric.id: one for one in headline(facts, plain, against, metric_ids)}
    ends = _ends(facts, whole)
    rows = {
        name: {key: assembled(company, one, (), ends.get((key, name))) for key, one in row.items()}
        for name, row in found.items()
    }
    unknown = {
        str(row["metric"]): ComparedMetric(whole[row["metric"]].figure.metric, row, plain)
        for row in split.filter(pl.col(KEY).is_null()).to_dicts()
    }
    return ChannelChanges(
        main,
        whole,
        {
            name: rows[name]
            for name in sorted(rows, key=lambda name: _order(rows[name][main], name))
        },
        {key: assembled(company, one, (), ends.get((key, None))) for key, one in unknown.items()},
        moved[main],
        _largest(facts, main, whole[main].period, rows),
        _weeks(facts, main, plain, whole[main].period.end, KEY),
        _weeks(facts, main, plain, whole[main].period.end).get(None, ()),
    )


def _order(main: Headline, name: str) -> tuple[float, str]:
    value = main.figure.value
    return (float("inf") if value is None else -value, name)


def _judged(one: ComparedMetric, *, is_clear: bool) -> ComparedMetric:
    """The comparison without a verdict that only stands where no other channel is looked at."""
    if is_clear or not one.change.moved:
        return one
    direction = one.change.direction
    if direction.is_verdict:
        direction = ChangeDirection.UNCLEAR
    return replace(one, change=replace(one.change, moved=False, direction=direction))


def _moved(metric: str, found: _Rows) -> frozenset[str]:
    """The channels whose change is beyond random variation after Holm's correction.

    Those whose interval is too wide to be shown, or whose verdict hangs on faulty tags, were looked
    at too, so that they count.
    """
    tested = [
        (name, row[metric].change, row[metric].change.p_value)
        for name, row in found.items()
        if row[metric].change.p_value is not None and name != UNASSIGNED
    ]
    p_values = adjusted([p for _name, _change, p in tested if p is not None])
    return frozenset(
        name
        for (name, change, _p), p in zip(tested, p_values, strict=True)
        if p < ALPHA and change.why is None
    )


def _largest(facts: Facts, main: str, period: Query, rows: Mapping[str, Row]) -> str | None:
    """The largest channel of a sum over days, where the files have all of it by day."""
    if metrics()[main].additivity is not Additivity.FLOW:
        return None
    values = {
        name: value for name, row in rows.items() if (value := row[main].figure.value) is not None
    }
    series = split_series(facts, (main,), period, KEY)
    days = {
        name: one[main].value[one[main].place(period.start) :]
        for name, one in series.items()
        if name in values
    }
    by_day = {name: float(days[name].sum()) if name in days else 0.0 for name in values}
    if any(not math.isclose(by_day[name], value, rel_tol=1e-6) for name, value in values.items()):
        return None
    largest = largest_part(days)
    return None if largest == UNASSIGNED else largest


def _without_faults(facts: Facts, found: _Rows, query: Query, against: ComparedWith) -> _Rows:
    """The comparisons without verdicts that hang on faulty tags, as ``headline`` leaves them out."""
    verdicts = {name: names for name, row in found.items() if (names := judged(row))}
    corrected = as_corrected(facts) if verdicts else None
    if corrected is None:
        return found
    read = SplitAnswers(corrected, query, KEY)
    return found | {
        name: without_faulty_verdicts(
            found[name],
            compared(corrected, names, query.about(KEY, name), against, read.of(name)),
        )
        for name, names in verdicts.items()
    }


def _ends(facts: Facts, whole: Row) -> dict[tuple[Any, ...], Interval]:
    """The intervals of the rates of every channel, by metric and channel."""
    together: dict[Query, list[str]] = {}
    for name, one in whole.items():
        together.setdefault(replace(one.period, by=(KEY,)), []).append(name)
    found: dict[tuple[Any, ...], Interval] = {}
    for period, names in together.items():
        found.update(rate_intervals(facts, names, period))
    return found


def _weeks(
    facts: Facts, main: str, query: Query, end: date, key: str | None = None
) -> dict[str | None, Weeks]:
    """The last whole weeks, Monday to Sunday, up to a day."""
    sunday = end - timedelta(days=(end.weekday() + 1) % 7)
    until = replace(query, start=min(query.start, sunday), end=sunday)
    return {
        name: _sums(row[main]) for name, row in split_series(facts, (main,), until, key).items()
    }


def _sums(series: DailySeries) -> Weeks:
    """A value a week: sums of amounts, ratios of sums, the last day of a level; None is unknown."""
    size = min(len(series.value) // 7, WEEKS) * 7
    if not size:
        return ()
    value, over, under = (
        side[-size:].reshape(-1, 7) for side in (series.value, series.numerator, series.denominator)
    )
    if series.is_ratio:
        totals = under.sum(axis=1)
        weeks = np.divide(
            over.sum(axis=1), totals, out=np.full(len(totals), np.nan), where=totals > 0
        )
    elif series.metric.additivity is Additivity.STOCK:
        weeks = value[:, -1]
    else:
        weeks = value.sum(axis=1)
    return tuple(None if np.isnan(week) else float(week) for week in weeks)

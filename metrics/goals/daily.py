"""Daily figures of a goal's selection, and the inputs of its forecast."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, timedelta

import numpy as np
import polars as pl

from data.facts.source import FactSource
from metrics.comparison.periods import data_ends, data_starts
from metrics.definitions.measures import Absent, Sum
from metrics.definitions.registry import metrics
from metrics.engine import ANALYTICS, query_metrics
from metrics.goals.forecast.reporting_delay import ripeness
from metrics.goals.forecast.setting import Days, Setting
from metrics.goals.goal import Goal
from metrics.goals.kind import GoalDay
from metrics.goals.pace import span
from metrics.results.results import Figure, figure

HISTORY = timedelta(weeks=3 * 52 + 2)  # two seasons to learn from and one to check them against


def daily(facts: FactSource, goal: Goal, start: date, end: date) -> tuple[GoalDay, ...]:
    """The figures of every day of a period for the goal's selection, read once."""
    query = goal.query(start, end, ("day",))
    days: tuple[GoalDay, ...] = facts.derived(
        daily_key(goal, start, end), lambda: as_days(query_metrics(facts, [goal.metric], query))
    )
    return days


def daily_key(goal: Goal, start: date, end: date) -> Hashable:
    """The cache key of the days of a goal's selection."""
    return "goal days", goal.metric, goal.query(start, end, ("day",))


def as_days(rows: pl.DataFrame) -> tuple[GoalDay, ...]:
    """The rows of a query result by day."""
    columns = ("day", "value", "numerator", "denominator")
    return tuple(map(GoalDay._make, rows.sort("day").select(columns).rows()))


def total(facts: FactSource, goal: Goal, until: date) -> Figure:
    """The figure of the goal's own days until ``until``, read once."""
    figure_until: Figure = facts.derived(
        total_key(goal, until),
        lambda: figure(
            query_metrics(facts, [goal.metric], goal.query(goal.start, until)).row(0, named=True)
        ),
    )
    return figure_until


def total_key(goal: Goal, until: date) -> Hashable:
    """The cache key of the figure of a goal's own days."""
    return "goal total", goal.metric, goal.query(goal.start, until)


def last_day(facts: FactSource, goal: Goal) -> date | None:
    """The last day that every table of the goal's metric knows; None while one is empty.

    Costs may be missing where they are counted only as far as they are known.
    """
    needed, spared = tables_of(goal)
    ends = {table: end for table, end in ripe_ends(facts).items() if table in needed | spared}
    return min(ends.values(), default=None) if needed <= set(ends) else None


def ripe_ends(facts: FactSource) -> dict[str, date]:
    """The last settled day of each table: Google Analytics counts late events for days."""
    ends = dict(data_ends(facts))
    if facts.inputs.unsettled is not None:
        ripe = facts.inputs.unsettled - timedelta(days=1)
        ends |= {table: min(ends[table], ripe) for table in ANALYTICS & set(ends)}
    return ends


def tables_of(goal: Goal) -> tuple[frozenset[str], frozenset[str]]:
    """The tables a goal's metric needs, and those it also counts where they hold anything."""
    measures = [m for side in metrics()[goal.metric].measures for m in side]
    spared = [m for m in measures if isinstance(m, Sum) and m.absent is not Absent.UNKNOWN]
    also = frozenset(m.table for m in spared)
    return frozenset(m.table for m in measures) - also, also


def known_days(facts: FactSource, goal: Goal, until: date) -> tuple[GoalDay, ...]:
    """Up to three years of days before the goal starts, and its own days until ``until``.

    The day before the start is always among them.
    """
    start = known_from(facts, goal)
    return daily(facts, goal, start, until) if start <= until else ()


def known_from(facts: FactSource, goal: Goal) -> date:
    """The first day with data about a goal."""
    tables = {m.table for side in metrics()[goal.metric].measures for m in side}
    before = goal.start - timedelta(days=1)
    starts = [day for table, day in data_starts(facts).items() if table in tables]
    first = max([goal.start - HISTORY, *starts])
    return min(first, before)


def setting(
    facts: FactSource, goal: Goal, days: tuple[GoalDay, ...], seen: date | None = None
) -> Setting:
    """The inputs of a goal's forecast, judged on the last of its days.

    ``seen`` is the day up to which late events may have been reported (that last day unless
    given): what was still open at the deadline can still be reported after it.
    """
    until = days[-1].day
    tomorrow = max(until + timedelta(days=1), goal.start)
    seen = max(until, seen or until)
    ages = np.arange(len(days) - 1, -1, -1.0) + (seen - until).days
    ripe = ripeness(facts, metrics()[goal.metric], seen, ages)
    return Setting(
        goal=goal,
        days=as_arrays(days),
        inside=max((until - goal.start).days + 1, 0),
        ahead=tuple(span(tomorrow, goal.end)),
        ripe=np.ones(len(days)) if ripe is None else ripe,
        holidays=facts.inputs.holidays,
        ripe_known=ripe is not None,
    )


def as_arrays(days: tuple[GoalDay, ...]) -> Days:
    """Consecutive days as arrays; unknown figures are nan."""
    _, *sides = zip(*days, strict=True)
    return Days(days[0].day, *(np.array(side, dtype=np.float64) for side in sides))

"""Goals overview: evaluates all goals together, with one query for goals that share it.

Goals of the same metric or the same kind of selection differ by one value (the channel, for
example). One query split by that key serves them all, and gives each what its own query would
have given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import polars as pl

from data.facts.source import FactSource
from metrics.definitions.registry import metrics
from metrics.engine import query_metrics
from metrics.goals.daily import as_days, daily_key, known_from, total_key
from metrics.goals.faulty_tags import without_faulty_tags
from metrics.goals.goal import Goal
from metrics.goals.progress import Progress, evaluate, judged_on
from metrics.question.query import Query
from metrics.results.results import figure

_SPLIT = ("channel", "use", "network")  # query results have every day for each value of these


class _Pending(NamedTuple):
    """A goal to evaluate, the first day with data about it and its last day with data."""

    goal: Goal
    first: date
    until: date

    @property
    def keys(self) -> tuple[str, ...]:
        """What a query may be split by to serve this goal and others.

        Costs are by network for some accounts only, and only a filter reports that.
        """
        tables = {m.table for side in metrics()[self.goal.metric].measures for m in side}
        without = {"network"} if "ad_costs" in tables else set()
        return tuple(key for key in _SPLIT if getattr(self.goal, key) and key not in without)

    @property
    def values(self) -> tuple[str, ...]:
        """The goal's values of these keys."""
        return (self.goal.metric, *(getattr(self.goal, key) for key in self.keys))

    @property
    def asks(self) -> Query:
        """The query that it shares with others of the same selection; its days do not matter."""
        whole = self.goal.query(self.first, self.first)
        free: dict[str, Any] = {f"{key}s": () for key in self.keys}
        return replace(whole, start=date.min, end=date.max, by=self.keys, **free)


def evaluate_all(facts: FactSource, goals: Sequence[Goal], as_of: date) -> tuple[Progress, ...]:
    """The progress of every goal as of ``as_of``, in the order given.

    None is on track only because of faulty tags.
    """
    name = ("board", tuple(goals), as_of)
    progress: tuple[Progress, ...] = facts.derived(name, lambda: _evaluate(facts, goals, as_of))
    return progress


def _evaluate(facts: FactSource, goals: Sequence[Goal], as_of: date) -> tuple[Progress, ...]:
    pending = list(_pending(facts, goals, as_of))
    for same in _grouped(pending, lambda entry: entry.asks):
        _cache_days(facts, same)
    for same in _grouped(pending, lambda entry: (entry.asks, entry.goal.start, entry.until)):
        _cache_totals(facts, same)
    found = (evaluate(facts, goal, as_of) for goal in goals)
    return tuple(without_faulty_tags(facts, found))


def _pending(facts: FactSource, goals: Iterable[Goal], as_of: date) -> Iterator[_Pending]:
    for goal in goals:
        until = judged_on(facts, goal, as_of)
        if until is not None and as_of >= goal.start:
            yield _Pending(goal, known_from(facts, goal), until)


def _grouped(
    pending: Iterable[_Pending], by: Callable[[_Pending], Hashable]
) -> list[list[_Pending]]:
    """Goals that one query can serve; a goal without others has a query of its own."""
    groups: dict[Hashable, list[_Pending]] = defaultdict(list)
    for entry in pending:
        groups[by(entry)].append(entry)
    return [same for same in groups.values() if len(same) > 1]


def _cache_days(facts: FactSource, same: Sequence[_Pending]) -> None:
    first, until = min(pending.first for pending in same), max(pending.until for pending in same)
    parts = _answered(facts, same, replace(same[0].asks, start=first, end=until), "day")
    for pending in same:
        rows = parts.get(pending.values)
        own = (
            None
            if rows is None
            else rows.filter(pl.col("day").is_between(pending.first, pending.until))
        )
        # Only a complete series is cached: the goal's own query would also give a row for every
        # day.
        if own is not None and own.height == (pending.until - pending.first).days + 1:
            key = daily_key(pending.goal, pending.first, pending.until)
            facts.derived(key, partial(as_days, own))


def _cache_totals(facts: FactSource, same: Sequence[_Pending]) -> None:
    query = replace(same[0].asks, start=same[0].goal.start, end=same[0].until)
    parts = _answered(facts, same, query)
    for pending in same:
        rows = parts.get(pending.values)
        if rows is not None:
            key = total_key(pending.goal, pending.until)
            facts.derived(key, partial(figure, rows.row(0, named=True)))


def _answered(
    facts: FactSource, same: Sequence[_Pending], query: Query, *time: str
) -> dict[tuple[object, ...], pl.DataFrame]:
    """The rows of one query for all goals, by metric and selection."""
    names = sorted({pending.goal.metric for pending in same})
    rows = query_metrics(facts, names, replace(query, by=(*time, *query.by)))
    return dict(rows.partition_by("metric", *query.by, as_dict=True))

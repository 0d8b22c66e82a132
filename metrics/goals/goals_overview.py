"""All goals at once: what goals have in common is read once for all of them.

Goals of the same metric or the same kind of selection differ by one value (the channel, say). One
answer split by that key serves them all, and gives each what its own question would have given.
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
from metrics.goals.goal import Goal
from metrics.goals.progress import Progress, evaluate, judged_on
from metrics.question.query import Query
from metrics.results.results import figure

_SPLIT = ("channel", "use", "network")  # every value of these has every day in an answer


class _Asked(NamedTuple):
    """A goal, its last day with data and the first day that tells something about it."""

    goal: Goal
    first: date
    until: date

    @property
    def keys(self) -> tuple[str, ...]:
        """What an answer may be split by to serve this goal and others.

        Costs are told by network for some accounts only, and say so only where they are asked.
        """
        tables = {m.table for side in metrics()[self.goal.metric].measures for m in side}
        without = {"network"} if "ad_costs" in tables else set()
        return tuple(key for key in _SPLIT if getattr(self.goal, key) and key not in without)

    @property
    def values(self) -> tuple[str, ...]:
        """The goal's part of such an answer."""
        return (self.goal.metric, *(getattr(self.goal, key) for key in self.keys))

    @property
    def asks(self) -> Query:
        """The question that it shares with others of the same selection; its days do not matter."""
        whole = self.goal.query(self.first, self.first)
        free: dict[str, Any] = {f"{key}s": () for key in self.keys}
        return replace(whole, start=date.min, end=date.max, by=self.keys, **free)


def evaluate_all(facts: FactSource, goals: Sequence[Goal], as_of: date) -> tuple[Progress, ...]:
    """The progress of every goal as it stood on ``as_of``, in the order given."""
    name = ("board", tuple(goals), as_of)
    found: tuple[Progress, ...] = facts.derived(name, lambda: _evaluate(facts, goals, as_of))
    return found


def _evaluate(facts: FactSource, goals: Sequence[Goal], as_of: date) -> tuple[Progress, ...]:
    asked = list(_asked(facts, goals, as_of))
    for same in _grouped(asked, lambda one: one.asks):
        _keep_days(facts, same)
    for same in _grouped(asked, lambda one: (one.asks, one.goal.start, one.until)):
        _keep_totals(facts, same)
    return tuple(evaluate(facts, goal, as_of) for goal in goals)


def _asked(facts: FactSource, goals: Iterable[Goal], as_of: date) -> Iterator[_Asked]:
    for goal in goals:
        until = judged_on(facts, goal, as_of)
        if until is not None and as_of >= goal.start:
            yield _Asked(goal, known_from(facts, goal), until)


def _grouped(asked: Iterable[_Asked], by: Callable[[_Asked], Hashable]) -> list[list[_Asked]]:
    """Goals that one question can serve; a goal alone asks for itself."""
    groups: dict[Hashable, list[_Asked]] = defaultdict(list)
    for one in asked:
        groups[by(one)].append(one)
    return [same for same in groups.values() if len(same) > 1]


def _keep_days(facts: FactSource, same: Sequence[_Asked]) -> None:
    first, until = min(one.first for one in same), max(one.until for one in same)
    parts = _answered(facts, same, replace(same[0].asks, start=first, end=until), "day")
    for one in same:
        rows = parts.get(one.values)
        own = None if rows is None else rows.filter(pl.col("day").is_between(one.first, one.until))
        if own is not None and own.height == (one.until - one.first).days + 1:
            key = daily_key(one.goal, one.first, one.until)
            facts.derived(key, partial(as_days, own))


def _keep_totals(facts: FactSource, same: Sequence[_Asked]) -> None:
    asked = replace(same[0].asks, start=same[0].goal.start, end=same[0].until)
    parts = _answered(facts, same, asked)
    for one in same:
        rows = parts.get(one.values)
        if rows is not None:
            key = total_key(one.goal, one.until)
            facts.derived(key, partial(figure, rows.row(0, named=True)))


def _answered(
    facts: FactSource, same: Sequence[_Asked], asked: Query, *time: str
) -> dict[tuple[object, ...], pl.DataFrame]:
    """One answer for all, by metric and selection."""
    names = sorted({one.goal.metric for one in same})
    rows = query_metrics(facts, names, replace(asked, by=(*time, *asked.by)))
    return dict(rows.partition_by("metric", *asked.by, as_dict=True))

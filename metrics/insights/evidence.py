"""Evidence for insight rules: comparison periods, and daily series of them and their past.

Rules that compare see only accounts with files for both periods; the others see all that is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from data.facts.coverage import Owner, OwnerCoverage, coverage
from data.facts.facts import Facts
from i18n.message import Message
from metrics.comparison.daily_series import HISTORY
from metrics.comparison.like_for_like import LEAST, known_days, like_for_like
from metrics.comparison.periods import (
    ComparedWith,
    complete,
    data_ends,
    data_starts,
    earlier,
)
from metrics.comparison.series_breaks import breaks
from metrics.definitions.registry import metrics
from metrics.engine import query_metrics
from metrics.goals.forecast.series import Array
from metrics.goals.goal import Goal
from metrics.insights.insight import OUTCOME, InsightBasis
from metrics.maturing.maturity import MaturityStage, maturity
from metrics.question.query import Query
from metrics.results.outcomes import outcomes


@dataclass(frozen=True, slots=True)
class Daily:
    """A figure's days from ``first`` on; nan: unknown. A count has nan denominators."""

    first: date
    value: Array
    numerator: Array
    denominator: Array

    def between(self, query: Query) -> Daily:
        """The days of a period that are there."""
        start = max((query.start - self.first).days, 0)
        end = max((query.end - self.first).days + 1, start)
        parts = (part[start:end] for part in (self.value, self.numerator, self.denominator))
        return Daily(self.first + timedelta(days=start), *parts)

    @property
    def is_ratio(self) -> bool:
        """Whether the figure is one sum over another."""
        return bool(np.any(~np.isnan(self.denominator)))


@dataclass(frozen=True, slots=True)
class PeriodPair:
    """The complete days of a query, and as many days before them."""

    now: Query
    before: Query

    def shifted(self, by: timedelta) -> PeriodPair:
        """The same two periods some days later."""
        return PeriodPair(
            *(replace(q, start=q.start + by, end=q.end + by) for q in (self.now, self.before))
        )


@dataclass(frozen=True, slots=True)
class InsightEvidence:
    """A query and its daily series; ``needs`` are the metrics by key and use, read at once."""

    facts: Facts
    goals: tuple[Goal, ...]
    query: Query
    compare: ComparedWith
    needs: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def now(self, *metric_ids: str) -> Query | None:
        """The days of the query on which every table of the metrics is complete."""
        tables = _tables(metric_ids)
        ends = data_ends(self.facts)
        if not tables <= set(ends):
            return None
        return complete(replace(self.query, by=()), [ends[table] for table in tables])

    def pair(self, *metric_ids: str, network: str | None = None) -> PeriodPair | None:
        """Two periods that may be compared; None where no file covers both or a series breaks.

        With a ``network`` they are compared for what that network shows.
        """
        now = self.now(*metric_ids)
        before = earlier(now, self.compare) if now else None
        if now is None or before is None:
            return None
        for metric in (metrics()[name] for name in metric_ids):
            scope = now.about("network", network) if network else now
            if like_for_like(self.alike, metric, scope, before).tables_without_both:
                return None
            if any(breaks(self.alike, metric, before.start, now.end, scope.filters.get("network"))):
                return None
        return PeriodPair(now, before)

    @property
    def alike(self) -> Facts:
        """The facts of accounts with files for both periods, wherever a table has such accounts."""
        name = ("left out", replace(self.query, by=()), self.compare)
        left: frozenset[Owner] = self.facts.recent(name, lambda: frozenset(self._left_out()))
        return self.facts.leaving_out(left)

    def _left_out(self) -> Iterator[Owner]:
        """The owners of rows whose files cover one of the two periods only."""
        before = earlier(replace(self.query, by=()), self.compare)
        if before is None:
            return
        by_table: dict[str, list[OwnerCoverage]] = {}
        for owner in coverage(self.facts):
            by_table.setdefault(owner.owner.table, []).append(owner)
        for owners in by_table.values():
            end = min(self.query.end, max(owner.last for owner in owners))
            if end < self.query.start:
                continue
            now = replace(self.query, end=end, by=())
            shares = [
                [owner.share(period.start, period.end) for period in (now, before)]
                for owner in owners
            ]
            both = [min(pair) >= LEAST for pair in shares]
            if any(both):
                yield from (
                    owner.owner
                    for owner, covers, pair in zip(owners, both, shares, strict=True)
                    if not covers and max(pair) > 0
                )

    def outcome(self) -> str | None:
        """The result that is counted: of the company's outcomes the first that is known and final.

        Leads of the last weeks have not bought yet: what still grows says nothing of a change.
        """
        plain, names = replace(self.query, by=()), outcomes(self.facts).counted
        rows: pl.DataFrame = self.facts.recent(
            ("outcomes", plain), lambda: query_metrics(self.facts, names, plain)
        )
        known = {row["metric"]: row for row in rows.to_dicts() if row["value"]}
        return next((name for name in names if name in known and self._is_final(known[name])), None)

    def _is_final(self, row: dict[str, Any]) -> bool:
        metric = metrics()[row["metric"]]
        now = self.now(metric.id)
        if not metric.is_delayed or now is None:
            return True
        grown = maturity(self.facts, metric, now, row)
        return grown is None or grown.stage is MaturityStage.MATURE

    def label(self, metric_id: str) -> Message:
        """What the company calls a metric."""
        return outcomes(self.facts).metric(metric_id).label

    def split(self, metric_id: str, key: str = "", use: str = "") -> dict[str | None, Daily]:
        """A metric's days for every value of a key, with the past that shows how they vary.

        Without a key, all together is under None; a value of which nothing is known then is left
        out. Only what a rule declared in ``needs`` is read.
        """
        return self._split(self.facts, metric_id, key, use)

    def compared(self, metric_id: str, key: str = "", use: str = "") -> dict[str | None, Daily]:
        """``split`` of the accounts with files for both periods.

        On a day that their files cover, what has no row is zero; on any other day it is unknown.
        """
        return {
            value: self._covered(metric_id, days, value if key == "network" else None)
            for value, days in self._split(self.alike, metric_id, key, use).items()
        }

    def _covered(self, metric_id: str, days: Daily, network: str | None) -> Daily:
        scope = replace(self.now(metric_id) or self.query, by=())
        if network is not None:
            scope = scope.about("network", network)
        first, known = known_days(self.alike, metrics()[metric_id], scope)
        covered = np.zeros(len(days.value), dtype=bool)
        if first is not None:
            place = (first - days.first).days
            own = known[max(-place, 0) :][: max(len(covered) - max(place, 0), 0)]
            covered[max(place, 0) : max(place, 0) + len(own)] = own
        sides = (days.value, days.numerator, days.denominator)
        parts = [np.where(covered, np.nan_to_num(part), np.nan) for part in sides]
        if not days.is_ratio:
            parts[1:] = [np.full(len(covered), np.nan)] * 2
        # The past begins with the first known day: before it no season can have been seen.
        begun = int(np.argmax(covered))
        return Daily(days.first + timedelta(days=begun), *(part[begun:] for part in parts))

    def _split(self, facts: Facts, metric_id: str, key: str, use: str) -> dict[str | None, Daily]:
        span, metric_ids = self._whole_span(key, use), self._needed(key, use)
        if metric_id not in metric_ids:
            return {}
        name = ("findings", span, metric_ids)
        days: dict[str, dict[str | None, Daily]] = facts.recent(
            name, lambda: self._during(facts, span, metric_ids)
        )
        return days.get(metric_id, {})

    def basis(
        self, metric_ids: tuple[str, ...], now: Query, before: Query | None = None
    ) -> InsightBasis:
        """The basis of an insight about some days of metrics."""
        return InsightBasis(metric_ids, now, before, now.end)

    def _whole_span(self, key: str, use: str) -> Query:
        before = earlier(self.query, self.compare)
        first = before.start if before else self.query.start
        by = ("day", key) if key else ("day",)
        scope = self.query.about("use", use) if use else self.query
        return replace(scope, start=first - HISTORY, by=by)

    def _needed(self, key: str, use: str) -> tuple[str, ...]:
        """The metrics that the rules declared, without those that no file has."""
        outcome = self.outcome()
        named = (outcome if name == OUTCOME else name for name in self.needs[key, use])
        imported = set(data_ends(self.facts))
        return tuple(sorted({name for name in named if name and _tables([name]) <= imported}))

    def _during(
        self, facts: Facts, query: Query, needed: tuple[str, ...]
    ) -> dict[str, dict[str | None, Daily]]:
        """By metric and value of the key; other queries about the same days share what was read."""
        tables = _tables(needed)
        known = [
            day for d in (data_starts, data_ends) for t, day in d(facts).items() if t in tables
        ]
        # All known days are read once, and each query is given its own: another period then reads
        # nothing.
        whole = replace(query, start=min(known), end=max(known)) if known else query
        series: _Series = facts.recent(
            ("findings", whole, needed), lambda: _Series.of(facts, needed, whole)
        )
        # What had nothing in either period is not looked at, however much came before.
        return series.during(query, query.start + HISTORY)


@dataclass(frozen=True, slots=True)
class _Series:
    """Days of many figures from ``first`` on.

    ``names`` are their metrics and values of a key, ``sides`` value, numerator and denominator,
    each a line per name and a column per day; nan: unknown.
    """

    first: date
    names: tuple[tuple[str, str | None], ...]
    sides: tuple[Array, Array, Array]

    @classmethod
    def of(cls, facts: Facts, needed: Sequence[str], query: Query) -> _Series:
        rows = query_metrics(facts, needed, query).drop_nulls("day")
        key = query.groups[0] if query.groups else None
        named = rows.select("metric", key=pl.col(key) if key else pl.lit(None, pl.String))
        names = named.unique(maintain_order=True)
        line = named.join(names.with_row_index("line"), on=["metric", "key"], nulls_equal=True)
        place = (rows["day"] - query.start).dt.total_days().to_numpy()
        sides = []
        for column in ("value", "numerator", "denominator"):
            days = np.full((names.height, query.days), np.nan)
            days[line["line"].to_numpy(), place] = rows[column].cast(pl.Float64).to_numpy()
            sides.append(days)
        return cls(query.start, tuple(names.iter_rows()), (sides[0], sides[1], sides[2]))

    def during(self, query: Query, since: date) -> dict[str, dict[str | None, Daily]]:
        """The days of a query, nan where nothing was read, of what has anything from a day on."""
        begin, count = (query.start - self.first).days, self.sides[0].shape[1]
        low, high = (min(max(day, 0), count) for day in (begin, begin + query.days))
        cut = []
        for side in self.sides:
            days = np.full((len(self.names), query.days), np.nan)
            days[:, low - begin : high - begin] = side[:, low:high]
            cut.append(days)
        recent = slice((since - query.start).days, None)
        met = np.any([np.nan_to_num(days[:, recent]).any(axis=1) for days in cut], axis=0)
        by_metric: dict[str, dict[str | None, Daily]] = {}
        for line, (metric, value) in enumerate(self.names):
            if value is None or met[line]:
                by_metric.setdefault(metric, {})[value] = Daily(
                    query.start, *(days[line] for days in cut)
                )
        return by_metric


def _tables(metric_ids: Sequence[str]) -> set[str]:
    return {m.table for name in metric_ids for side in metrics()[name].measures for m in side}

"""Evidence for insight rules: comparison periods, and daily series of them and their past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from data.facts.facts import Facts
from metrics.comparison.periods import (
    Compare,
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
from metrics.question.query import Query

YEAR = timedelta(weeks=52)  # the same days of a year before, by their weekdays
OUTCOMES = ("leads", "web_leads", "purchases", "key_events")


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

    def of(self, pair: PeriodPair) -> tuple[Daily, Daily]:
        """The days of the period, and of the one it is compared with."""
        return self.between(pair.now), self.between(pair.before)

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

    def pair(self, *metric_ids: str) -> PeriodPair | None:
        """Two periods that may be compared; None where files begin too late or a series breaks."""
        now = self.now(*metric_ids)
        before = earlier(now, self.compare) if now else None
        if now is None or before is None:
            return None
        starts = data_starts(self.facts)
        if any(starts[table] > before.start for table in _tables(metric_ids)):
            return None
        compared_metrics = (metrics()[name] for name in metric_ids)
        crossed = (
            breaks(self.facts, m, before.start, now.end, now.networks) for m in compared_metrics
        )
        return None if any(crossed) else PeriodPair(now, before)

    def year_ago(self, pair: PeriodPair, *metric_ids: str) -> PeriodPair | None:
        """The same two periods a year before, which show what the season does to them.

        None where files begin later than they do, or where a year ago is what is compared with.
        """
        past = pair.shifted(-YEAR)
        starts = data_starts(self.facts)
        # What comes every year is not notable, so a change must differ from that of a year before.
        late = any(starts[table] > past.before.start for table in _tables(metric_ids))
        return None if late or self.compare is not Compare.PREVIOUS else past

    def outcome(self) -> str | None:
        """The result that is counted: leads where there are any, else results on the website."""
        plain = replace(self.query, by=())
        rows: pl.DataFrame = self.facts.recent(
            ("outcomes", plain), lambda: query_metrics(self.facts, OUTCOMES, plain)
        )
        known = dict(rows.select("metric", "value").iter_rows())
        return next((name for name in OUTCOMES if known.get(name)), None)

    def split(self, metric_id: str, key: str = "", use: str = "") -> dict[str | None, Daily]:
        """A metric's days for every value of a key, from a year before all that is compared.

        Without a key, all together is under None; a value of which nothing is known then is left
        out. Only what a rule declared in ``needs`` is read.
        """
        span, metric_ids = self._whole_span(key, use), self._needed(key, use)
        if metric_id not in metric_ids:
            return {}
        name = ("findings", span, metric_ids)
        days: dict[str, dict[str | None, Daily]] = self.facts.recent(
            name, lambda: self._during(span, metric_ids)
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
        uses = (use,) if use else self.query.uses
        by = ("day", key) if key else ("day",)
        return replace(self.query, start=first - YEAR, uses=uses, by=by)

    def _needed(self, key: str, use: str) -> tuple[str, ...]:
        """The metrics that the rules declared, without those that no file has."""
        outcome = self.outcome()
        named = (outcome if name == OUTCOME else name for name in self.needs[key, use])
        imported = set(data_ends(self.facts))
        return tuple(sorted({name for name in named if name and _tables([name]) <= imported}))

    def _during(self, query: Query, needed: tuple[str, ...]) -> dict[str, dict[str | None, Daily]]:
        """By metric and value of the key; other queries about the same days share what was read."""
        tables = _tables(needed)
        known = [
            day for d in (data_starts, data_ends) for t, day in d(self.facts).items() if t in tables
        ]
        # All known days are read once, and each query is given its own: another period then reads
        # nothing.
        whole = replace(query, start=min(known), end=max(known)) if known else query
        series: _Series = self.facts.recent(
            ("findings", whole, needed), lambda: _Series.of(self.facts, needed, whole)
        )
        return series.during(query)


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

    def during(self, query: Query) -> dict[str, dict[str | None, Daily]]:
        """The days of a query, nan where nothing was read."""
        begin, count = (query.start - self.first).days, self.sides[0].shape[1]
        low, high = (min(max(day, 0), count) for day in (begin, begin + query.days))
        cut = []
        for side in self.sides:
            days = np.full((len(self.names), query.days), np.nan)
            days[:, low - begin : high - begin] = side[:, low:high]
            cut.append(days)
        met = np.any([np.nan_to_num(days).any(axis=1) for days in cut], axis=0)
        by_metric: dict[str, dict[str | None, Daily]] = {}
        for line, (metric, value) in enumerate(self.names):
            if value is None or met[line]:
                by_metric.setdefault(metric, {})[value] = Daily(
                    query.start, *(days[line] for days in cut)
                )
        return by_metric


def _tables(metric_ids: Sequence[str]) -> set[str]:
    return {m.table for name in metric_ids for side in metrics()[name].measures for m in side}

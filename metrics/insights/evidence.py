"""What the rules look at: a period, the one before, and the days of both and of their past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from data.facts.facts import Facts
from metrics.comparison.periods import Compare, complete, data_ends, data_starts, earlier
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
    """The complete days of a question, and as many days before them."""

    now: Query
    before: Query

    def shifted(self, by: timedelta) -> PeriodPair:
        """The same two periods some days later."""
        return PeriodPair(
            *(replace(q, start=q.start + by, end=q.end + by) for q in (self.now, self.before))
        )


@dataclass(frozen=True, slots=True)
class InsightEvidence:
    """The question that findings answer; ``needs`` are the daily metrics by key and use, read at once."""

    facts: Facts
    goals: tuple[Goal, ...]
    query: Query
    compare: Compare
    needs: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def now(self, *metric_ids: str) -> Query | None:
        """The days of the question on which every table of the metrics is complete."""
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
        asked = (metrics()[name] for name in metric_ids)
        crossed = (breaks(self.facts, m, before.start, now.end, now.networks) for m in asked)
        return None if any(crossed) else PeriodPair(now, before)

    def year_ago(self, pair: PeriodPair, *metric_ids: str) -> PeriodPair | None:
        """The same two periods a year before, which tell what the season does to them.

        None where files begin later than they do, or where a year ago is what is compared with.
        """
        past = pair.shifted(-YEAR)
        starts = data_starts(self.facts)
        late = any(starts[table] > past.before.start for table in _tables(metric_ids))
        return None if late or self.compare is not Compare.PREVIOUS else past

    def outcome(self) -> str | None:
        """The result that is counted here: leads where there are any, else what the site tells."""
        asked = replace(self.query, by=())
        found: pl.DataFrame = self.facts.recent(
            ("outcomes", asked), lambda: query_metrics(self.facts, OUTCOMES, asked)
        )
        known = dict(found.select("metric", "value").iter_rows())
        return next((name for name in OUTCOMES if known.get(name)), None)

    def split(self, metric_id: str, key: str = "", use: str = "") -> dict[str | None, Daily]:
        """A metric's days for every value of a key, from a year before all that is compared.

        Without a key, all together is under None; a value of which nothing is known then is left
        out. Only what a rule declared in ``needs`` is read.
        """
        asked, needed = self._asked(key, use), self._needed(key, use)
        if metric_id not in needed:
            return {}
        name = ("findings", asked, needed)
        days: dict[str, dict[str | None, Daily]] = self.facts.recent(
            name, lambda: self._during(asked, needed)
        )
        return days.get(metric_id, {})

    def basis(
        self, metric_ids: tuple[str, ...], now: Query, before: Query | None = None
    ) -> InsightBasis:
        """What a finding about some days of metrics rests on."""
        return InsightBasis(metric_ids, now, before, now.end)

    def _asked(self, key: str, use: str) -> Query:
        before = earlier(self.query, self.compare)
        first = before.start if before else self.query.start
        uses = (use,) if use else self.query.uses
        by = ("day", key) if key else ("day",)
        return replace(self.query, start=first - YEAR, uses=uses, by=by)

    def _needed(self, key: str, use: str) -> tuple[str, ...]:
        """What the rules declared, without what no file told."""
        outcome = self.outcome()
        named = (outcome if name == OUTCOME else name for name in self.needs[key, use])
        told = set(data_ends(self.facts))
        return tuple(sorted({name for name in named if name and _tables([name]) <= told}))

    def _during(self, asked: Query, needed: tuple[str, ...]) -> dict[str, dict[str | None, Daily]]:
        """By metric and value of the key; other questions about the same visits share the reading."""
        tables = _tables(needed)
        known = [
            day for d in (data_starts, data_ends) for t, day in d(self.facts).items() if t in tables
        ]
        whole = replace(asked, start=min(known), end=max(known)) if known else asked
        read: _Series = self.facts.recent(
            ("findings", whole, needed), lambda: _Series.of(self.facts, needed, whole)
        )
        return read.during(asked)


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
    def of(cls, facts: Facts, needed: Sequence[str], asked: Query) -> _Series:
        rows = query_metrics(facts, needed, asked).drop_nulls("day")
        key = asked.groups[0] if asked.groups else None
        named = rows.select("metric", key=pl.col(key) if key else pl.lit(None, pl.String))
        names = named.unique(maintain_order=True)
        line = named.join(names.with_row_index("line"), on=["metric", "key"], nulls_equal=True)
        place = (rows["day"] - asked.start).dt.total_days().to_numpy()
        sides = []
        for column in ("value", "numerator", "denominator"):
            days = np.full((names.height, asked.days), np.nan)
            days[line["line"].to_numpy(), place] = rows[column].cast(pl.Float64).to_numpy()
            sides.append(days)
        return cls(asked.start, tuple(names.iter_rows()), (sides[0], sides[1], sides[2]))

    def during(self, asked: Query) -> dict[str, dict[str | None, Daily]]:
        """The days of ``asked``, nan where nothing was read."""
        begin, count = (asked.start - self.first).days, self.sides[0].shape[1]
        low, high = (min(max(day, 0), count) for day in (begin, begin + asked.days))
        cut = []
        for side in self.sides:
            days = np.full((len(self.names), asked.days), np.nan)
            days[:, low - begin : high - begin] = side[:, low:high]
            cut.append(days)
        met = np.any([np.nan_to_num(days).any(axis=1) for days in cut], axis=0)
        found: dict[str, dict[str | None, Daily]] = {}
        for line, (metric, value) in enumerate(self.names):
            if value is None or met[line]:
                found.setdefault(metric, {})[value] = Daily(
                    asked.start, *(days[line] for days in cut)
                )
        return found


def _tables(metric_ids: Sequence[str]) -> set[str]:
    return {m.table for name in metric_ids for side in metrics()[name].measures for m in side}

"""Values of a comparison read for all channels at once: one question instead of one a channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from data.facts.facts import Facts
from metrics.comparison.compared import Row, Rows, SingleReader
from metrics.comparison.daily_series import DailySeries, split_series
from metrics.engine import query_metrics
from metrics.question.query import Query

_Answers = dict[tuple[str | None, str], Row]
_Series = Mapping[str | None, Mapping[str, DailySeries]]


@dataclass(frozen=True, slots=True)
class SplitAnswers:
    """What was read for every value of ``key`` under the filters of ``query``."""

    facts: Facts
    query: Query
    key: str
    rows: dict[tuple[Any, ...], _Answers] = field(default_factory=dict)
    days: dict[tuple[Any, ...], _Series] = field(default_factory=dict)

    def of(self, value: str) -> SplitReader:
        """A reader of the values of one channel."""
        return SplitReader(self, value, SingleReader(self.facts))

    def answers(self, rows: Rows, names: Sequence[str], period: Query) -> _Answers:
        """The rows of the metrics by value and metric."""
        asked = (rows, tuple(names), period.start, period.end)
        if asked not in self.rows:
            split = replace(self.query, start=period.start, end=period.end, by=(self.key,))
            found = query_metrics(rows.of(self.facts), names, split).to_dicts()
            self.rows[asked] = {(row[self.key], row["metric"]): row for row in found}
        return self.rows[asked]

    def series(self, rows: Rows, names: Sequence[str], until: Query) -> _Series:
        """The days of the metrics by value."""
        asked = (rows, tuple(names), until.end)
        if asked not in self.days:
            whole = replace(self.query, start=until.start, end=until.end, by=())
            self.days[asked] = split_series(rows.of(self.facts), names, whole, self.key)
        return self.days[asked]


@dataclass(frozen=True, slots=True)
class SplitReader:
    """The values of one channel; a metric that it has no row of is asked for by itself."""

    split: SplitAnswers
    value: str
    single: SingleReader

    def answers(self, rows: Rows, names: Sequence[str], period: Query) -> Sequence[Row]:
        """A row of ``query_metrics`` for each metric."""
        every = self.split.answers(rows, names, period)
        found = [row for name in names if (row := every.get((self.value, name))) is not None]
        lacking = [name for name in names if (self.value, name) not in every]
        if not lacking:
            return found
        return [*found, *self.single.answers(rows, lacking, period)]

    def series(self, rows: Rows, names: Sequence[str], until: Query) -> Mapping[str, DailySeries]:
        """The days of the metrics up to the end of the query."""
        found = self.split.series(rows, names, until).get(self.value)
        return self.single.series(rows, names, until) if found is None else found

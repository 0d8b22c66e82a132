"""Two periods compared: like with like, over complete days, with an interval and a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple, Protocol

import polars as pl

from data.facts.coverage import Owner, OwnerCoverage
from data.facts.facts import Facts
from i18n.message import Message, Quantity
from metrics.comparison import growth, sentences
from metrics.comparison.change import NO_CHANGE, Change, change
from metrics.comparison.daily_series import DailySeries, daily_series
from metrics.comparison.like_for_like import (
    LikeForLike,
    cut_by_long_rows,
    ends_of,
    like_for_like,
    owners,
)
from metrics.comparison.periods import ComparedWith, alignment, earlier, pair
from metrics.comparison.series_breaks import breaks
from metrics.comparison.whole_weeks import with_whole_weeks
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import Additivity, Metric, Unit, metrics
from metrics.engine import query_metrics
from metrics.maturing.maturity import Maturity, MaturityStage, can_compare, maturity
from metrics.question.query import Query
from metrics.statistics.period_change import (
    ALPHA,
    Method,
    PeriodChange,
    Span,
    level_change,
    period_change,
)

Row = Mapping[str, Any]
_COST = "cost"


@dataclass(frozen=True, slots=True)
class ComparedMetric:
    """A metric in two periods.

    ``row`` is the answer for ``now``, the complete days of the query; ``before`` the days it is
    compared with (None without a comparison). ``value`` and ``earlier_value`` are those of the
    accounts that have files for both, all of them where ``left_out`` is empty; of a figure that
    still grows they are those at equal age. ``notes`` say what else to know: the days that are
    cut, the accounts left out, a season that is not known. ``maturity`` is that of ``row``.
    """

    metric: Metric
    row: Row
    now: Query
    before: Query | None = None
    change: Change = NO_CHANGE
    value: float | None = None
    earlier_value: float | None = None
    left_out: tuple[OwnerCoverage, ...] = ()
    notes: tuple[Message, ...] = ()
    maturity: Maturity | None = None


class Rows(NamedTuple):
    """Which rows are compared: without those of some owners, and as known at an age of leads."""

    leave: frozenset[Owner]
    age: int | None

    def of(self, facts: Facts) -> Facts:
        """The facts with these rows only."""
        same = facts.leaving_out(self.leave)
        return same if self.age is None else same.at_age(self.age)


class ComparisonReader(Protocol):
    """Where a comparison gets its values from."""

    def answers(self, rows: Rows, names: Sequence[str], period: Query) -> Sequence[Row]:
        """A row of ``query_metrics`` for each metric, for a query without a split."""
        ...

    def series(self, rows: Rows, names: Sequence[str], until: Query) -> Mapping[str, DailySeries]:
        """The days of the metrics up to the end of the query."""
        ...


@dataclass(frozen=True, slots=True)
class SingleReader:
    """Asks a question for each selection."""

    facts: Facts

    def answers(self, rows: Rows, names: Sequence[str], period: Query) -> Sequence[Row]:
        """A row of ``query_metrics`` for each metric."""
        return query_metrics(rows.of(self.facts), names, period).to_dicts()

    def series(self, rows: Rows, names: Sequence[str], until: Query) -> Mapping[str, DailySeries]:
        """The days of the metrics up to the end of the query."""
        return daily_series(rows.of(self.facts), names, until)


def compared(
    facts: Facts,
    metric_ids: Sequence[str],
    query: Query,
    against: ComparedWith,
    reader: ComparisonReader | None = None,
) -> dict[str, ComparedMetric]:
    """The metrics of a query's complete days, each with its change against another period.

    ``reader`` has what was read for several selections at once.
    """
    plain = replace(query, by=())
    work = _Work(facts, plain, against, {}, reader or SingleReader(facts))
    pairs = {name: work.periods(metrics()[name]) for name in metric_ids}
    work.answer([(_EVERYTHING, now, name) for name, (now, _) in pairs.items()])
    plans = {name: work.plan(metrics()[name], *pairs[name]) for name in metric_ids}
    work.answer(
        [
            (plan.rows, period, name)
            for name, plan in plans.items()
            if plan.comparable
            for period in (plan.now, plan.before)
            if period is not None
        ]
    )
    series = work.series(plans)
    return {name: work.compare(plan, series.get(name)) for name, plan in plans.items()}


_EVERYTHING = Rows(frozenset(), None)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is compared of one metric, or why nothing is."""

    metric: Metric
    now: Query
    before: Query | None
    split: LikeForLike | None = None
    why: Message | None = None
    maturity: Maturity | None = None
    age: int | None = None

    @property
    def comparable(self) -> bool:
        return self.before is not None and self.why is None

    @property
    def rows(self) -> Rows:
        return Rows(owners(self.split.left_out) if self.split else frozenset(), self.age)


@dataclass(frozen=True, slots=True)
class _Work:
    facts: Facts
    query: Query
    against: ComparedWith
    answers: dict[tuple[Rows, Query, str], Row]
    reader: ComparisonReader

    def periods(self, metric: Metric) -> tuple[Query, Query | None]:
        found = pair(self.query, self.against, ends_of(self.facts, metric, self.query))
        if found is not None:
            return found
        now = complete_days(self.facts, metric, self.query)
        return now, earlier(self.query, self.against)

    def answer(self, asked: Sequence[tuple[Rows, Query, str]]) -> None:
        """Answers what was not asked before, metrics of the same rows and days together."""
        together: dict[tuple[Rows, Query], list[str]] = {}
        for rows, period, name in asked:
            if (rows, period, name) not in self.answers:
                together.setdefault((rows, period), []).append(name)
        for (rows, period), names in together.items():
            found = self.reader.answers(rows, list(dict.fromkeys(names)), period)
            self.answers.update({(rows, period, row["metric"]): row for row in found})

    def mature(self, metric: Metric, period: Query) -> Maturity | None:
        if not metric.is_delayed:
            return None
        self.answer([(_EVERYTHING, period, metric.id)])
        return maturity(self.facts, metric, period, self.answers[_EVERYTHING, period, metric.id])

    def plan(self, metric: Metric, now: Query, before: Query | None) -> _Plan:
        grown = self.mature(metric, now)
        if before is None:
            return _Plan(metric, now, None, maturity=grown)
        split = like_for_like(self.facts, metric, now, before)
        plan = _Plan(metric, now, before, split, maturity=grown)
        if split.tables_without_both:
            # Files that go from one measure to its successor cover neither in both periods.
            crossed = breaks(self.facts, metric, before.start, now.end, now.filters.get("network"))
            lacking = sentences.not_covered(split, now, before)
            return replace(plan, why=crossed[0].what if crossed else lacking)
        same = self.facts.leaving_out(plan.rows.leave)
        crossed = breaks(same, metric, before.start, now.end, now.filters.get("network"))
        if crossed:
            return replace(plan, why=crossed[0].what)
        return plan if grown is None else self.at_equal_age(plan, grown)

    def at_equal_age(self, plan: _Plan, grown: Maturity) -> _Plan:
        """The plan of a figure that grows: both periods as known so many days after their end."""
        assert plan.before is not None  # noqa: S101  # there is something to compare with
        earlier_one = self.mature(plan.metric, plan.before)
        assert earlier_one is not None  # noqa: S101  # there are leads
        if grown.stage is earlier_one.stage is MaturityStage.MATURE:
            return plan
        if grown.stage in {MaturityStage.UNKNOWN, MaturityStage.TOO_EARLY}:
            return replace(plan, why=growth.why_none(grown))
        age = max((grown.until - plan.now.end).days, 0)
        if not can_compare(self.facts, plan.metric, plan.before, age):
            return replace(plan, why=growth.TOO_FEW)
        return replace(plan, age=age)

    def planned(self, metric: Metric, now: Query) -> Quantity | None:
        """The costs entered for the days after the data, of a metric that reads costs."""
        if "costs" not in _tables(metric) or now.end >= self.query.end:
            return None
        later = replace(self.query, start=now.end + timedelta(days=1))
        self.answer([(_EVERYTHING, later, _COST)])
        row = self.answers[_EVERYTHING, later, _COST]
        return Quantity(row["value"], "money", row["currency"]) if row["value"] else None

    def series(self, plans: Mapping[str, _Plan]) -> dict[str, DailySeries]:
        together: dict[tuple[Rows, date], list[str]] = {}
        periods: dict[str, tuple[Query, Query]] = {}
        for name, plan in plans.items():
            if plan.comparable and plan.before is not None:
                together.setdefault((plan.rows, plan.now.end), []).append(name)
                periods[name] = plan.now, plan.before
        found: dict[str, DailySeries] = {}
        for (rows, end), names in together.items():
            until = replace(self.query, start=min(self.query.start, end), end=end)
            facts = rows.of(self.facts)
            found |= with_whole_weeks(facts, self.reader.series(rows, names, until), periods)
        return found

    def compare(self, plan: _Plan, series: DailySeries | None) -> ComparedMetric:
        metric, now, before = plan.metric, plan.now, plan.before
        row = _unless_too_early(metric, self.answers[_EVERYTHING, now, metric.id], plan.maturity)
        short = sentences.cut(now, self.query, self.planned(metric, now))
        lost = cut_by_long_rows(self.facts, metric, now)
        short += sentences.whole_rows(lost)
        if plan.maturity is not None:
            short += growth.notes(metric, row, plan.maturity, now)
        base = ComparedMetric(
            metric, row, now, before, value=row["value"], notes=short, maturity=plan.maturity
        )
        if before is None:
            return base
        if not plan.comparable:
            return replace(base, change=Change(None, NO_CHANGE.unit, why=plan.why))
        lost_before = cut_by_long_rows(self.facts, metric, before)
        if (lost and lost.number) != (lost_before and lost_before.number):
            return replace(base, change=Change(None, NO_CHANGE.unit, why=sentences.UNEQUAL_ROWS))
        new, old = (self.answers[plan.rows, period, metric.id] for period in (now, before))
        # Amounts in two currencies have no percentage of change.
        if new["currency"] != old["currency"] and None not in {new["currency"], old["currency"]}:
            return replace(base, change=Change(None, NO_CHANGE.unit, why=sentences.CURRENCIES))
        found = None if series is None else statistic(series, now, before)
        why = sentences.no_verdict(found, None if series is None else series.last_week)
        # An unknown value says itself why it is unknown, and what was entered by hand is no chance.
        if None in {new["value"], old["value"]} or _tables(metric) == {"costs"}:
            why = None
        moved = change(
            metric, new["value"], old["value"], found, why, _lengths(metric, now, before)
        )
        left_out = plan.split.left_out if plan.split else ()
        base = replace(
            base,
            change=moved,
            value=new["value"],
            earlier_value=old["value"],
            left_out=left_out,
        )
        kind = alignment(self.query, self.against)
        known = sentences.notes(now, before, kind, left_out, found)
        if plan.age is not None:
            known = (growth.equal_age(metric, plan.age, new, old), *known)
        if left_out:
            crossed = breaks(self.facts, metric, before.start, now.end, now.filters.get("network"))
            known += tuple(one.what for one in crossed)
        return replace(base, notes=(*short, *known))


def _unless_too_early(metric: Metric, row: Row, grown: Maturity | None) -> Row:
    """A row without its value where so little is known that a ratio would mean nothing."""
    if grown is None or grown.stage is not MaturityStage.TOO_EARLY or not metric.denominator:
        return row
    return {**row, "value": None, "why_null": WhyNull.TOO_EARLY.value}


def _lengths(metric: Metric, now: Query, before: Query) -> float:
    """How many times as many days the newer period has; 1 for what does not add up over days."""
    return now.days / before.days if metric.additivity is Additivity.FLOW else 1.0


def _tables(metric: Metric) -> set[str]:
    return {m.table for side in metric.measures for m in side}


def complete_answer(facts: Facts, metric_ids: Sequence[str], query: Query) -> pl.DataFrame:
    """``query_metrics`` with each metric over its complete days only, as ``compared`` has them."""
    together: dict[Query, list[str]] = {}
    for name in metric_ids:
        period = query if query.grain else complete_days(facts, metrics()[name], query)
        together.setdefault(period, []).append(name)
    found = pl.concat([query_metrics(facts, names, period) for period, names in together.items()])
    if not query.grain:
        found = _without_the_too_early(facts, found, together)
    order = pl.DataFrame({"metric": list(metric_ids)}).with_row_index("place")
    return found.join(order, on="metric").sort("place", maintain_order=True).drop("place")


def _without_the_too_early(
    facts: Facts, found: pl.DataFrame, together: Mapping[Query, Sequence[str]]
) -> pl.DataFrame:
    """The answers without values of which too little is known.

    A split has those of the whole: parts of a period are as old as the period.
    """
    early = []
    for period, names in together.items():
        delayed = [name for name in names if metrics()[name].is_delayed]
        plain = replace(period, by=())
        whole = query_metrics(facts, delayed, plain) if period.by and delayed else found
        rows = {row["metric"]: row for row in whole.to_dicts()}
        for metric in (metrics()[name] for name in delayed):
            row = rows[metric.id]
            if _unless_too_early(metric, row, maturity(facts, metric, plain, row)) is not row:
                early.append(metric.id)
    too_early = pl.col("metric").is_in(early)
    return found.with_columns(
        value=pl.when(~too_early).then("value"),
        why_null=pl.when(too_early).then(pl.lit(WhyNull.TOO_EARLY.value)).otherwise("why_null"),
    )


def complete_days(facts: Facts, metric: Metric, query: Query) -> Query:
    """The complete days of a query, or all of them where none is complete."""
    end = min([query.end, *ends_of(facts, metric, query)])
    return replace(query, end=end) if end >= query.start else query


def statistic(series: DailySeries, now: Query, before: Query, alpha: float = ALPHA) -> PeriodChange:
    """The change between two periods of a series, with its interval."""
    newer, older = (Span(series.place(q.start), series.place(q.end) + 1) for q in (now, before))
    if older.first < 0:
        return PeriodChange(Method.NO_COVERAGE)
    if series.metric.additivity is Additivity.STOCK:
        return level_change(series.value, newer, older, alpha)
    amount, exposure = series.value, None
    if series.is_ratio:
        amount, exposure = series.numerator, series.denominator
    counted = series.metric.unit is Unit.COUNT and not series.is_ratio
    weekday = series.first.weekday()
    return period_change(amount, newer, older, weekday, exposure, alpha, counted=counted)

"""Results: headline metrics with change and sparkline, vanity metrics, channel table, trend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from data.facts.facts import Facts
from data.facts.source import FactSource
from i18n.message import Message, msg
from metrics.comparison.change import Change, ChangeDirection, ChangeUnit
from metrics.comparison.compared import ComparedMetric, compared, complete_answer, complete_days
from metrics.comparison.growth import expected
from metrics.comparison.periods import Compare, ComparedWith
from metrics.definitions.measures import Count, is_money
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import Additivity, Metric, Unit, metrics
from metrics.engine import query_metrics
from metrics.maturing.maturity import Maturity, MaturityStage
from metrics.question.calendar import whole
from metrics.question.query import Query
from metrics.results.business import EXPOSURE, FOLLOWED_BY, SPARE
from metrics.results.outcomes import OutcomeSet, outcomes
from metrics.results.rate_intervals import has_interval, is_withheld, rate_intervals
from metrics.results.tag_faults import corrected_comparison
from metrics.statistics.intervals import garwood
from metrics.statistics.unit_intervals import Interval

FULL = 4
"""Known figures that fill a first page."""
_DAYS_IN_A_SPARK = 35  # five weeks; a longer sparkline has a point for each week


Spark = tuple[tuple[date, float | None], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric's value with its evidence: ``rows``, ``repaired`` of them with corrected tags.

    ``low`` and ``high`` are a 95 % interval where the figure is a rate of counts that is known by
    day, or a count of events.
    """

    metric: Metric
    value: float | None
    numerator: float | None
    denominator: float | None
    rows: int
    repaired: int
    currency: str | None
    why: WhyNull | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure, how it changed and its days.

    ``period`` are the complete days of the query, ``before`` those they are compared with (None
    without a comparison). ``same`` and ``earlier_value`` are the values that are compared, of the
    accounts with files for both (at equal age, where a figure still grows); ``notes`` say what
    else to know. ``maturity`` says how much of a figure that grows for weeks is known, ``expected``
    what it is expected to become.
    ``spark`` has a point for each day, or for each whole week of a longer period.
    """

    figure: Figure
    change: Change
    spark: tuple[tuple[date, float | None], ...]
    period: Query
    before: Query | None = None
    same: float | None = None
    earlier_value: float | None = None
    notes: tuple[Message, ...] = ()
    maturity: Maturity | None = None
    expected: Message | None = None

    @property
    def before_by_point(self) -> Query | None:
        """The earlier period, where its values compare with those of this one point by point.

        Not where only some accounts are compared, nor for values that are not final: the earlier
        ones are older.
        """
        if self.change.value is None or self.same != self.figure.value:
            return None
        grown = self.maturity
        return self.before if grown is None or grown.stage is MaturityStage.MATURE else None


@dataclass(frozen=True, slots=True)
class Vanity:
    """A vanity metric and its related result."""

    shown: Headline
    partner: Figure


def figure(
    row: dict[str, Any], company: OutcomeSet | None = None, ends: Interval | None = None
) -> Figure:
    """The figure of one row of a query result, named as the company names it.

    ``ends`` is the interval of a rate: one row does not say how much it varies.
    """
    metric = metrics()[row["metric"]] if company is None else company.metric(row["metric"])
    low, high = ends or _interval(metric, row) or (None, None)
    why = None if row["why_null"] is None else WhyNull(row["why_null"])
    names = ("value", "numerator", "denominator", "rows", "repaired", "currency")
    parts = {name: row[name] for name in names}
    return Figure(metric, **parts, why=why, low=low, high=high)


def sample_size(metric: Metric, numerator: float | None, denominator: float | None) -> int | None:
    """How many trials a rate has, or how many events a count; None for amounts and levels.

    A rate of an amount over an amount (ROI, ROAS) has no size of its own.
    """
    if metric.denominator:
        size = None if any(is_money(measure) for measure in metric.denominator) else denominator
    else:
        events = metric.unit is Unit.COUNT and metric.additivity is Additivity.FLOW
        size = numerator if events else None
    return None if size is None else round(size)


def _interval(metric: Metric, row: dict[str, Any]) -> Interval | None:
    if row["value"] is None:
        return None
    if metric.denominator or not all(isinstance(m, Count) for m in metric.numerator):
        return None
    # A count of independent events varies like Poisson's; sums of amounts have no such law.
    return garwood(int(row["value"]))


def headline(
    facts: Facts,
    query: Query,
    against: ComparedWith = Compare.PREVIOUS,
    metric_ids: Sequence[str] | None = None,
) -> tuple[Headline, ...]:
    """Metrics of a period's complete days: value, change, one value a day or week.

    Without ``metric_ids`` those that count for the company, and where the period knows few of these,
    what else comes close to a result.

    A period that reaches beyond its data is cut, for value and change alike.
    """
    company = outcomes(facts)
    answers = compared(
        facts, company.headlines if metric_ids is None else metric_ids, query, against
    )
    if metric_ids is None:
        answers |= _spare(facts, company, answers, query, against)
    corrected = corrected_comparison(facts, judged(answers), query, against)
    found = without_faulty_verdicts(answers, corrected)
    sparks = _sparks(facts, tuple(found), query)
    ends = _ends(facts, found)
    return tuple(
        assembled(company, one, sparks[name], ends.get(name)) for name, one in found.items()
    )


def assembled(
    company: OutcomeSet, one: ComparedMetric, spark: Spark, ends: Interval | None
) -> Headline:
    """The headline of a comparison; a rate of too few cases without an interval is unknown."""
    found, change = figure(dict(one.row), company, ends), one.change
    if found.value is not None and is_withheld(one.metric, found.denominator, ends):
        found = replace(found, value=None, why=WhyNull.TOO_FEW)
        change = Change(None, ChangeUnit.NONE, why=WhyNull.TOO_FEW.message)
    return Headline(
        found,
        change,
        spark,
        one.now,
        one.before,
        one.value,
        one.earlier_value,
        one.notes,
        one.maturity,
        None if one.maturity is None else expected(one.metric, one.row, one.maturity),
    )


def _spare(
    facts: Facts,
    company: OutcomeSet,
    found: dict[str, ComparedMetric],
    query: Query,
    against: ComparedWith,
) -> dict[str, ComparedMetric]:
    """Further metrics that the period knows, where it knows few of the company's own."""
    count = sum(one.row["value"] is not None for one in found.values())

    def known(names: Sequence[str]) -> dict[str, ComparedMetric]:
        asked = [name for name in names if name in company.held and name not in found]
        answers = compared(facts, asked, query, against) if asked else {}
        return {name: one for name, one in answers.items() if one.row["value"] is not None}

    if count >= FULL:
        return {}
    close = dict(list(known(SPARE).items())[: FULL - count])
    if count + len(close) > 1:
        return close
    return close | dict(list(known(EXPOSURE).items())[: FULL - count - len(close)])


def _ends(facts: Facts, found: dict[str, ComparedMetric]) -> dict[str, Interval]:
    """The intervals of rates, each over the days of its value."""
    together: dict[Query, list[str]] = {}
    for name, one in found.items():
        if one.row["value"] is not None:
            together.setdefault(one.now, []).append(name)
    return {
        key[0]: ends
        for period, names in together.items()
        for key, ends in rate_intervals(facts, names, period).items()
    }


_FAULTY = msg("No verdict, because the proposed UTM fixes would change it.")


def judged(found: Mapping[str, ComparedMetric]) -> list[str]:
    """The metrics that have a verdict."""
    return [name for name, one in found.items() if one.change.direction.is_verdict]


def without_faulty_verdicts(
    found: Mapping[str, ComparedMetric], corrected: Mapping[str, ComparedMetric]
) -> dict[str, ComparedMetric]:
    """The comparisons without verdicts that hang on faulty tags."""
    flipped = {
        name: replace(
            one, change=replace(one.change, direction=ChangeDirection.UNCLEAR, why=_FAULTY)
        )
        for name, other in corrected.items()
        if other.change.direction is not (one := found[name]).change.direction
    }
    return {**found, **flipped}


def _sparks(facts: FactSource, metric_ids: Sequence[str], query: Query) -> dict[str, Spark]:
    """Each metric's value a day; a week where days would only show the weekend's dips."""
    grain = "day" if query.days <= _DAYS_IN_A_SPARK else "week"
    rows = query_metrics(facts, metric_ids, replace(query, by=(grain,))).filter(whole(query, grain))
    points: dict[str, list[tuple[date, float | None]]] = {name: [] for name in metric_ids}
    for name, first, value in rows.select("metric", grain, "value").iter_rows():
        points[name].append((first, value))
    return {name: tuple(line) for name, line in points.items()}


def vanity(
    facts: Facts, query: Query, against: ComparedWith = Compare.PREVIOUS
) -> tuple[Vanity, ...]:
    """Every vanity metric with a value, with its related result."""
    names = [m.id for m in metrics().values() if m.vanity and m.numerator]
    known = [h for h in headline(facts, query, against, names) if h.figure.value is not None]
    company = outcomes(facts)
    related = {h.figure.metric.id: _related(h.figure.metric, company) for h in known}
    every = sorted({name for chain in related.values() for name in chain})
    rows = query_metrics(facts, every, replace(query, by=())).to_dicts()
    figures = {row["metric"]: figure(row, company) for row in rows}
    return tuple(
        Vanity(shown, _first_known([figures[name] for name in chain]))
        for shown in known
        if (chain := related[shown.figure.metric.id])
    )


def _related(metric: Metric, company: OutcomeSet) -> tuple[str, ...]:
    """The related results of a vanity metric, the closest first.

    Its partner and the partner's own, then what counts, then what comes nearest to a result.
    """
    if metric.partner is None:
        return ()
    chain = [metric.partner]
    while (name := metrics()[chain[-1]].partner) is not None and name not in chain:
        chain.append(name)
    others = (*company.results, *FOLLOWED_BY)
    nearest = (name for name in others if not _is_part(metric, metrics()[name]))
    return tuple(dict.fromkeys(name for name in (*chain, *nearest) if name != metric.id))


def _is_part(metric: Metric, whole: Metric) -> bool:
    """Whether the metric counts some of what the whole counts (reactions are engagements)."""
    parts, every = (
        {(m.table, column) for m in one.numerator for column in m.columns}
        for one in (metric, whole)
    )
    return bool(parts) and parts <= every


def _first_known(figures: Sequence[Figure]) -> Figure:
    """The closest related result that is known; the closest one where none is."""
    return next((one for one in figures if one.value is not None), figures[0])


def channel_table(facts: Facts, query: Query) -> pl.DataFrame:
    """One row per channel and use: a column per metric of ``OutcomeSet.columns``, complete days.

    Each metric also has ``<metric>_why`` (a value of ``WhyNull``), a rate of counts its 95 %
    interval (``<metric>_low``, ``<metric>_high``), and each amount its currency
    (``<metric>_currency``). A null channel is unknown. Sorted by the outcomes, the main one
    first, then by the first column.
    """
    company = outcomes(facts)
    names = company.columns
    keys = ["channel", "use"]
    split = replace(query, by=tuple(keys))
    long = complete_answer(facts, names, split)
    table = long.select(keys).unique()
    for name in names:
        own = long.filter(metric=name)
        columns = {"value": name, "why_null": f"{name}_why"}
        if metrics()[name].unit is Unit.MONEY:
            columns["currency"] = f"{name}_currency"
        if has_interval(metrics()[name]):
            own = _with_ends(facts, own, name, complete_days(facts, metrics()[name], split))
            columns |= {"low": f"{name}_low", "high": f"{name}_high"}
        own = own.select(*keys, *columns).rename(columns)
        table = table.join(own, on=keys, how="left", nulls_equal=True)
    order = dict.fromkeys(name for name in (*company.results, names[0]) if name in names)
    return table.sort(*order, descending=True, nulls_last=True)


def _with_ends(facts: Facts, rates: pl.DataFrame, name: str, period: Query) -> pl.DataFrame:
    """The rates of one metric with their intervals, null where there is none."""
    found = rate_intervals(facts, [name], period)
    ends = [found.get((name, *key), (None, None)) for key in rates.select(period.by).rows()]
    types = {"low": pl.Float64, "high": pl.Float64}
    return rates.hstack(pl.DataFrame(ends, schema=types, orient="row"))

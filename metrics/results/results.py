"""Results: headline metrics with change and sparkline, vanity metrics, channel table, trend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from data.facts.source import FactSource
from i18n.message import Message, msg
from metrics.comparison.change import NO_CHANGE, Change, change
from metrics.comparison.periods import Compare, complete, data_ends, data_starts, earlier
from metrics.comparison.series_breaks import breaks
from metrics.definitions.measures import Count
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import Additivity, Metric, Unit, metrics
from metrics.engine import query_metrics
from metrics.question.calendar import whole
from metrics.question.query import Query
from metrics.statistics.intervals import garwood, wilson

_DAYS_IN_A_SPARK = 35  # five weeks; a longer sparkline has a point for each week
HEADLINE = (
    "leads",
    "web_leads",
    "qualified_leads",
    "customers",
    "referrals",
    "lead_rate",
    "web_conversion_rate",
    "key_events",
    "purchases",
    "revenue",
    "ad_spend",
    "cpl",
    "roas",
)
# Only a connected GA4 property has these: without one, they are left out instead of unknown.
WHERE_KNOWN = frozenset({"web_leads", "purchases"})
CHANNEL_TABLE = (
    "sessions",
    "leads",
    "web_leads",
    "lead_rate",
    "web_conversion_rate",
    "key_events",
    "purchases",
    "ad_spend",
    "cpl",
    "revenue",
    "roas",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric's value with its evidence: ``n`` rows, ``repaired`` of them with corrected tags.

    ``low`` and ``high`` are a 95 % interval where the figure is a rate of counted trials or a
    count of events.
    """

    metric: Metric
    value: float | None
    numerator: float | None
    denominator: float | None
    n: int
    repaired: int
    currency: str | None
    why: WhyNull | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure, how it moved and its days.

    ``period`` and ``before`` are the complete days compared (None without a comparison);
    ``broken`` says why a change is not shown: a series break, or files that begin too late.
    ``spark`` has a point for each day, or for each whole week of a longer period.
    """

    figure: Figure
    change: Change
    spark: tuple[tuple[date, float | None], ...]
    period: Query
    before: Query | None = None
    earlier_value: float | None = None
    broken: Message | None = None


@dataclass(frozen=True, slots=True)
class Vanity:
    """A vanity metric and its related result."""

    shown: Headline
    partner: Figure


def figure(row: dict[str, Any]) -> Figure:
    """The figure of one row of a query result."""
    metric = metrics()[row["metric"]]
    low, high = _interval(metric, row) or (None, None)
    why = None if row["why_null"] is None else WhyNull(row["why_null"])
    names = ("value", "numerator", "denominator", "n", "repaired", "currency")
    parts = {name: row[name] for name in names}
    return Figure(metric, **parts, why=why, low=low, high=high)


def _interval(metric: Metric, row: dict[str, Any]) -> tuple[float, float] | None:
    if row["value"] is None:
        return None
    # Wilson needs successes among trials; other ratios have no simple interval.
    if metric.unit is Unit.PERCENT and metric.additivity is Additivity.RATIO:
        return wilson(row["numerator"], row["denominator"]) if _counted(metric) else None
    if metric.denominator or not all(isinstance(m, Count) for m in metric.numerator):
        return None
    # A count of independent events varies like Poisson's; sums of amounts have no such law.
    return garwood(int(row["value"]))


def _counted(metric: Metric) -> bool:
    """Whether the numerator counts a part of the denominator, so that the rate is binomial."""
    top = [column for m in metric.numerator for column in m.columns]
    return all(m.sign == 1 for m in metric.numerator) and set(top) <= {
        "key_event_sessions",
        "engaged_sessions",
    }


def headline(
    facts: FactSource,
    query: Query,
    compare: Compare = Compare.PREVIOUS,
    metric_ids: Sequence[str] = HEADLINE,
) -> tuple[Headline, ...]:
    """The outcomes of a period: value, change over complete days, one value a day or week.

    The value is that of the whole period; the change compares its complete days only.
    """
    plain = replace(query, by=())
    values = {row["metric"]: row for row in query_metrics(facts, metric_ids, plain).to_dicts()}
    sparks = _sparks(facts, metric_ids, query)
    starts = data_starts(facts)
    ends = data_ends(facts)
    pairs = {name: _pair(metrics()[name], plain, ends, compare) for name in metric_ids}
    known = {(plain, name): row for name, row in values.items()}
    # Metrics with equal complete days share one query.
    windows = {q for pair in pairs.values() for q in pair if q} - {plain}
    missing_rows = {q: [name for name in metric_ids if q in pairs[name]] for q in windows}
    known |= _values(facts, missing_rows)
    return tuple(
        _headline(facts, values[name], sparks[name], plain, pairs[name], known, starts)
        for name in metric_ids
        if name not in WHERE_KNOWN or values[name]["value"] is not None
    )


Spark = tuple[tuple[date, float | None], ...]


def _sparks(facts: FactSource, metric_ids: Sequence[str], query: Query) -> dict[str, Spark]:
    """Each metric's value a day; a week where days would only show the weekend's dips."""
    grain = "day" if query.days <= _DAYS_IN_A_SPARK else "week"
    rows = query_metrics(facts, metric_ids, replace(query, by=(grain,))).filter(whole(query, grain))
    points: dict[str, list[tuple[date, float | None]]] = {name: [] for name in metric_ids}
    for name, first, value in rows.select("metric", grain, "value").iter_rows():
        points[name].append((first, value))
    return {name: tuple(line) for name, line in points.items()}


Pair = tuple[Query | None, Query | None]


def _pair(metric: Metric, query: Query, ends: dict[str, date], compare: Compare) -> Pair:
    """The complete days of the query in the metric's tables, and those to compare with."""
    tables = {m.table for side in metric.measures for m in side}
    now = complete(query, [ends[table] for table in tables if table in ends])
    before = earlier(now, compare) if now else None
    return (now, before) if before else (None, None)


def _values(
    facts: FactSource, metrics_by_query: Mapping[Query, Sequence[str]]
) -> dict[tuple[Query, str], dict[str, Any]]:
    return {
        (query, row["metric"]): row
        for query, metric_ids in metrics_by_query.items()
        for row in query_metrics(facts, metric_ids, query).to_dicts()
    }


def _headline(
    facts: FactSource,
    row: dict[str, Any],
    spark: Spark,
    query: Query,
    pair: Pair,
    known: dict[tuple[Query, str], dict[str, Any]],
    starts: dict[str, date],
) -> Headline:
    name, (now, before) = row["metric"], pair
    unchanged = Headline(figure(row), NO_CHANGE, spark, query)
    if now is None or before is None:
        return unchanged
    late = _begins_late(metrics()[name], before, starts)
    if late is not None:
        return replace(unchanged, period=now, before=before, broken=late)
    new, old = known[now, name], known[before, name]
    crossed = breaks(facts, metrics()[name], before.start, now.end, query.networks)
    broken = crossed[0].what if crossed else None
    # Amounts in two currencies have no percentage of change.
    comparable = broken is None and new["currency"] == old["currency"]
    moved = change(metrics()[name], new["value"], old["value"]) if comparable else NO_CHANGE
    return replace(
        unchanged,
        change=moved,
        period=now,
        before=before,
        earlier_value=old["value"],
        broken=broken,
    )


def _begins_late(metric: Metric, before: Query, starts: dict[str, date]) -> Message | None:
    """Why the period before cannot serve: a file begins after it does, so days are missing."""
    tables = {m.table for side in metric.measures for m in side}
    first = max((starts[table] for table in tables if table in starts), default=before.start)
    if first <= before.start:
        return None
    return msg(
        "No comparison: the files begin on {first}, after the start of the earlier period.",
        first=str(first),
    )


def vanity(
    facts: FactSource, query: Query, compare: Compare = Compare.PREVIOUS
) -> tuple[Vanity, ...]:
    """Every vanity metric with a value, with its related result."""
    names = [m.id for m in metrics().values() if m.vanity and m.numerator]
    known = [h for h in headline(facts, query, compare, names) if h.figure.value is not None]
    partners = sorted({name for h in known if (name := h.figure.metric.partner)})
    rows = query_metrics(facts, partners, replace(query, by=())).to_dicts()
    related = {row["metric"]: figure(row) for row in rows}
    pairs = [(vanity_headline, vanity_headline.figure.metric.partner) for vanity_headline in known]
    return tuple(Vanity(vanity_headline, related[name]) for vanity_headline, name in pairs if name)


def channel_table(facts: FactSource, query: Query) -> pl.DataFrame:
    """One row per channel and use: a column per metric of ``CHANNEL_TABLE``.

    Each metric also has ``<metric>_why`` (a value of ``WhyNull``), the lead rate its 95 %
    interval (``lead_rate_low``, ``lead_rate_high``), and each amount its currency
    (``<metric>_currency``). A null channel is unknown. Sorted by leads, then sessions.
    """
    keys = ["channel", "use"]
    long = query_metrics(facts, CHANNEL_TABLE, replace(query, by=tuple(keys)))
    table = long.select(keys).unique()
    for name in CHANNEL_TABLE:
        own = long.filter(metric=name)
        columns = {"value": name, "why_null": f"{name}_why"}
        if metrics()[name].unit is Unit.MONEY:
            columns["currency"] = f"{name}_currency"
        if name == "lead_rate":
            own = _with_wilson(own)
            columns |= {"low": "lead_rate_low", "high": "lead_rate_high"}
        own = own.select(*keys, *columns).rename(columns)
        table = table.join(own, on=keys, how="left", nulls_equal=True)
    return table.sort("leads", "sessions", descending=True, nulls_last=True)


def _with_wilson(rates: pl.DataFrame) -> pl.DataFrame:
    ends = [
        (None, None) if k is None or not n else wilson(k, n) or (None, None)
        for k, n in rates.select("numerator", "denominator").iter_rows()
    ]
    types = {"low": pl.Float64, "high": pl.Float64}
    return rates.hstack(pl.DataFrame(ends, schema=types, orient="row"))


def trend(
    facts: FactSource, metric_id: str, query: Query, by: str = "channel", grain: str = "day"
) -> pl.DataFrame:
    """The metric over time, one line per value of ``by``: a query result keyed by grain and ``by``.

    Weeks and months that are only partly in the period are left out: they would look like a fall.
    """
    return query_metrics(facts, [metric_id], replace(query, by=(grain, by))).filter(
        whole(query, grain)
    )

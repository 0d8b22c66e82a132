"""What the results and channels pages show, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from data.message import Message
from metrics.answer import answer
from metrics.change import NO_CHANGE, Change, change
from metrics.engine import FactSource
from metrics.intervals import garwood, wilson
from metrics.measures import Count
from metrics.periods import Compare, complete, data_ends, earlier
from metrics.query import Query
from metrics.reasons import WhyNull
from metrics.registry import Additivity, Metric, Unit, metrics

HEADLINE = (
    "leads",
    "qualified_leads",
    "customers",
    "referrals",
    "lead_rate",
    "web_conversion_rate",
    "key_events",
    "revenue",
    "ad_spend",
    "cpl",
    "roas",
)
CHANNEL_TABLE = (
    "sessions",
    "leads",
    "lead_rate",
    "web_conversion_rate",
    "key_events",
    "ad_spend",
    "cpl",
    "revenue",
    "roas",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric's value with what it rests on.

    ``low`` and ``high`` are a 95 % interval where the figure is a rate of counted trials or a
    count of happenings.
    """

    metric: Metric
    value: float | None
    numerator: float | None
    denominator: float | None
    n: int
    currency: str | None
    why: WhyNull | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure, how it moved and its days.

    ``period`` and ``before`` are the complete days compared (None without a comparison);
    ``broken`` says why a change across a series break is not shown.
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
    """A vanity figure beside the figure that means business."""

    shown: Headline
    partner: Figure


def figure(row: dict[str, Any]) -> Figure:
    """The figure of one row of an answer."""
    metric = metrics()[row["metric"]]
    low, high = _interval(metric, row) or (None, None)
    why = None if row["why_null"] is None else WhyNull(row["why_null"])
    parts = {name: row[name] for name in ("value", "numerator", "denominator", "n", "currency")}
    return Figure(metric, **parts, why=why, low=low, high=high)


def _interval(metric: Metric, row: dict[str, Any]) -> tuple[float, float] | None:
    if row["value"] is None:
        return None
    if metric.unit is Unit.PERCENT and metric.additivity is Additivity.RATIO:
        return wilson(row["numerator"], row["denominator"]) if _counted(metric) else None
    if metric.denominator or not all(isinstance(m, Count) for m in metric.numerator):
        return None
    return garwood(int(row["value"]))


def _counted(metric: Metric) -> bool:
    """Whether the numerator counts happenings, each among those of the denominator."""
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
    """The outcomes of a period: value, change over complete days, one value a day.

    The value is that of the whole period asked; the change compares its complete days only.
    """
    plain = replace(query, by=())
    values = {row["metric"]: row for row in answer(facts, metric_ids, plain).to_dicts()}
    days = _days(answer(facts, metric_ids, replace(query, by=("day",))))
    ends = data_ends(facts)
    pairs = {name: _pair(metrics()[name], plain, ends, compare) for name in metric_ids}
    known = {(plain, name): row for name, row in values.items()}
    windows = {q for pair in pairs.values() for q in pair if q} - {plain}
    asked = {q: [name for name in metric_ids if q in pairs[name]] for q in windows}
    known |= _values(facts, asked)
    return tuple(
        _headline(values[name], days[name], plain, pairs[name], known) for name in metric_ids
    )


Spark = tuple[tuple[date, float | None], ...]


def _days(found: pl.DataFrame) -> dict[str, Spark]:
    """Each metric's value a day."""
    days: dict[str, list[tuple[date, float | None]]] = {}
    for name, day, value in found.select("metric", "day", "value").iter_rows():
        days.setdefault(name, []).append((day, value))
    return {name: tuple(points) for name, points in days.items()}


Pair = tuple[Query | None, Query | None]


def _pair(metric: Metric, query: Query, ends: dict[str, date], compare: Compare) -> Pair:
    """The complete days of the question in the metric's tables, and those to compare with."""
    tables = {m.table for side in metric.measures for m in side}
    now = complete(query, [ends[table] for table in tables if table in ends])
    before = earlier(now, compare) if now else None
    return (now, before) if before else (None, None)


def _values(
    facts: FactSource, asked: Mapping[Query, Sequence[str]]
) -> dict[tuple[Query, str], dict[str, Any]]:
    return {
        (query, row["metric"]): row
        for query, metric_ids in asked.items()
        for row in answer(facts, metric_ids, query).to_dicts()
    }


def _headline(
    row: dict[str, Any],
    spark: Spark,
    query: Query,
    pair: Pair,
    known: dict[tuple[Query, str], dict[str, Any]],
) -> Headline:
    name, (now, before) = row["metric"], pair
    shown = Headline(figure(row), NO_CHANGE, spark, query)
    if now is None or before is None:
        return shown
    new, old = known[now, name], known[before, name]
    broken = series_break(metrics()[name], before.start, now.end, query.networks)
    comparable = broken is None and new["currency"] == old["currency"]
    moved = change(metrics()[name], new["value"], old["value"]) if comparable else NO_CHANGE
    return replace(
        shown, change=moved, period=now, before=before, earlier_value=old["value"], broken=broken
    )


def series_break(
    metric: Metric, start: date, end: date, networks: Sequence[str] = ()
) -> Message | None:
    """Why figures before and after a day inside the span cannot be compared, if they cannot."""
    for found in metric.breaks:
        if start < found.day <= end and (not networks or found.network in networks):
            return found.what
    return None


def vanity(
    facts: FactSource, query: Query, compare: Compare = Compare.PREVIOUS
) -> tuple[Vanity, ...]:
    """Every vanity figure that is known, beside its meaningful partner."""
    names = [m.id for m in metrics().values() if m.vanity and m.numerator]
    known = [h for h in headline(facts, query, compare, names) if h.figure.value is not None]
    partners = sorted({name for h in known if (name := h.figure.metric.partner)})
    rows = answer(facts, partners, replace(query, by=())).to_dicts()
    beside = {row["metric"]: figure(row) for row in rows}
    pairs = [(shown, shown.figure.metric.partner) for shown in known]
    return tuple(Vanity(shown, beside[name]) for shown, name in pairs if name)


def channel_table(facts: FactSource, query: Query) -> pl.DataFrame:
    """One row per channel and use: a column per metric of ``CHANNEL_TABLE``.

    Beside each metric stands ``<metric>_why`` (a word of ``WhyNull``), beside the lead rate its
    95 % interval (``lead_rate_low``, ``lead_rate_high``), and the currencies of cost and revenue.
    A null channel is unknown. Sorted by leads, then sessions.
    """
    keys = ["channel", "use"]
    long = answer(facts, CHANNEL_TABLE, replace(query, by=tuple(keys)))
    table = long.select(keys).unique()
    for name in CHANNEL_TABLE:
        own = long.filter(metric=name)
        columns = {"value": name, "why_null": f"{name}_why"}
        if name in {"ad_spend", "revenue"}:
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
    """The metric over time, one line per value of ``by``: an answer keyed by grain and ``by``."""
    return answer(facts, [metric_id], replace(query, by=(grain, by)))

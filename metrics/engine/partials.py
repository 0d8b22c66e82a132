"""Partial aggregates: one pass over each fact table, ending in small sums that add up.

Everything here takes and returns narwhals lazy frames; polars runs them. Partials add up: weeks
from days, totals from groups. That is what makes roll-ups possible.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import narwhals as nw
import polars as pl

from data.base.channels import Use
from data.base.networks import billed_together
from data.channels.classification import DERIVED_COLUMNS, assign_channels
from data.facts.corrections import REPAIRED
from data.facts.source import FactSource, Frame, collect_all
from data.tables.cost_spans import INSIDE, WHOLE
from data.tables.schema import TABLES
from data.values.cost import KINDS
from metrics.definitions.measures import Count, IsKnown, IsOneOf, Measure, is_money
from metrics.engine.search_results import whole_sites
from metrics.question.query import KEYS, Query, Selection

KIND = "_kind_"  # begins the columns that count the rows of each kind of cost

# The tables whose days a period is made of; the others hold lists, not figures over time.
DATED = (
    *("posts", "account_days", "web_sessions", "web_key_events", "ad_costs", "leads"),
    *("conversions", "search_days", "email_sends"),
)
ANALYTICS = frozenset({"web_sessions", "web_key_events"})  # reports that repeat the same visits
REPORTED = ANALYTICS | {"search_days"}  # whose reports repeat the same clicks on results
SPAN_TABLES = REPORTED | {"ad_costs"}  # rows may cover a whole period
SPAN = ("date", "period_from", "period_to")
REPORT_BLOCK = ("property", "report", *SPAN)
BLOCK = {**dict.fromkeys(REPORTED, REPORT_BLOCK), "ad_costs": (*SPAN, INSIDE, WHOLE)}
COLUMN = {"post": "post_id"}  # keys of a question that the table calls otherwise


@dataclass(frozen=True, slots=True)
class Slot:
    """A measure and the name its partial columns start with."""

    name: str
    measure: Measure


def needed_keys(measure: Measure, query: Query) -> frozenset[str]:
    """The keys a table must know to answer: of the split, the filters and the measure itself."""
    own = {c.column for c in measure.where if isinstance(c, IsOneOf) and c.column in KEYS}
    return frozenset({*query.groups, *query.filters, *own})


def scoped(facts: FactSource, table: str, query: Query, keys: Iterable[str]) -> Frame:
    """Rows of ``table`` that touch the period and pass the filters, with the ``keys`` assigned."""
    frame = nw.from_native(facts.candidates(table))
    if table == "search_days":
        frame = whole_sites(frame)
    day = nw.col(TABLES[table].day)
    last = nw.col("period_to") if table in SPAN_TABLES else day
    frame = frame.filter((day <= query.end) & (last >= query.start))
    # Filters on stored columns come first, so that reading the files can already skip rows.
    frame = passing(frame, query, query.filters.keys() - DERIVED_COLUMNS)
    wanted = DERIVED_COLUMNS & {*keys, *query.filters}
    if wanted:
        frame = assign_channels(frame, table, wanted, facts.inputs.tagging.channels)
    return passing(frame, query, query.filters.keys() & DERIVED_COLUMNS)


def without_overhead(frame: Frame, table: str, query: Query) -> Frame:
    """The rows without costs that belong to no key of the split: those are overhead."""
    if table != "costs":
        return frame
    for key in query.groups:
        unknown = nw.col(key) == Use.UNKNOWN.value if key == "use" else nw.col(key).is_null()
        frame = frame.filter(~unknown)
    return frame


def passing(frame: Frame, query: Query, filters: Collection[str]) -> Frame:
    """The rows that pass some of the filters of the query."""
    for key, selection in query.filters.items():
        if key in filters:
            frame = frame.filter(selection.rows(key, _billed_together(selection.values)))
    return frame


def _billed_together(values: Iterable[str]) -> tuple[str, ...]:
    together = billed_together().items()
    return tuple(account for account, networks in together if networks <= set(values))


def _row_value(measure: Measure) -> nw.Expr:
    if isinstance(measure, Count):
        return nw.col("_one")
    if len(measure.columns) == 1:
        return nw.col(measure.columns[0])
    return nw.when(_known(measure.columns)).then(nw.sum_horizontal(*measure.columns))


def _known(columns: Sequence[str]) -> nw.Expr:
    tests = [~nw.col(name).is_null() for name in columns]
    return tests[0] if len(tests) == 1 else nw.any_horizontal(*tests, ignore_nulls=False)


def _holds(conditions: Iterable[IsOneOf | IsKnown]) -> nw.Expr:
    tests = [
        nw.col(c.column).is_in(c.values).fill_null(value=False)
        if isinstance(c, IsOneOf)
        else _known(c.columns)
        for c in conditions
    ]
    return tests[0] if len(tests) == 1 else nw.all_horizontal(*tests, ignore_nulls=False)


def _partials(slot: Slot, has_repairs: bool) -> list[nw.Expr]:
    """Sum, rows that match, matching rows with a value, rows with a value before ``IsOneOf``.

    ``has_repairs``: also the matching rows with a value whose tags were corrected.
    """
    measure, name = slot.measure, slot.name
    value = _row_value(measure)
    counted = value
    rows = known = base = nw.col("_one") if isinstance(measure, Count) else value
    if measure.where:
        holds = _holds(measure.where)
        counted = nw.when(holds).then(value)
        rows = nw.when(holds).then(nw.col("_one"))
        known = counted
        only_known = [c for c in measure.where if isinstance(c, IsKnown)]
        base = nw.when(_holds(only_known)).then(value) if only_known else value
    else:
        rows = nw.col("_one")
    exprs = [
        counted.sum().alias(f"{name}_sum"),
        rows.count().alias(f"{name}_rows"),
        known.count().alias(f"{name}_known"),
        base.count().alias(f"{name}_base"),
    ]
    if has_repairs:
        repaired = nw.when(nw.col(REPAIRED)).then(known)
        exprs.append(repaired.count().alias(f"{name}_repaired"))
    if is_money(measure):
        # A zero needs no currency.
        money = nw.when(counted != 0).then(nw.col("currency").fill_null(""))
        exprs += [money.min().alias(f"{name}_low"), money.max().alias(f"{name}_high")]
    return exprs


def parted_by(table: str, query: Query) -> list[str]:
    """The grouping columns of the partials of a query."""
    if table in BLOCK:
        return [*query.groups, *BLOCK[table]]
    return [*query.groups, "day"] if query.grain else list(query.groups)


def partials(
    frame: Frame, table: str, slots: Sequence[Slot], query: Query, *, has_repairs: bool = False
) -> Frame:
    """One row per key of the query (and per block of a span table) with additive partials.

    ``has_repairs`` says that the rows have the flag of corrected tags, so that they are counted
    too.
    """
    day = nw.col(TABLES[table].day)
    keys = parted_by(table, query)
    renamed = {key: nw.col(COLUMN[key]) for key in keys if key in COLUMN}
    last = nw.col("period_to") if table in SPAN_TABLES else day
    frame = frame.with_columns(_first=day, _last=last, _one=nw.lit(1, dtype=nw.Int64), **renamed)
    if "day" in keys:
        frame = frame.with_columns(day=day)
    shared = [
        nw.col("_one").sum().alias("_rows"),
        nw.col("_first").min(),
        nw.col("_last").max(),
    ]
    if table == "costs":
        named = ((f"{KIND}{kind}", nw.col("kind") == kind) for kind in KINDS)
        # A sum of booleans is not portable between engines, hence the cast.
        shared += [is_kind.cast(nw.Int64).sum().alias(name) for name, is_kind in named]
    if has_repairs:
        shared.append(nw.col(REPAIRED).cast(nw.Int64).sum().alias("_mended"))
    wide = [expr for slot in slots for expr in _partials(slot, has_repairs)]
    return frame.group_by(keys).agg(*shared, *wide) if keys else frame.select(*shared, *wide)


def inventory(frame: Frame, slots: Sequence[Slot]) -> Frame:
    """Which columns each block of reports fills, whatever the query filters."""
    columns = sorted({name for slot in slots for name in slot.measure.columns})
    filled = [nw.col(name).count().alias(name) for name in columns]
    return frame.group_by(list(REPORT_BLOCK)).agg(*filled)


def coverage(facts: FactSource, table: str, networks: Selection | None = None) -> Frame:
    """The first and the last day of everything known in ``table`` (null: nothing).

    Posts and account days are covered by network, because each network has files of its own.
    """
    spans: pl.DataFrame = facts.derived(("coverage", table), lambda: _spans(facts, table))
    frame = nw.from_native(spans.lazy())
    if networks is not None and "network" in spans.columns:
        frame = frame.filter(networks.rows("network"))
    return frame.select(nw.col("first").min(), nw.col("last").max())


def _spans(facts: FactSource, table: str) -> pl.DataFrame:
    spec = TABLES[table]
    last = nw.col("period_to" if table in SPAN_TABLES else spec.day).max()
    spans = {"first": nw.col(spec.day).min(), "last": last}
    frame = nw.from_native(facts.frame(table))
    by_network = "network" in spec.schema
    (collected,) = collect_all(
        [frame.group_by("network").agg(**spans) if by_network else frame.select(**spans)]
    )
    return collected

"""From measures to figures: plans one pass per table, runs all of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import narwhals as nw
import polars as pl

from data.base.networks import billed_together
from data.facts.source import FactSource, Frame, collect_all
from metrics.definitions.measures import Last, Measure, absent_is_zero
from metrics.definitions.reasons import WhyNull
from metrics.engine import level_metrics
from metrics.engine.partials import (
    REPORTED,
    SPAN_TABLES,
    Slot,
    coverage,
    needed_keys,
    partials,
    scoped,
    without_overhead,
)
from metrics.engine.query_result import (
    Figures,
    Partials,
    QueryResult,
    bucketed,
    from_partials,
    refuse,
    unanswered,
)
from metrics.engine.report_selection import fits
from metrics.engine.rollup import blocks, networks, rolled, serves, slots_for
from metrics.engine.web_sessions import read_web
from metrics.question.calendar import buckets, closes, touched
from metrics.question.query import Query

# What each table can be split and filtered by; reports of web sessions are asked one by one.
KEYS = {
    "posts": frozenset({"channel", "use", "network", "post"}),
    "account_days": frozenset({"channel", "use", "network"}),
    "ad_costs": frozenset({"channel", "use", "network", "campaign"}),
    "costs": frozenset({"channel", "use", "network", "campaign"}),
    "leads": frozenset({"channel", "use", "network", "campaign", "content"}),
    "conversions": frozenset(),
    "web_sessions": frozenset({"channel", "use", "network", "campaign", "content"}),
    "web_key_events": frozenset({"channel", "use", "network", "campaign", "content"}),
}


def supported(measure: Measure, query: Query) -> bool:
    """Whether the measure's table knows every key of the split and the filters."""
    keys = needed_keys(measure, query)
    if isinstance(measure, Last):
        return keys <= level_metrics.KEYS
    # Half of an account billed for two networks together cannot be told.
    together = billed_together()
    halved = any(0 < len(names & set(query.networks)) < len(names) for names in together.values())
    return keys <= KEYS[measure.table] and not (measure.table == "ad_costs" and halved)


def execute(facts: FactSource, measures: Sequence[Measure], query: Query) -> QueryResult:
    """The figures of all ``measures``; every table is read once for all of its measures."""
    solution = QueryResult()
    askable = []
    for measure in dict.fromkeys(measures):
        if supported(measure, query):
            if no_costs_imported(facts, measure):
                solution.figures[measure] = unanswered(WhyNull.NO_COSTS)
            else:
                askable.append(measure)
        else:
            solution.figures[measure] = unanswered(WhyNull.NOT_BY_THIS)
    rolled_up = {
        table: serves(facts, table, frozenset().union(*(needed_keys(m, query) for m in own)))
        for table, own in _by_table(askable).items()
    }
    plan = _plan(facts, askable, query, rolled_up)
    data = collect_all(list(plan.values()), at_hand=all(rolled_up.values()))
    found = dict(zip(plan, data, strict=True))
    for table in sorted({measure.table for measure in askable}):
        _read_table(facts, table, askable, found, query, solution)
    return solution


def no_costs_imported(facts: FactSource, measure: Measure) -> bool:
    """Whether nothing was ever told of other costs: then no question has to look for them."""
    return measure.table == "costs" and is_empty(facts, "costs")


def is_empty(facts: FactSource, table: str) -> bool:
    """Whether no row of ``table`` was ever imported: then the period is not to blame."""
    found: bool = facts.derived(("empty", table), partial(_empty, facts, table))
    return found


def _by_table(measures: Sequence[Measure]) -> dict[str, list[Measure]]:
    """The measures that rows are added up for; a stock has a history of its own."""
    found: dict[str, list[Measure]] = {}
    for measure in measures:
        if not isinstance(measure, Last):
            found.setdefault(measure.table, []).append(measure)
    return found


def _plan(
    facts: FactSource, measures: Sequence[Measure], query: Query, rolled_up: Mapping[str, bool]
) -> dict[str, Frame]:
    """The frames to collect, by name: table, or table and purpose."""
    frames: dict[str, Frame] = {}
    for table in sorted({measure.table for measure in measures}):
        slots = slots_for(measures, table)
        if slots:
            read = _from_roll_up if rolled_up[table] else _from_rows
            frames |= read(facts, table, slots, query)
            if table in REPORTED:
                frames[f"{table}:inventory"] = blocks(facts, table, query)
        if any(absent_is_zero(slot.measure) for slot in slots):
            frames[f"{table}:coverage"] = coverage(facts, table, query.networks)
    for measure in measures:
        if isinstance(measure, Last):
            frames[f"last:{measure.columns[0]}"] = level_metrics.history(facts, measure, query)
    return frames


def _from_roll_up(
    facts: FactSource, table: str, slots: Sequence[Slot], query: Query
) -> dict[str, Frame]:
    found = {table: rolled(facts, table, slots, query)}
    if table == "posts":
        found[f"{table}:networks"] = networks(facts, table, query)
    return found


def _from_rows(
    facts: FactSource, table: str, slots: Sequence[Slot], query: Query
) -> dict[str, Frame]:
    """The one pass over the rows of a table."""
    keys = {key for slot in slots for key in needed_keys(slot.measure, query)}
    rows, mended = scoped(facts, table, query, keys), facts.inputs.tagging.corrects(table)
    rows = without_overhead(rows, table, query)
    found = {table: partials(rows, table, slots, query, mended=mended)}
    if table == "posts":
        found[f"{table}:networks"] = scoped(facts, table, query, ()).select("network").unique()
    return found


def _read_table(
    facts: FactSource,
    table: str,
    measures: Sequence[Measure],
    found: dict[str, pl.DataFrame],
    query: Query,
    solution: QueryResult,
) -> None:
    for measure in measures:
        if measure.table == table and isinstance(measure, Last):
            values = found[f"last:{measure.columns[0]}"]
            if values.is_empty() and is_empty(facts, table):
                solution.figures[measure] = unanswered(WhyNull.NO_FILE)
            else:
                solution.figures[measure] = level_metrics.figures(measure, values, query)
            counted = values.lazy().with_columns(_rows=1, _first="date", _last="date")
            solution.parts[table] = Partials(counted)
    slots = slots_for(measures, table)
    if not slots:
        return
    parts = found[table]
    if not parts["_rows"].sum() and is_empty(facts, table):
        for slot in slots:
            solution.figures[slot.measure] = unanswered(WhyNull.NO_FILE)
    elif table in REPORTED:
        told = found[f"{table}:inventory"]
        read_web(table, parts, told, slots, query, solution, facts.inputs.tagging.looked_at(table))
    elif table in SPAN_TABLES:
        _read_spans(parts, slots, query, solution)
    else:
        days = _covered(found.get(f"{table}:coverage"), query)
        rows = parts.lazy().filter(pl.col("_rows") > 0)
        solution.parts[table] = Partials(rows)
        mended = "_mended" in parts.columns
        frame = from_partials(bucketed(rows, "day", query), slots, query, mended=mended)
        named = frozenset(found["posts:networks"]["network"] if table == "posts" else ())
        for slot in slots:
            covered = days if absent_is_zero(slot.measure) else frozenset()
            figures = Figures(frame, slot.name, WhyNull.NO_ROWS, covered, named)
            solution.figures[slot.measure] = figures


def _read_spans(
    parts: pl.DataFrame, slots: Sequence[Slot], query: Query, solution: QueryResult
) -> None:
    """Costs of whole periods: one that sticks out of the question leaves its keys unknown.

    What it spent inside the question cannot be told, and a sum without it would be too low.
    """
    rows, whole = parts.lazy(), parts.select(fits(query).all()).item()
    usable = rows if whole else rows.filter(fits(query))
    solution.parts["ad_costs"] = Partials(usable)
    if not (query.by or whole):
        nothing = unanswered(WhyNull.PERIOD_ROWS_ONLY)
        solution.figures.update(dict.fromkeys((slot.measure for slot in slots), nothing))
        return
    mended = "_mended" in parts.columns
    frame = from_partials(bucketed(usable, "period_from", query), slots, query, mended=mended)
    if not whole:
        cut = _keys_of(rows.filter(~fits(query)), query)
        frame = refuse(frame, cut, WhyNull.PERIOD_ROWS_ONLY, query)
    for slot in slots:
        solution.figures[slot.measure] = Figures(frame, slot.name, WhyNull.NO_ROWS)


def _keys_of(parts: pl.LazyFrame, query: Query) -> pl.LazyFrame:
    """The question's keys, buckets included, that the spans of some partials touch."""
    if query.grain is None:
        return parts.select(query.by)
    touching = (
        buckets(query)
        .lazy()
        .join_where(
            parts.select("period_from", "period_to", *query.groups),
            pl.col("period_from") <= closes(query.grain, query.grain),
            pl.col("period_to") >= pl.col(query.grain),
        )
    )
    return touching.select(query.by)


def _covered(frame: pl.DataFrame | None, query: Query) -> frozenset[date]:
    first, last = (None, None) if frame is None else frame.row(0)
    return frozenset() if first is None else touched(query, [(first, last)])


def _empty(facts: FactSource, table: str) -> bool:
    (head,) = collect_all([nw.from_native(facts.frame(table)).head(1)])
    return head.is_empty()

"""From measures to figures: plans one pass per table, runs all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import narwhals as nw
import polars as pl

from metrics import stocks
from metrics.blocks import fits
from metrics.calendar import buckets, closes, touched
from metrics.conversion import converted
from metrics.engine import (
    REPORTED,
    SHARED,
    SPAN_TABLES,
    FactSource,
    Frame,
    Slot,
    collect_all,
    coverage,
    inventory,
    needed_keys,
    partials,
    scoped,
    without_overhead,
)
from metrics.figures import Figures, from_partials, refuse, unanswered
from metrics.measures import Last, Measure, absent_is_zero
from metrics.query import Query
from metrics.reasons import WhyNull
from metrics.rollup import blocks, networks, rolled, serves, slots_for
from metrics.sessions import read_web
from metrics.solution import Solution, bucketed, read_range

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
        return keys <= stocks.KEYS
    # Half of an account billed for two networks together cannot be told.
    halved = any(0 < len(names & set(query.networks)) < len(names) for names in SHARED.values())
    return keys <= KEYS[measure.table] and not (measure.table == "ad_costs" and halved)


def solve(facts: FactSource, measures: Sequence[Measure], query: Query) -> Solution:
    """The figures of all ``measures``; every table is read once for all of its measures."""
    solution = Solution()
    askable = []
    for measure in dict.fromkeys(measures):
        if supported(measure, query):
            if never_told(facts, measure):
                solution.figures[measure] = unanswered(query, WhyNull.NO_COSTS)
            else:
                askable.append(measure)
        else:
            solution.figures[measure] = unanswered(query, WhyNull.NOT_BY_THIS)
    plan = _plan(facts, askable, query)
    found = dict(zip(plan, collect_all(list(plan.values())), strict=True))
    for table in sorted({measure.table for measure in askable}):
        _read_table(facts, table, askable, found, query, solution)
    _tell_empty_tables(facts, solution)
    if facts.exchange is not None:
        for table, read in solution.read.items():
            solution.read[table] = replace(read, converted=converted(facts, table, read))
    return solution


def never_told(facts: FactSource, measure: Measure) -> bool:
    """Whether nothing was ever told of other costs: then no question has to look for them."""
    return measure.table == "costs" and facts.derived(
        ("empty", "costs"), partial(_empty, facts, "costs")
    )


def _plan(facts: FactSource, measures: Sequence[Measure], query: Query) -> dict[str, Frame]:
    """The frames to collect, by name: table, or table and purpose."""
    frames: dict[str, Frame] = {}
    for table in sorted({measure.table for measure in measures}):
        slots = slots_for(measures, table)
        if slots:
            frames |= _pass(facts, table, slots, query)
        if any(absent_is_zero(slot.measure) for slot in slots):
            frames[f"{table}:coverage"] = coverage(facts, table, query.networks)
    for measure in measures:
        if isinstance(measure, Last):
            frames[f"last:{measure.columns[0]}"] = stocks.history(facts, measure, query)
    return frames


def _pass(facts: FactSource, table: str, slots: Sequence[Slot], query: Query) -> dict[str, Frame]:
    """The one pass over a table: its rows, or what has been rolled up of them."""
    keys = {key for slot in slots for key in needed_keys(slot.measure, query)}
    if serves(facts, table, keys):
        found = {table: rolled(facts, table, slots, query)}
        if table in REPORTED:
            found[f"{table}:inventory"] = blocks(facts, table, query)
        if table == "posts":
            found[f"{table}:networks"] = networks(facts, table, query)
        return found
    rows, mended = scoped(facts, table, query, keys), facts.tagging.mends(table)
    rows = without_overhead(rows, table, query)
    found = {table: partials(rows, table, slots, query, mended=mended)}
    if table in REPORTED:
        whole = scoped(facts, table, Query(query.start, query.end), ())
        found[f"{table}:inventory"] = inventory(whole, slots)
    if table == "posts":
        found[f"{table}:networks"] = scoped(facts, table, query, ()).select("network").unique()
    return found


def _read_table(
    facts: FactSource,
    table: str,
    measures: Sequence[Measure],
    found: dict[str, pl.DataFrame],
    query: Query,
    solution: Solution,
) -> None:
    for measure in measures:
        if measure.table == table and isinstance(measure, Last):
            values = found[f"last:{measure.columns[0]}"]
            solution.figures[measure] = stocks.figures(measure, values, query)
            solution.read[table] = read_range(
                values.with_columns(_rows=1, _first="date", _last="date")
            )
    slots = slots_for(measures, table)
    if not slots:
        return
    parts = found[table].filter(pl.col("_rows") > 0)
    solution.read[table] = read_range(parts)
    if table in REPORTED:
        told = found[f"{table}:inventory"]
        read_web(table, parts, told, slots, query, solution, facts.tagging.looked_at(table))
    elif table in SPAN_TABLES:
        _read_spans(parts, slots, query, solution)
    else:
        days = _covered(found.get(f"{table}:coverage"), query)
        frame = from_partials(bucketed(parts, "day", query), slots, query)
        named = frozenset(found["posts:networks"]["network"] if table == "posts" else ())
        for slot in slots:
            covered = days if absent_is_zero(slot.measure) else frozenset()
            figures = Figures(frame, slot.name, WhyNull.NO_ROWS, covered, named)
            solution.figures[slot.measure] = figures


def _read_spans(
    parts: pl.DataFrame, slots: Sequence[Slot], query: Query, solution: Solution
) -> None:
    """Costs of whole periods: one that sticks out of the question leaves its keys unknown.

    What it spent inside the question cannot be told, and a sum without it would be too low.
    """
    usable = parts.filter(fits(query))
    solution.read["ad_costs"] = read_range(usable)
    cut = parts.filter(~fits(query))
    if not query.by and not cut.is_empty():
        nothing = unanswered(query, WhyNull.PERIOD_ROWS_ONLY)
        solution.figures.update(dict.fromkeys((slot.measure for slot in slots), nothing))
        return
    frame = from_partials(bucketed(usable, "period_from", query), slots, query)
    if not cut.is_empty():
        frame = refuse(frame, slots, _keys_of(cut, query), WhyNull.PERIOD_ROWS_ONLY, query)
    for slot in slots:
        solution.figures[slot.measure] = Figures(frame, slot.name, WhyNull.NO_ROWS)


def _keys_of(parts: pl.DataFrame, query: Query) -> pl.DataFrame:
    """The question's keys, buckets included, that the spans of some partials touch."""
    if query.grain is None:
        return parts.select(query.by) if query.by else parts
    touching = buckets(query).join_where(
        parts.select("period_from", "period_to", *query.groups),
        pl.col("period_from") <= closes(query.grain, query.grain),
        pl.col("period_to") >= pl.col(query.grain),
    )
    return touching.select(query.by)


def _covered(frame: pl.DataFrame | None, query: Query) -> frozenset[date]:
    first, last = (None, None) if frame is None else frame.row(0)
    return frozenset() if first is None else touched(query, [(first, last)])


def _tell_empty_tables(facts: FactSource, solution: Solution) -> None:
    """Where nothing was read, tells a table that holds nothing at all from a wrong period."""
    for table, read in solution.read.items():
        if not read.rows and facts.derived(("empty", table), partial(_empty, facts, table)):
            empty = {
                measure: replace(figures, absent=WhyNull.NO_FILE, covered=frozenset())
                for measure, figures in solution.figures.items()
                if measure.table == table and figures.absent is not WhyNull.NOT_BY_THIS
            }
            solution.figures.update(empty)


def _empty(facts: FactSource, table: str) -> bool:
    (head,) = collect_all([nw.from_native(facts.frame(table)).head(1)])
    return head.is_empty()

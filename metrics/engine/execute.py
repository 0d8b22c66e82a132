"""Query execution: plans one pass per table and runs all passes together."""

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
from metrics.definitions.registry import Metric
from metrics.engine import level_metrics
from metrics.engine.cost_periods import answering, unanswered_rows
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
from metrics.engine.rollup import blocks, is_rolled_up, networks, rolled, serves, slots_for
from metrics.engine.web_sessions import read_web
from metrics.question.calendar import buckets, closes, touched
from metrics.question.query import Query

# What each table can be split and filtered by; for web sessions each report decides for itself.
KEYS = {
    "posts": frozenset({"channel", "use", "network", "account", "post"}),
    "account_days": frozenset({"channel", "use", "network", "account"}),
    "ad_costs": frozenset({"channel", "use", "network", "account", "campaign"}),
    "costs": frozenset({"channel", "use", "network", "campaign"}),
    "leads": frozenset({"channel", "use", "network", "campaign", "content"}),
    "conversions": frozenset(),
    "web_sessions": frozenset({"channel", "use", "network", "campaign", "content"}),
    "web_key_events": frozenset({"channel", "use", "network", "campaign", "content"}),
    "search_days": frozenset(),
    "email_sends": frozenset({"account", "campaign"}),
}


def supported(measure: Measure, query: Query) -> bool:
    """Whether the measure's table knows every key of the split and the filters."""
    keys = needed_keys(measure, query)
    if isinstance(measure, Last):
        return keys <= level_metrics.KEYS
    # Half of an account billed for two networks together is unknown.
    together = billed_together()
    halved = any(0 < len(names & set(query.networks)) < len(names) for names in together.values())
    return keys <= KEYS[measure.table] and not (measure.table == "ad_costs" and halved)


def splittable(metric: Metric, key: str) -> bool:
    """Whether any file may break the metric down by ``key``."""
    tables = (m.table for side in metric.measures for m in side)
    return all(key in KEYS[table] for table in tables)


def execute(facts: FactSource, measures: Sequence[Measure], query: Query) -> QueryResult:
    """The figures of all ``measures``; every table is read once for all of its measures."""
    result = QueryResult()
    answerable = []
    for measure in dict.fromkeys(measures):
        if supported(measure, query):
            if no_costs_imported(facts, measure):
                result.figures[measure] = unanswered(WhyNull.NO_COSTS)
            else:
                answerable.append(measure)
        else:
            result.figures[measure] = unanswered(WhyNull.NOT_BY_THIS)
    # Decided for all tables before planning: `serves` also counts this query as one that was asked.
    rolled_up = {
        table: serves(facts, table, frozenset().union(*(needed_keys(m, query) for m in own)))
        and is_rolled_up(own, table)
        for table, own in _by_table(answerable).items()
    }
    plan = _plan(facts, answerable, query, rolled_up)
    data = collect_all(list(plan.values()), at_hand=all(rolled_up.values()))
    frames = dict(zip(plan, data, strict=True))
    for table in sorted({measure.table for measure in answerable}):
        _read_table(facts, table, answerable, frames, query, result)
    return result


def no_costs_imported(facts: FactSource, measure: Measure) -> bool:
    """Whether no other costs were ever imported or entered, so that no query looks for them."""
    return measure.table == "costs" and is_empty(facts, "costs")


def is_empty(facts: FactSource, table: str) -> bool:
    """Whether no row of ``table`` was ever imported: then the period is not to blame."""
    empty: bool = facts.derived(("empty", table), partial(_empty, facts, table))
    return empty


def _by_table(measures: Sequence[Measure]) -> dict[str, list[Measure]]:
    """The measures that are sums of rows; a level metric has a history of its own."""
    by_table: dict[str, list[Measure]] = {}
    for measure in measures:
        if not isinstance(measure, Last):
            by_table.setdefault(measure.table, []).append(measure)
    return by_table


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
                own = [slot.measure for slot in slots]
                frames[f"{table}:inventory"] = blocks(facts, table, query, own)
        if any(absent_is_zero(slot.measure) for slot in slots):
            frames[f"{table}:coverage"] = coverage(facts, table, query.filters.get("network"))
    for measure in measures:
        if isinstance(measure, Last):
            frames[f"last:{measure.columns[0]}"] = level_metrics.history(facts, measure, query)
    return frames


def _from_roll_up(
    facts: FactSource, table: str, slots: Sequence[Slot], query: Query
) -> dict[str, Frame]:
    frames = {table: rolled(facts, table, slots, query)}
    if table == "posts":
        frames[f"{table}:networks"] = networks(facts, table, query)
    return frames


def _from_rows(
    facts: FactSource, table: str, slots: Sequence[Slot], query: Query
) -> dict[str, Frame]:
    """The single pass over the rows of a table."""
    keys = {key for slot in slots for key in needed_keys(slot.measure, query)}
    rows, has_repairs = scoped(facts, table, query, keys), facts.inputs.tagging.corrects(table)
    rows = without_overhead(rows, table, query)
    frames = {table: partials(rows, table, slots, query, has_repairs=has_repairs)}
    if table == "posts":
        frames[f"{table}:networks"] = scoped(facts, table, query, ()).select("network").unique()
    return frames


def _read_table(
    facts: FactSource,
    table: str,
    measures: Sequence[Measure],
    frames: dict[str, pl.DataFrame],
    query: Query,
    result: QueryResult,
) -> None:
    for measure in measures:
        if measure.table == table and isinstance(measure, Last):
            values = frames[f"last:{measure.columns[0]}"]
            # A table without any row asks for a file; an empty period asks for other days.
            if values.is_empty() and is_empty(facts, table):
                result.figures[measure] = unanswered(WhyNull.NO_FILE)
            else:
                result.figures[measure] = level_metrics.figures(measure, values, query)
            counted = values.lazy().with_columns(_rows=1, _first="date", _last="date")
            result.parts[table] = Partials(counted)
    slots = slots_for(measures, table)
    if not slots:
        return
    parts = frames[table]
    if not parts["_rows"].sum() and is_empty(facts, table):
        for slot in slots:
            result.figures[slot.measure] = unanswered(WhyNull.NO_FILE)
    elif table in REPORTED:
        inventory = frames[f"{table}:inventory"]
        read_web(
            table, parts, inventory, slots, query, result, facts.inputs.tagging.looked_at(table)
        )
    elif table in SPAN_TABLES:
        _read_spans(facts, parts, slots, query, result)
    else:
        days = _covered(frames.get(f"{table}:coverage"), query)
        # Without keys, an aggregation over nothing still gives one row of zeros.
        rows = parts.lazy().filter(pl.col("_rows") > 0)
        result.parts[table] = Partials(rows)
        has_repairs = "_mended" in parts.columns
        frame = from_partials(bucketed(rows, "day", query), slots, query, has_repairs=has_repairs)
        named = frozenset(frames["posts:networks"]["network"] if table == "posts" else ())
        for slot in slots:
            covered = days if absent_is_zero(slot.measure) else frozenset()
            figures = Figures(frame, slot.name, WhyNull.NO_ROWS, covered, named)
            result.figures[slot.measure] = figures


def _read_spans(
    facts: FactSource,
    parts: pl.DataFrame,
    slots: Sequence[Slot],
    query: Query,
    result: QueryResult,
) -> None:
    """Costs of whole periods: one that reaches beyond the query leaves its keys unknown.

    How much was spent inside the query is unknown, and a sum without it would be too low.
    """
    rows, spans = parts.lazy(), facts.cost_spans()
    all_fit = not spans.nested and parts.select(fits(query).all()).item()
    usable = rows if all_fit else answering(rows, spans, query)
    result.parts["ad_costs"] = Partials(usable)
    lacking = None if all_fit else unanswered_rows(rows, spans, query).collect()
    whole = lacking is None or lacking.is_empty()
    if not (query.by or whole):
        unknown = unanswered(WhyNull.PERIOD_ROWS_ONLY)
        result.figures.update(dict.fromkeys((slot.measure for slot in slots), unknown))
        return
    has_repairs = "_mended" in parts.columns
    frame = from_partials(
        bucketed(usable, "period_from", query), slots, query, has_repairs=has_repairs
    )
    if lacking is not None and not whole:
        frame = refuse(frame, _keys_of(lacking.lazy(), query), WhyNull.PERIOD_ROWS_ONLY, query)
    for slot in slots:
        result.figures[slot.measure] = Figures(frame, slot.name, WhyNull.NO_ROWS)


def _keys_of(parts: pl.LazyFrame, query: Query) -> pl.LazyFrame:
    """The query's keys, buckets included, that the periods of some partials touch."""
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

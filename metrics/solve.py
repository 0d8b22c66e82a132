"""From measures to figures: plans one pass per table, runs all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import narwhals as nw
import polars as pl

from metrics import stocks
from metrics.blocks import Block, able, choose, fits
from metrics.calendar import bucket, touched
from metrics.engine import (
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
)
from metrics.figures import Figures, from_partials, unanswered
from metrics.measures import Last, Measure, Sum, absent_is_zero
from metrics.query import Query
from metrics.reasons import WhyNull

# What each table can be split and filtered by; reports of web sessions are asked one by one.
KEYS = {
    "posts": frozenset({"channel", "use", "network", "post"}),
    "account_days": frozenset({"channel", "use", "network"}),
    "ad_costs": frozenset({"channel", "use", "network", "campaign"}),
    "leads": frozenset({"channel", "use", "network", "campaign", "content"}),
    "web_sessions": frozenset({"channel", "use", "network", "campaign", "content"}),
}


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one table: rows, first and last day, reports that answered."""

    rows: int
    first: date | None
    last: date | None
    reports: frozenset[str] = frozenset()


@dataclass(slots=True)
class Solution:
    """The figures of every measure, and what was read of every table."""

    figures: dict[Measure, Figures] = field(default_factory=dict)
    read: dict[str, Read] = field(default_factory=dict)


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
            askable.append(measure)
        else:
            solution.figures[measure] = unanswered(query, WhyNull.NOT_BY_THIS)
    plan = _plan(facts, askable, query)
    found = dict(zip(plan, collect_all(list(plan.values())), strict=True))
    for table in sorted({measure.table for measure in askable}):
        _read_table(table, askable, found, query, solution)
    _tell_empty_tables(facts, solution)
    return solution


def _slots(measures: Sequence[Measure], table: str) -> list[Slot]:
    own = [m for m in measures if m.table == table and not isinstance(m, Last)]
    return [Slot(f"m{number}", measure) for number, measure in enumerate(own)]


def _plan(facts: FactSource, measures: Sequence[Measure], query: Query) -> dict[str, Frame]:
    """The frames to collect, by name: table, or table and purpose."""
    frames: dict[str, Frame] = {}
    for table in sorted({measure.table for measure in measures}):
        slots = _slots(measures, table)
        if slots:
            keys = {key for slot in slots for key in needed_keys(slot.measure, query)}
            frames[table] = partials(scoped(facts, table, query, keys), table, slots, query)
        if table == "web_sessions":
            everything = scoped(facts, table, Query(query.start, query.end), ())
            frames["web_sessions:inventory"] = inventory(everything, slots)
        if any(absent_is_zero(slot.measure) for slot in slots):
            frames[f"{table}:coverage"] = coverage(facts, table)
    for measure in measures:
        if isinstance(measure, Last):
            frames[f"last:{measure.columns[0]}"] = stocks.history(facts, measure, query)
    return frames


def _read_table(
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
            solution.read[table] = _range(values.with_columns(_rows=1, _first="date", _last="date"))
    slots = _slots(measures, table)
    if not slots:
        return
    parts = found[table].filter(pl.col("_rows") > 0)
    solution.read[table] = _range(parts)
    if table == "web_sessions":
        _read_web(parts, found["web_sessions:inventory"], slots, query, solution)
    elif table in SPAN_TABLES:
        _read_spans(parts, slots, query, solution)
    else:
        days = _covered(found.get(f"{table}:coverage"), query)
        rows = _bucketed(parts, "day", query)
        for slot in slots:
            covered = days if absent_is_zero(slot.measure) else frozenset()
            solution.figures[slot.measure] = from_partials(rows, slot, query, covered=covered)


def _read_web(
    parts: pl.DataFrame,
    blocks: pl.DataFrame,
    slots: Sequence[Slot],
    query: Query,
    solution: Solution,
) -> None:
    reports: set[str] = set()
    for slot in slots:
        candidates = able(blocks, slot.measure, needed_keys(slot.measure, query))
        filled = candidates.filter("filled")
        chosen = choose(filled.filter(fits(query)))
        reports |= {block.report for block in chosen}
        why = _why_no_block(blocks, candidates, filled, chosen)
        rows = _of_blocks(parts, chosen)
        # An analytics report lists every visit of its days: a channel not in it had none.
        spans = [(b.period_from, b.period_to) for b in chosen if isinstance(slot.measure, Sum)]
        solution.figures[slot.measure] = from_partials(
            _bucketed(rows, "period_from", query), slot, query, why, touched(query, spans)
        )
    used = parts.filter(pl.col("report").is_in(reports) & fits(query))
    solution.read["web_sessions"] = _range(used, frozenset(reports))


def _why_no_block(
    blocks: pl.DataFrame, candidates: pl.DataFrame, filled: pl.DataFrame, chosen: Sequence[Block]
) -> WhyNull:
    if chosen or blocks.is_empty():
        return WhyNull.NO_ROWS
    if candidates.is_empty():
        return WhyNull.NOT_BY_THIS
    return WhyNull.NOT_IN_EXPORT if filled.is_empty() else WhyNull.PERIOD_ROWS_ONLY


def _of_blocks(parts: pl.DataFrame, chosen: Sequence[Block]) -> pl.DataFrame:
    wanted = {name: parts.schema[name] for name in Block._fields}
    blocks = pl.DataFrame(list(chosen), schema=wanted, orient="row")
    return parts.join(blocks, on=list(Block._fields), how="semi", nulls_equal=True)


def _read_spans(
    parts: pl.DataFrame, slots: Sequence[Slot], query: Query, solution: Solution
) -> None:
    usable = parts.filter(fits(query))
    why = WhyNull.PERIOD_ROWS_ONLY if usable.height < parts.height else WhyNull.NO_ROWS
    solution.read["ad_costs"] = _range(usable)
    for slot in slots:
        solution.figures[slot.measure] = from_partials(
            _bucketed(usable, "period_from", query), slot, query, why
        )


def _bucketed(parts: pl.DataFrame, day: str, query: Query) -> pl.DataFrame:
    if query.grain is None:
        return parts
    return parts.with_columns(bucket(day, query.grain).alias(query.grain))


def _range(parts: pl.DataFrame, reports: frozenset[str] = frozenset()) -> Read:
    rows, first, last = parts.select(
        pl.col("_rows").sum(), pl.col("_first").min(), pl.col("_last").max()
    ).row(0)
    return Read(rows, first, last, reports)


def _covered(frame: pl.DataFrame | None, query: Query) -> frozenset[date]:
    first, last = (None, None) if frame is None else frame.row(0)
    return frozenset() if first is None else touched(query, [(first, last)])


def _tell_empty_tables(facts: FactSource, solution: Solution) -> None:
    """Where nothing was read, tells a table that holds nothing at all from a wrong period."""
    idle = [table for table, read in solution.read.items() if not read.rows]
    heads = [nw.from_native(facts.frame(table)).head(1) for table in idle]
    for table, head in zip(idle, collect_all(heads) if heads else (), strict=True):
        if head.is_empty():
            empty = {
                measure: Figures(figures.frame, WhyNull.NO_FILE)
                for measure, figures in solution.figures.items()
                if measure.table == table and figures.absent is not WhyNull.NOT_BY_THIS
            }
            solution.figures.update(empty)

"""Web session figures: reads one GA4 report per property and day, chosen for each measure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import polars as pl

from data.tables.schema import TABLES
from metrics.definitions.measures import Measure, Sum
from metrics.definitions.reasons import WhyNull
from metrics.engine.partials import Slot, needed_keys
from metrics.engine.query_result import Figures, Partials, QueryResult, bucketed, from_partials
from metrics.engine.report_selection import ReportBlock, ReportInventory, of_events, together
from metrics.question.calendar import touched
from metrics.question.query import Query

_TYPES = {name: TABLES["web_sessions"].schema[name] for name in ReportBlock._fields}
# Columns that must be filled, keys of the query, and whether events must have names.
_Needs = tuple[frozenset[str], frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Choice:
    """The blocks that answer, and why there are no others."""

    blocks: tuple[ReportBlock, ...]
    absent: WhyNull


def read_web(
    table: str,
    parts: pl.DataFrame,
    blocks: pl.DataFrame,
    slots: Sequence[Slot],
    query: Query,
    result: QueryResult,
    looked_at: frozenset[str] = frozenset(),
) -> None:
    """Adds the figures of all ``slots``; measures with the same blocks share one aggregation.

    ``looked_at`` are the columns that rules about tags compare.
    """
    inventory, needed = ReportInventory.of(blocks, query), dict[_Needs, _Choice]()
    by_choice: dict[_Choice, list[Slot]] = {}
    for slot in slots:
        measure = slot.measure
        needs = (together(measure), needed_keys(measure, query), of_events(measure))
        if needs not in needed:
            needed[needs] = _choice(inventory, measure, query, looked_at)
        by_choice.setdefault(needed[needs], []).append(slot)
    answering = frozenset(block for choice in by_choice for block in choice.blocks)
    rows, has_repairs = parts.lazy(), "_mended" in parts.columns
    read = _of_blocks(rows, answering, inventory)
    for choice, own in by_choice.items():
        alone = len(choice.blocks) < len(answering)
        chosen = _of_blocks(rows, choice.blocks, inventory) if alone else read
        frame = from_partials(
            bucketed(chosen, "period_from", query), own, query, has_repairs=has_repairs
        )
        days = touched(query, [(block.period_from, block.period_to) for block in choice.blocks])
        for slot in own:
            # GA4 lists every session of its days: a channel that is missing had zero, not unknown.
            covered = days if isinstance(slot.measure, Sum) else frozenset()
            figures = Figures(frame, slot.name, choice.absent, covered)
            result.figures[slot.measure] = figures
    reports = frozenset(block.report for block in answering)
    result.parts[table] = Partials(read, reports)


def _choice(
    inventory: ReportInventory, measure: Measure, query: Query, looked_at: frozenset[str]
) -> _Choice:
    keys = needed_keys(measure, query)
    candidates = inventory.able(measure, keys)
    filled = inventory.filling(candidates, measure)
    # Without keys no tag matters: the coarsest report answers, whatever rules are in force.
    chosen = inventory.choose(filled, looked_at if keys else frozenset())
    if chosen or not inventory.blocks:
        return _Choice(chosen, WhyNull.NO_ROWS)
    if not candidates:
        return _Choice(chosen, WhyNull.NOT_BY_THIS)
    return _Choice(chosen, WhyNull.PERIOD_ROWS_ONLY if filled else WhyNull.NOT_IN_EXPORT)


def _of_blocks(
    parts: pl.LazyFrame, chosen: Collection[ReportBlock], inventory: ReportInventory
) -> pl.LazyFrame:
    if len(chosen) == len(inventory.blocks):  # the join would remove nothing
        return parts
    blocks = pl.LazyFrame(list(chosen), schema=_TYPES, orient="row")
    return parts.join(blocks, on=list(ReportBlock._fields), how="semi", nulls_equal=True)

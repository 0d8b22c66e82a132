"""Reading web reports: one per property and day, chosen for what a measure needs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import polars as pl

from data.tables.schema import TABLES
from metrics.definitions.measures import Measure, Sum
from metrics.definitions.reasons import WhyNull
from metrics.engine.partials import Slot, needed_keys
from metrics.engine.query_result import Figures, Partials, QueryResult, bucketed, from_partials
from metrics.engine.report_selection import ReportBlock, ReportInventory, together
from metrics.question.calendar import touched
from metrics.question.query import Query

_TYPES = {name: TABLES["web_sessions"].schema[name] for name in ReportBlock._fields}
_Needs = tuple[frozenset[str], frozenset[str]]  # columns to be filled, keys to be told


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
    solution: QueryResult,
    looked_at: frozenset[str] = frozenset(),
) -> None:
    """Adds the figures of all ``slots``; measures with the same blocks are worked out together.

    ``looked_at`` are the columns that rules about tags compare.
    """
    there, needed = ReportInventory.of(blocks, query), dict[_Needs, _Choice]()
    alike: dict[_Choice, list[Slot]] = {}
    for slot in slots:
        measure = slot.measure
        needs = (together(measure), needed_keys(measure, query))
        if needs not in needed:
            needed[needs] = _choice(there, measure, query, looked_at)
        alike.setdefault(needed[needs], []).append(slot)
    answering = frozenset(block for choice in alike for block in choice.blocks)
    rows, mended = parts.lazy(), "_mended" in parts.columns
    read = _of_blocks(rows, answering, there)
    for choice, own in alike.items():
        alone = len(choice.blocks) < len(answering)
        chosen = _of_blocks(rows, choice.blocks, there) if alone else read
        frame = from_partials(bucketed(chosen, "period_from", query), own, query, mended=mended)
        days = touched(query, [(block.period_from, block.period_to) for block in choice.blocks])
        for slot in own:
            # An analytics report lists every visit of its days: a channel not in it had none.
            covered = days if isinstance(slot.measure, Sum) else frozenset()
            figures = Figures(frame, slot.name, choice.absent, covered)
            solution.figures[slot.measure] = figures
    reports = frozenset(block.report for block in answering)
    solution.parts[table] = Partials(read, reports)


def _choice(
    there: ReportInventory, measure: Measure, query: Query, looked_at: frozenset[str]
) -> _Choice:
    keys = needed_keys(measure, query)
    candidates = there.able(measure, keys)
    filled = there.filling(candidates, measure)
    # A question that no tag decides is the coarsest report's, whatever rules there are.
    chosen = there.choose(filled, looked_at if keys else frozenset())
    if chosen or not there.blocks:
        return _Choice(chosen, WhyNull.NO_ROWS)
    if not candidates:
        return _Choice(chosen, WhyNull.NOT_BY_THIS)
    return _Choice(chosen, WhyNull.PERIOD_ROWS_ONLY if filled else WhyNull.NOT_IN_EXPORT)


def _of_blocks(
    parts: pl.LazyFrame, chosen: Collection[ReportBlock], there: ReportInventory
) -> pl.LazyFrame:
    if len(chosen) == len(there.blocks):  # partials are of no others
        return parts
    blocks = pl.LazyFrame(list(chosen), schema=_TYPES, orient="row")
    return parts.join(blocks, on=list(ReportBlock._fields), how="semi", nulls_equal=True)

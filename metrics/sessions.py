"""Reading web reports: one per property and day, chosen for what a measure needs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import polars as pl

from metrics.blocks import Block, able, choose, fits, together
from metrics.calendar import touched
from metrics.engine import Slot, needed_keys
from metrics.figures import Figures, from_partials
from metrics.measures import Measure, Sum
from metrics.query import Query
from metrics.reasons import WhyNull
from metrics.solution import Solution, bucketed, read_range

_Needs = tuple[frozenset[str], frozenset[str]]  # columns to be filled, keys to be told


@dataclass(frozen=True, slots=True)
class _Choice:
    """The blocks that answer, and why there are no others."""

    blocks: tuple[Block, ...]
    absent: WhyNull


def read_web(
    table: str,
    parts: pl.DataFrame,
    blocks: pl.DataFrame,
    slots: Sequence[Slot],
    query: Query,
    solution: Solution,
    looked_at: frozenset[str] = frozenset(),
) -> None:
    """Adds the figures of all ``slots``; measures with the same blocks are worked out together.

    ``looked_at`` are the columns that rules about tags compare.
    """
    needed: dict[_Needs, _Choice] = {}
    alike: dict[_Choice, list[Slot]] = {}
    for slot in slots:
        measure = slot.measure
        needs = (together(measure), needed_keys(measure, query))
        if needs not in needed:
            needed[needs] = _choice(blocks, measure, query, looked_at)
        alike.setdefault(needed[needs], []).append(slot)
    taken: dict[frozenset[Block], pl.DataFrame] = {}
    for choice, own in alike.items():
        found = taken[frozenset(choice.blocks)] = _of_blocks(parts, choice.blocks)
        rows = bucketed(found, "period_from", query)
        frame = from_partials(rows, own, query)
        days = touched(query, [(block.period_from, block.period_to) for block in choice.blocks])
        for slot in own:
            # An analytics report lists every visit of its days: a channel not in it had none.
            covered = days if isinstance(slot.measure, Sum) else frozenset()
            figures = Figures(frame, slot.name, choice.absent, covered)
            solution.figures[slot.measure] = figures
    answering = frozenset(block for choice in alike for block in choice.blocks)
    reports = frozenset(block.report for block in answering)
    answered = taken[answering] if answering in taken else _of_blocks(parts, answering)
    solution.read[table] = read_range(answered, reports)


def _choice(
    blocks: pl.DataFrame, measure: Measure, query: Query, looked_at: frozenset[str]
) -> _Choice:
    keys = needed_keys(measure, query)
    candidates = able(blocks, measure, keys)
    filled = candidates.filter("filled")
    # A question that no tag decides is the coarsest report's, whatever rules there are.
    chosen = choose(filled.filter(fits(query)), looked_at if keys else frozenset())
    return _Choice(chosen, _why_no_block(blocks, candidates, filled, chosen))


def _why_no_block(
    blocks: pl.DataFrame, candidates: pl.DataFrame, filled: pl.DataFrame, chosen: Sequence[Block]
) -> WhyNull:
    if chosen or blocks.is_empty():
        return WhyNull.NO_ROWS
    if candidates.is_empty():
        return WhyNull.NOT_BY_THIS
    return WhyNull.NOT_IN_EXPORT if filled.is_empty() else WhyNull.PERIOD_ROWS_ONLY


def _of_blocks(parts: pl.DataFrame, chosen: Collection[Block]) -> pl.DataFrame:
    wanted = {name: parts.schema[name] for name in Block._fields}
    blocks = pl.DataFrame(list(chosen), schema=wanted, orient="row")
    return parts.join(blocks, on=list(Block._fields), how="semi", nulls_equal=True)

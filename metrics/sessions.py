"""Reading web sessions: one report per property and day, chosen for what a measure needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from metrics.blocks import Block, able, choose, fits, together
from metrics.calendar import touched
from metrics.engine import Slot, needed_keys
from metrics.figures import from_partials
from metrics.measures import Measure, Sum
from metrics.query import Query
from metrics.reasons import WhyNull
from metrics.solution import Solution, bucketed, read_range


@dataclass(frozen=True, slots=True)
class _Choice:
    """The partials that answer, the buckets they cover and why there are no others."""

    rows: pl.DataFrame
    covered: frozenset[date]
    absent: WhyNull
    reports: frozenset[str]


def read_web(
    parts: pl.DataFrame,
    blocks: pl.DataFrame,
    slots: Sequence[Slot],
    query: Query,
    solution: Solution,
) -> None:
    """Adds the figures of all ``slots``; measures with the same needs share one choice."""
    choices: dict[tuple[frozenset[str], frozenset[str]], _Choice] = {}
    for slot in slots:
        measure = slot.measure
        needs = (together(measure), needed_keys(measure, query))
        if needs not in choices:
            choices[needs] = _choice(parts, blocks, measure, query)
        found = choices[needs]
        # An analytics report lists every visit of its days: a channel not in it had none.
        covered = found.covered if isinstance(measure, Sum) else frozenset()
        solution.figures[measure] = from_partials(found.rows, slot, query, found.absent, covered)
    reports = frozenset[str]().union(*(choice.reports for choice in choices.values()))
    used = parts.filter(pl.col("report").is_in(reports) & fits(query))
    solution.read["web_sessions"] = read_range(used, reports)


def _choice(parts: pl.DataFrame, blocks: pl.DataFrame, measure: Measure, query: Query) -> _Choice:
    candidates = able(blocks, measure, needed_keys(measure, query))
    filled = candidates.filter("filled")
    chosen = choose(filled.filter(fits(query)))
    return _Choice(
        bucketed(_of_blocks(parts, chosen), "period_from", query),
        touched(query, [(block.period_from, block.period_to) for block in chosen]),
        _why_no_block(blocks, candidates, filled, chosen),
        frozenset(block.report for block in chosen),
    )


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

"""Units of chance of a comparison: the days, posts or people that were dealt, and their figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

import numpy as np
import polars as pl

from data.facts.source import FactSource
from metrics.definitions.measures import Count
from metrics.definitions.registry import metrics
from metrics.engine import query_metrics
from metrics.experiments.query import ComparisonQuery
from metrics.statistics.unit_rates import Cells, Places

NOWHERE = -1  # the place of figures that the files do not break down by day
_WEEK = 7  # days
_THURSDAY = 3  # days after Monday


class ChanceUnit(StrEnum):
    """What was dealt: cases inside a unit succeed together, units are independent."""

    DAY = "day"
    WEEK = "week"
    FOUR_WEEKS = "four_weeks"
    POST = "post"
    PERSON = "person"


UnitCells = Mapping[tuple[str, str], Cells]
"""The cells of each metric and variant."""


def unit_of(metric: str, by: str) -> ChanceUnit:
    """The finest unit of a metric: posts of posts, people of leads, else days."""
    denominator = metrics()[metric].denominator
    if by == "post" or any(measure.table == "posts" for measure in denominator):
        return ChanceUnit.POST
    if all(isinstance(measure, Count) and measure.table == "leads" for measure in denominator):
        return ChanceUnit.PERSON
    return ChanceUnit.DAY


def cells(facts: FactSource, ask: ComparisonQuery) -> UnitCells:
    """Successes and trials of every metric and variant by post, or by day."""
    by_post = [name for name in ask.metrics if unit_of(name, ask.by) is ChanceUnit.POST]
    by_day = [name for name in ask.metrics if name not in by_post]
    found: dict[tuple[str, str], Cells] = {}
    for names, key in ((by_post, "post"), (by_day, "day")):
        found |= dict(_read(facts, ask, names, key)) if names else {}
    return found


def _read(
    facts: FactSource, ask: ComparisonQuery, names: Sequence[str], key: str
) -> Iterator[tuple[tuple[str, str], Cells]]:
    keys = tuple(dict.fromkeys((*ask.keys, key)))
    for arm, query in ask.questions():
        rows = query_metrics(facts, names, replace(query, by=keys)).filter(
            pl.col("numerator").is_not_null() & (pl.col("denominator") > 0)
        )
        named = pl.lit(arm) if arm is not None else pl.col(ask.by)
        known = rows.with_columns(named.alias("arm")).filter(pl.col("arm").is_in(list(ask.arms)))
        for (metric, name), part in known.group_by("metric", "arm", maintain_order=True):
            yield (str(metric), str(name)), _cells(part, key)


def _cells(part: pl.DataFrame, key: str) -> Cells:
    # A post has no other place than its own; a day is the same for all variants.
    place = part[key].to_physical() if key == "day" else pl.arange(0, len(part), eager=True)
    values = (part[name].cast(pl.Float64).to_numpy() for name in ("numerator", "denominator"))
    return Cells(place.cast(pl.Int64).to_numpy(), *values)


def with_rest(known: Cells | None, successes: float, trials: float) -> Cells:
    """The cells and, as one more, what a variant has beyond them: figures of a whole period.

    ``successes`` and ``trials`` are those of the variant.
    """
    place = np.zeros(0, np.int64) if known is None else known.place
    tops, bottoms = (np.zeros(0), np.zeros(0)) if known is None else known[1:]
    rest = trials - bottoms.sum()
    if rest < 0.5:  # nothing but rounding
        return Cells(place, tops, bottoms)
    top = min(max(successes - tops.sum(), 0.0), rest)
    return Cells(np.append(place, NOWHERE), np.append(tops, top), np.append(bottoms, rest))


def weeks(place: Places) -> Places:
    """The week of each day, Monday first; what has no day stays by itself.

    Days are counted from the first of 1970, a Thursday.
    """
    return _spans(place, _WEEK)


def four_weeks(place: Places) -> Places:
    """The stretch of four weeks of each day."""
    return _spans(place, 4 * _WEEK)


def _spans(place: Places, days: int) -> Places:
    return np.where(place == NOWHERE, NOWHERE, (place + _THURSDAY) // days)


def people(successes: float, trials: float) -> Cells:
    """A cell for each person, who succeeds once or not at all."""
    count, won = round(trials), round(successes)
    each = (np.arange(count) < won).astype(np.float64)
    return Cells(np.arange(count), each, np.ones(count))

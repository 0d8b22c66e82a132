"""Partials kept per day: further questions to the same facts add them up and read no row again.

A roll-up holds the partials of every catalogued measure by all the keys that questions ask for,
made by the engine itself. Partials add up, so any coarser question has the same figures and
counts of rows as from the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import count

import narwhals as nw
import polars as pl

from data.facts.source import FactSource, Frame, collect_all
from metrics.definitions.measures import Last, Measure
from metrics.definitions.registry import metrics
from metrics.engine.partials import (
    SPAN_TABLES,
    Slot,
    inventory,
    parted_by,
    partials,
    passing,
    scoped,
    without_overhead,
)
from metrics.question.query import Query

# Posts and their contents are told apart in the rows only: there are about as many as rows.
_PLACES = ("channel", "use", "network")
GRAIN = {
    "posts": _PLACES,
    "account_days": _PLACES,
    "ad_costs": (*_PLACES, "campaign"),
    "costs": (*_PLACES, "campaign"),
    "leads": (*_PLACES, "campaign"),
    "conversions": (),
    "web_sessions": (*_PLACES, "campaign"),
    "web_key_events": (*_PLACES, "campaign"),
}
_FORMAT = 1  # of what is kept for other processes; another number leaves old files alone
_LOWEST, _HIGHEST = ("_first", "_low"), ("_last", "_high")


@cache
def slots_of(table: str) -> tuple[Slot, ...]:
    """Every measure of the catalogue that is added up from the rows of ``table``.

    Their names are unique over all tables.
    """
    found = [m for metric in metrics().values() for side in metric.measures for m in side]
    own = [m for m in dict.fromkeys(found) if m.table == table and not isinstance(m, Last)]
    return tuple(Slot(f"{table}_{number}", measure) for number, measure in enumerate(own))


def slots_for(measures: Collection[Measure], table: str) -> list[Slot]:
    """The slots of some catalogued measures."""
    return list(_slots_for(frozenset(measures), table))


@lru_cache(maxsize=256)  # the questions of a page ask for the same measures again and again
def _slots_for(measures: frozenset[Measure], table: str) -> tuple[Slot, ...]:
    return tuple(slot for slot in slots_of(table) if slot.measure in measures)


def serves(facts: FactSource, table: str, keys: Collection[str]) -> bool:
    """Whether a question by ``keys`` is better answered from the roll-up.

    Making one costs as much as a few questions, so the first question goes to the rows.
    """
    asked = facts.derived(("asked", table), count)
    return next(asked) > 0 and set(keys) <= set(GRAIN[table])


def expect(facts: FactSource, tables: Iterable[str]) -> None:
    """Several questions about ``tables`` are sure to come: the first is answered like the others."""
    for table in tables:
        next(facts.derived(("asked", table), count))


def rolled(facts: FactSource, table: str, slots: Sequence[Slot], query: Query) -> Frame:
    """What ``engine.partials`` gives for the question."""
    frame: pl.LazyFrame = _asked(facts, table, query).to_native()
    prefixes = ("_", *(f"{slot.name}_" for slot in slots))
    names = [name for name in _kept(facts, table).columns if name.startswith(prefixes)]
    lowest = [name for name in names if name.endswith(_LOWEST)]
    highest = [name for name in names if name.endswith(_HIGHEST)]
    rest = [name for name in names if name not in {*lowest, *highest}]
    exprs = pl.col(rest).sum(), pl.col(lowest).min(), pl.col(highest).max()
    keys = parted_by(table, query)
    # In a fixed order amounts are added up alike every time, to the last binary digit.
    added = frame.group_by(keys, maintain_order=True).agg(*exprs) if keys else frame.select(*exprs)
    return nw.from_native(added)


def networks(facts: FactSource, table: str, query: Query) -> Frame:
    """The networks of the rows that the question is about."""
    return _asked(facts, table, query).select("network").unique()


def _asked(facts: FactSource, table: str, query: Query) -> Frame:
    inside = (nw.col("_first") <= query.end) & (nw.col("_last") >= query.start)
    kept = nw.from_native(_kept(facts, table).lazy()).filter(inside)
    return without_overhead(passing(kept, query, query.filters), table, query)


def _kept(facts: FactSource, table: str) -> pl.DataFrame:
    kept: pl.DataFrame = facts.derived(
        ("rollup", table), lambda: _worked_out(facts, table, "rollup", _roll_up)
    )
    return kept


def _worked_out(
    facts: FactSource, table: str, name: str, work: Callable[[FactSource, str], pl.DataFrame]
) -> pl.DataFrame:
    """What ``work`` makes of a table, also for the next process, as long as the measures stay."""
    measures = [f"{slot.name} {slot.measure}" for slot in slots_of(table)]
    named = f"{_FORMAT} {name} {table} {measures}"
    return facts.worked_out(named, (table,), lambda: {name: work(facts, table)})[name]


def _everything(table: str) -> Query:
    by = GRAIN[table] if table in SPAN_TABLES else (*GRAIN[table], "day")
    return Query(date.min, date.max, by=by)


def _roll_up(facts: FactSource, table: str) -> pl.DataFrame:
    query = _everything(table)
    rows, mended = scoped(facts, table, query, query.groups), facts.inputs.tagging.corrects(table)
    frame = partials(rows, table, slots_of(table), query, mended=mended)
    (found,) = collect_all([frame])
    return found


def blocks(facts: FactSource, table: str, query: Query) -> Frame:
    """What ``engine.inventory`` tells of the question's days, for every catalogued measure."""
    kept: pl.DataFrame = facts.derived(
        ("blocks", table), lambda: _worked_out(facts, table, "blocks", _blocks)
    )
    inside = (nw.col("period_from") <= query.end) & (nw.col("period_to") >= query.start)
    return nw.from_native(kept.lazy()).filter(inside)


def _blocks(facts: FactSource, table: str) -> pl.DataFrame:
    whole = scoped(facts, table, Query(date.min, date.max), ())
    (found,) = collect_all([inventory(whole, slots_of(table))])
    return found

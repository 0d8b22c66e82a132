"""Roll-ups: partial aggregates by day, cached so that further queries read no fact rows again.

A roll-up holds the partials of every catalogued measure by all the keys that queries use,
made by the engine itself. Partials add up, so any coarser query has the same values and
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

# Not by post or content: there are about as many of these as rows, so a roll-up saves nothing.
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
    "search_days": (),
    "email_sends": ("campaign",),
}
_FORMAT = 2  # version of the stored frames; raised when their layout changes, old ones are ignored
_LOWEST, _HIGHEST = ("_first", "_low"), ("_last", "_high")


@cache
def slots_of(table: str) -> tuple[Slot, ...]:
    """Every measure of the catalogue that is added up from the rows of ``table``.

    Their names are unique over all tables.
    """
    all_measures = [m for metric in metrics().values() for side in metric.measures for m in side]
    own = [m for m in dict.fromkeys(all_measures) if m.table == table and not isinstance(m, Last)]
    return tuple(Slot(f"{table}_{number}", measure) for number, measure in enumerate(own))


def slots_for(measures: Collection[Measure], table: str) -> list[Slot]:
    """The slots of some measures; those of events by name, which no roll-up has, come last."""
    return list(_slots_for(frozenset(measures), table))


@lru_cache(maxsize=256)  # the queries of a page use the same measures again and again
def _slots_for(measures: frozenset[Measure], table: str) -> tuple[Slot, ...]:
    listed = tuple(slot for slot in slots_of(table) if slot.measure in measures)
    known = {slot.measure for slot in listed}
    others = sorted(
        (m for m in measures - known if m.table == table and not isinstance(m, Last)), key=repr
    )
    named = (Slot(f"{table}_named_{number}", measure) for number, measure in enumerate(others))
    return (*listed, *named)


def is_rolled_up(measures: Iterable[Measure], table: str) -> bool:
    """Whether roll-ups of the table have all of these measures: the catalogue lists them."""
    return _listed(table).issuperset(measures)


@cache
def _listed(table: str) -> frozenset[Measure]:
    return frozenset(slot.measure for slot in slots_of(table))


def serves(facts: FactSource, table: str, keys: Collection[str]) -> bool:
    """Whether a query by ``keys`` is better answered from the roll-up.

    Building one costs as much as a few queries, so the first query goes to the rows.
    """
    queries = facts.derived(("asked", table), count)
    return next(queries) > 0 and set(keys) <= set(GRAIN[table])


def expect(facts: FactSource, tables: Iterable[str]) -> None:
    """Announces several queries about ``tables``: already the first uses the roll-up."""
    for table in tables:
        next(facts.derived(("asked", table), count))


def rolled(facts: FactSource, table: str, slots: Sequence[Slot], query: Query) -> Frame:
    """The same as ``partials`` for the query, from the roll-up."""
    frame: pl.LazyFrame = _matching(facts, table, query).to_native()
    prefixes = ("_", *(f"{slot.name}_" for slot in slots))
    names = [name for name in _rollup(facts, table).columns if name.startswith(prefixes)]
    lowest = [name for name in names if name.endswith(_LOWEST)]
    highest = [name for name in names if name.endswith(_HIGHEST)]
    rest = [name for name in names if name not in {*lowest, *highest}]
    exprs = pl.col(rest).sum(), pl.col(lowest).min(), pl.col(highest).max()
    keys = parted_by(table, query)
    # Floating-point sums depend on the order: a fixed one gives the same last digit every time.
    added = frame.group_by(keys, maintain_order=True).agg(*exprs) if keys else frame.select(*exprs)
    return nw.from_native(added)


def networks(facts: FactSource, table: str, query: Query) -> Frame:
    """The networks of the rows that the query is about."""
    return _matching(facts, table, query).select("network").unique()


def _matching(facts: FactSource, table: str, query: Query) -> Frame:
    inside = (nw.col("_first") <= query.end) & (nw.col("_last") >= query.start)
    rows = nw.from_native(_rollup(facts, table).lazy()).filter(inside)
    return without_overhead(passing(rows, query, query.filters), table, query)


def _rollup(facts: FactSource, table: str) -> pl.DataFrame:
    cached: pl.DataFrame = facts.derived(
        ("rollup", table), lambda: _cached(facts, table, "rollup", _roll_up)
    )
    return cached


def _cached(
    facts: FactSource, table: str, name: str, work: Callable[[FactSource, str], pl.DataFrame]
) -> pl.DataFrame:
    """What ``work`` makes of a table, cached on disk for the next process."""
    # The measures are part of the cache key: a changed catalogue makes a new roll-up.
    measures = [f"{slot.name} {slot.measure}" for slot in slots_of(table)]
    named = f"{_FORMAT} {name} {table} {measures}"
    return facts.worked_out(named, (table,), lambda: {name: work(facts, table)})[name]


def _everything(table: str) -> Query:
    by = GRAIN[table] if table in SPAN_TABLES else (*GRAIN[table], "day")
    return Query(date.min, date.max, by=by)


def _roll_up(facts: FactSource, table: str) -> pl.DataFrame:
    query = _everything(table)
    rows, has_repairs = (
        scoped(facts, table, query, query.groups),
        facts.inputs.tagging.corrects(table),
    )
    frame = partials(rows, table, slots_of(table), query, has_repairs=has_repairs)
    (collected,) = collect_all([frame])
    return collected


def blocks(facts: FactSource, table: str, query: Query, measures: Iterable[Measure] = ()) -> Frame:
    """``inventory`` for the query's days: of every catalogued measure, cached, else of ``measures``."""
    if not is_rolled_up(measures, table):
        days = Query(query.start, query.end)
        return inventory(scoped(facts, table, days, ()), slots_for(list(measures), table))
    cached: pl.DataFrame = facts.derived(
        ("blocks", table), lambda: _cached(facts, table, "blocks", _blocks)
    )
    inside = (nw.col("period_from") <= query.end) & (nw.col("period_to") >= query.start)
    return nw.from_native(cached.lazy()).filter(inside)


def _blocks(facts: FactSource, table: str) -> pl.DataFrame:
    whole = scoped(facts, table, Query(date.min, date.max), ())
    (collected,) = collect_all([inventory(whole, slots_of(table))])
    return collected

"""The statistics of the facts' journeys: in arrays where polars runs, in windows elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import narwhals as nw
import polars as pl

from metrics.attribution.arrays import (
    Journeys,
    coalitions_in,
    credits_in,
    lost_journeys,
    transitions_in,
    won_journeys,
)
from metrics.attribution.ask import Ask
from metrics.attribution.frames import conversions, known, touches
from metrics.attribution.journey import Frame, journeys
from metrics.attribution.model import Weighted, registered
from metrics.attribution.statistics import coalitions_of, credits_of, transitions_of
from metrics.attribution.visits import Visits, sorted_visits
from metrics.engine import FactSource, collect_all

Days = tuple[date, date]

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Statistics:
    """What ``credits_of``, ``transitions_of`` and ``coalitions_of`` give."""

    shares: pl.DataFrame
    steps: pl.DataFrame
    sets: pl.DataFrame


def statistics(
    facts: FactSource, ask: Ask, keys: Sequence[str], players: int, split: str, days: Days | None
) -> Statistics:
    """Per day or part (``split``), of the journeys that ended on ``days`` (None: on any).

    The first ``players`` of ``keys`` play alone.
    """
    gather = in_arrays if in_polars(facts) else in_windows
    return gather(facts, ask, keys, players, split, days)


def in_windows(
    facts: FactSource, ask: Ask, keys: Sequence[str], players: int, split: str, days: Days | None
) -> Statistics:
    """``statistics`` on any engine."""
    rows = journeys(
        touches(facts, ask.by, leads=ask.leads), _conversions(facts, ask), ask.lookback_days
    )
    if days is not None:
        rows = rows.filter(nw.col("day").is_between(*days))
    if rows.implementation.is_pyspark():  # three questions to the same rows
        rows = nw.from_native(rows.to_native().cache())
    told = [
        credits_of(rows, weighted(), ask.settings, [split]),
        transitions_of(rows, ask.settings.order, [split]),
        coalitions_of(rows, keys[:players], [split]),
    ]
    return Statistics(*collect_all(told))


def weighted() -> dict[str, Weighted]:
    """The models that weigh visits, by id."""
    return {n: model.by for n, model in registered().items() if isinstance(model.by, Weighted)}


def _conversions(facts: FactSource, ask: Ask) -> Frame:
    return known(conversions(facts, ask.events))


def in_arrays(
    facts: FactSource, ask: Ask, keys: Sequence[str], players: int, split: str, days: Days | None
) -> Statistics:
    """``statistics`` in the memory of this machine."""
    won, lost = (ended(rows, days) for rows in stretches(facts, ask, keys))
    order = ask.settings.order
    both = won, lost
    steps = pl.concat([transitions_in(rows, keys, order, split) for rows in both])
    sets = pl.concat([coalitions_in(rows, players, split) for rows in both])
    shares = credits_in(won, weighted(), ask.settings, split)
    named = shares.with_columns(pl.col("key").replace_strict(dict(enumerate(keys))))
    told = (named, _summed(steps, [split, "before", "state"]), _summed(sets, [split, "members"]))
    if split == "part":
        return Statistics(*told)
    day = pl.col("day").cast(pl.Int32).cast(pl.Date)
    return Statistics(*(frame.with_columns(day) for frame in told))


def _summed(frame: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    return frame.group_by(by).agg(pl.all().sum())


def ended(rows: Journeys, days: Days | None) -> Journeys:
    """Those that ended on ``days``; all of them for None."""
    return rows if days is None else rows.inside(*((day - _EPOCH).days for day in days))


def visits_of(facts: FactSource, ask: Ask) -> Visits:
    """The sorted visits of what is asked about, in the memory of this machine."""
    found: Visits = facts.derived(
        ("attribution", "visits", ask.by, ask.leads),
        lambda: sorted_visits(touches(facts, ask.by, leads=ask.leads).to_native()),
    )
    return found


def keys_of(facts: FactSource, ask: Ask) -> tuple[str, ...]:
    """What credit can go to, most visited first."""
    if in_polars(facts):
        return visits_of(facts, ask).keys

    def work() -> tuple[str, ...]:
        visits = touches(facts, ask.by, leads=ask.leads)
        [told] = collect_all([visits.group_by("key").agg(visits=nw.len())])
        return tuple(told.sort(["visits", "key"], descending=[True, False])["key"])

    found: tuple[str, ...] = facts.derived(("attribution", "keys", ask.by, ask.leads), work)
    return found


def in_polars(facts: FactSource) -> bool:
    """Whether the facts are read by polars, on this machine."""
    return isinstance(facts.frame("touches"), pl.LazyFrame)


def stretches(facts: FactSource, ask: Ask, keys: Sequence[str]) -> tuple[Journeys, Journeys]:
    """The journeys that led to a conversion and those that did not."""
    visits = visits_of(facts, ask).numbered_by(keys)
    [wins] = collect_all([_conversions(facts, ask)])
    return (
        won_journeys(visits, wins, ask.lookback_days),
        lost_journeys(visits, wins, ask.lookback_days),
    )

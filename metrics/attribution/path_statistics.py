"""Path statistics of the facts: numpy arrays where polars runs, window functions elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import narwhals as nw
import numpy as np
import polars as pl

from data.facts.source import FactSource, collect_all
from metrics.attribution.accumulators import Sums
from metrics.attribution.arrays import (
    JourneyArrays,
    coalitions_in,
    credits_in,
    lost_journeys,
    named_ways,
    transitions_in,
    ways,
    won_journeys,
)
from metrics.attribution.frames import conversions, known, touches, visits, with_keys
from metrics.attribution.journey import PARTS, Frame, journeys
from metrics.attribution.leads import STEPS
from metrics.attribution.model import Weighted, registered
from metrics.attribution.query import AttributionQuery
from metrics.attribution.sorted_events import WORKERS, SortedEvents, sort_events
from metrics.attribution.statistics import coalitions_of, credits_of, transitions_of
from metrics.attribution.visits import Coded, VisitArrays

Days = tuple[date, date]

_EPOCH = date(1970, 1, 1)
_FORMAT = 1  # version of the stored order of visits; raised when it changes, old ones are ignored
_ENDED = {"conversions": True, "value": False, "lost": True}


@dataclass(frozen=True, slots=True)
class Statistics:
    """What ``credits_of``, ``transitions_of`` and ``coalitions_of`` give."""

    shares: pl.DataFrame
    steps: pl.DataFrame
    sets: pl.DataFrame


def statistics(
    facts: FactSource,
    ask: AttributionQuery,
    keys: Sequence[str],
    players: int,
    split: str,
    days: Days | None,
) -> Statistics:
    """Per day or part (``split``), of the journeys that ended on ``days`` (None: on any).

    The first ``players`` of ``keys`` are players of their own in coalition games.
    """
    gather = in_arrays if in_polars(facts) else in_windows
    return gather(facts, ask, keys, players, split, days)


def in_windows(
    facts: FactSource,
    ask: AttributionQuery,
    keys: Sequence[str],
    players: int,
    split: str,
    days: Days | None,
) -> Statistics:
    """``statistics`` on any engine."""
    rows = journeys(
        touches(facts, ask.by, leads=ask.leads), _conversions(facts, ask), ask.lookback_days
    )
    if days is not None:
        rows = rows.filter(nw.col("day").is_between(*days))
    if (
        rows.implementation.is_pyspark()
    ):  # the journeys serve three aggregations: Spark would compute them three times
        rows = nw.from_native(rows.to_native().cache())
    aggregates = [
        credits_of(rows, weighted(), ask.settings, [split]),
        transitions_of(rows, ask.settings.order, [split]),
        coalitions_of(rows, keys[:players], [split]),
    ]
    return Statistics(*collect_all(aggregates))


def weighted() -> dict[str, Weighted]:
    """The models that weigh visits, by id."""
    return {n: model.by for n, model in registered().items() if isinstance(model.by, Weighted)}


def _conversions(facts: FactSource, ask: AttributionQuery) -> Frame:
    return known(conversions(facts, ask.events))


def in_arrays(
    facts: FactSource,
    ask: AttributionQuery,
    keys: Sequence[str],
    players: int,
    split: str,
    days: Days | None,
) -> Statistics:
    """``statistics`` in the memory of this machine, some people at a time."""
    stock, order = _Stock.of(facts, ask, keys), ask.settings.order
    low, lines = (0, PARTS) if split == "part" else stock.days()
    figures = [f"{name}_{figure}" for name in weighted() for figure in ("conversions", "value")]
    rows = stock.arranged.visits.height
    shares = Sums(low, lines, len(keys), dict.fromkeys(figures, False), rows)
    steps = Sums(low, lines, ways(len(keys), order), {"steps": True, **_ENDED}, rows)
    sets = Sums(low, lines, 2 << min(players, len(keys)), _ENDED, rows)

    def add(piece: tuple[int, int]) -> None:
        visits = stock.visits(*piece)
        won, lost = stock.journeys(visits, days)
        credits_in(won, weighted(), ask.settings, split, shares)
        for ended in (won, lost):
            transitions_in(ended, len(keys), order, split, steps)
            coalitions_in(ended, players, split, sets)

    # numpy releases the interpreter lock in its loops, so threads use all cores.
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(add, stock.arranged.pieces()))
    named = pl.DataFrame(
        {"key": keys, "place": range(len(keys))}, schema={"key": pl.String, "place": pl.Int64}
    )
    frames = (
        shares.frame(split, "place").join(named, on="place").drop("place"),
        named_ways(steps.frame(split, "way"), keys, order),
        sets.frame(split, "members"),
    )
    if split == "part":
        return Statistics(*frames)
    day = pl.col("day").cast(pl.Int32).cast(pl.Date)
    return Statistics(*(frame.with_columns(day) for frame in frames))


@dataclass(frozen=True, slots=True)
class _Stock:
    """The visits and conversions of a query, in order."""

    ask: AttributionQuery
    arranged: SortedEvents
    wins: pl.DataFrame
    coded: Coded

    @classmethod
    def of(cls, facts: FactSource, ask: AttributionQuery, keys: Sequence[str]) -> _Stock:
        arranged = arranged_for(facts, ask)
        wanted = pl.col("event").is_in(list(ask.events)) if ask.events else pl.lit(value=True)
        number = {key: place for place, key in enumerate(keys)}
        tags = tags_of(facts, ask)
        key = np.array([number[key] for key in tags["key"]], dtype=np.int64)
        return cls(
            ask, arranged, arranged.wins.filter(wanted), Coded(key, tags["direct"].to_numpy())
        )

    def visits(self, begin: int, end: int) -> VisitArrays:
        return VisitArrays.of(self.arranged, self.wins, self.coded, begin, end)

    def journeys(
        self, visits: VisitArrays, days: Days | None
    ) -> tuple[JourneyArrays, JourneyArrays]:
        window = self.ask.lookback_days
        since = None if days is None else ((days[0] - _EPOCH).days, (days[1] - _EPOCH).days)
        return won_journeys(visits, window, since), lost_journeys(visits, window, since)

    def days(self) -> tuple[int, int]:
        """The first day on which something ended, and the number of days to the last."""
        days = np.r_[self.arranged.people["day"].to_numpy(), self.wins["day"].to_numpy()]
        return (int(days.min()), int(np.ptp(days)) + 1) if len(days) else (0, 0)


def arranged_for(facts: FactSource, ask: AttributionQuery) -> SortedEvents:
    """The sorted visits and conversions of a query, cached for other queries."""
    name = ("attribution", "arranged", ask.leads)

    def work() -> dict[str, pl.DataFrame]:
        wins = known(conversions(facts, tuple(STEPS) if ask.leads else ()))
        return sort_events(visits(facts, leads=ask.leads).to_native(), wins.to_native()).tables()

    # Neither period, model nor split changes the order, so visits are sorted once for all of them.
    tables = ("touches", "conversions", *(("leads",) if ask.leads else ()))
    arranged: SortedEvents = facts.derived(
        name, lambda: SortedEvents.of(facts.worked_out(f"{_FORMAT} {name}", tables, work))
    )
    return arranged


def tags_of(facts: FactSource, ask: AttributionQuery) -> pl.DataFrame:
    """By row of ``SortedEvents.tags``: key, direct and visits."""

    def work() -> pl.DataFrame:
        tags = arranged_for(facts, ask).tags.with_row_index("row")
        keyed = with_keys(facts, nw.from_native(tags.lazy()), ask.by)
        [keyed_rows] = collect_all([keyed.select("row", "key", "direct", "visits")])
        return keyed_rows.sort("row")

    tags_frame: pl.DataFrame = facts.derived(("attribution", "tags", ask.by, ask.leads), work)
    return tags_frame


def keys_of(facts: FactSource, ask: AttributionQuery) -> tuple[str, ...]:
    """What credit can go to, most visited first."""

    def work() -> tuple[str, ...]:
        if in_polars(facts):
            counted = tags_of(facts, ask).group_by("key").agg(pl.col("visits").sum())
        else:
            rows = touches(facts, ask.by, leads=ask.leads)
            [counted] = collect_all([rows.group_by("key").agg(visits=nw.len())])
        return tuple(counted.sort(["visits", "key"], descending=[True, False])["key"])

    keys: tuple[str, ...] = facts.derived(("attribution", "keys", ask.by, ask.leads), work)
    return keys


def in_polars(facts: FactSource) -> bool:
    """Whether the facts are read by polars, on this machine."""
    return isinstance(facts.frame("touches"), pl.LazyFrame)


def converting(facts: FactSource, ask: AttributionQuery, keys: Sequence[str]) -> JourneyArrays:
    """The journeys that led to a conversion in the period."""
    stock = _Stock.of(facts, ask, keys)
    everybody = stock.visits(0, stock.arranged.people.height)
    return stock.journeys(everybody, (ask.start, ask.end))[0]

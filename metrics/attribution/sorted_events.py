"""Sorted events: visits and conversions by person and time, sorted once for all queries.

What credit goes to is left open: a visit has the number of its tags, and a query assigns a key to
each distinct set of tags once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from os import cpu_count
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from metrics.attribution.frames import TAGS

Numbers = NDArray[np.int64]
Columns = list[NDArray[Any]]

WORKERS = cpu_count() or 1

_PIECE = 1 << 18  # visits that are worked on at once: they fit a processor's cache
_PIECES = 32  # at most about this many: threads wait for each other at the end of a piece
_PASS = 1 << 25  # visits that are in memory at once before they are in order
_UNITS = (1, 1_000, 1_000_000, 60_000_000, 3_600_000_000)  # microseconds; the finest that fits
_ROOM = 1 << 62  # the numbers that person and time share in one signed 64-bit integer
_SHARED = "two people have the same hash"
_CHECK = 11  # the seed of a second hash of persons


@dataclass(frozen=True, slots=True)
class SortedEvents:
    """The visits of known people at known times, and what these people did that counts.

    ``visits``: at (microseconds since 1970) and tags (a row of ``tags``), person by person, each
    in the order of time, then of session. ``people``: first (the place of a person's first visit)
    and day (of the last, days since 1970). ``wins``: person, past (the place of the first visit
    of the person that is not earlier), at, day, value (0 where unknown) and event, in the order
    of person, time and the conversion's name; those of people without a visit are left out.
    ``tags``: the columns ``TAGS`` and visits, their number.
    """

    visits: pl.DataFrame
    people: pl.DataFrame
    wins: pl.DataFrame
    tags: pl.DataFrame

    @classmethod
    def of(cls, tables: Mapping[str, pl.DataFrame]) -> SortedEvents:
        """From what ``tables`` gave."""
        return cls(tables["visits"], tables["people"], tables["wins"], tables["tags"])

    def tables(self) -> dict[str, pl.DataFrame]:
        """All of it as frames, to be stored."""
        names = ("visits", "people", "wins", "tags")
        return {name: getattr(self, name) for name in names}

    def pieces(self) -> list[tuple[int, int]]:
        """Ranges of people (begin, end), with about equally many visits each."""
        first = self.people["first"].to_numpy()
        size = max(_PIECE, self.visits.height // _PIECES)
        cuts = np.searchsorted(first, np.arange(0, self.visits.height, size))
        return list(pairwise(np.unique(np.r_[cuts, len(first)]).tolist()))


def sort_events(visits: pl.LazyFrame, wins: pl.LazyFrame) -> SortedEvents:
    """Puts ``frames.visits`` and ``frames.conversions`` (of people and times known) in order.

    People are identified by a hash of 64 bits; that no two share one is checked with a second
    hash. Raises RuntimeError if they do, which happens by chance once in a hundred thousand
    stores of ten million people.
    """
    counted = visits.group_by(TAGS).agg(visits=pl.len().cast(pl.Int64))
    tags = counted.collect(engine="streaming").sort(
        "visits", *TAGS, descending=[True] + [False] * 7
    )
    sets = _Sets.of(tags)
    runs = zip(*_runs(visits, sets, int(tags["visits"].sum())), strict=True)
    run = _Run(*(np.concatenate(parts) for parts in runs))
    first = np.r_[0, np.cumsum(run.visits)]
    _untie(visits, sets, run, first)
    wins_in_order = _wins(wins, run, first)
    people = pl.DataFrame({"first": first[:-1], "day": run.day})
    return SortedEvents(pl.DataFrame({"at": run.at, "tags": run.tags}), people, wins_in_order, tags)


def _person(seed: int = 0) -> pl.Expr:
    return pl.col("user_key").hash(seed)


@dataclass(frozen=True, slots=True)
class _Sets:
    """Sets of tags by a label, a number that is different for all of them."""

    label: pl.Expr
    labels: NDArray[np.uint64]
    order: Numbers

    @classmethod
    def of(cls, tags: pl.DataFrame) -> _Sets:
        # One number instead of seven texts; another seed in the rare case of a collision.
        hashes = (pl.struct(TAGS).hash(seed) for seed in range(8))
        candidates = ((label, tags.select(label).to_series()) for label in hashes)
        label, labels = next(pair for pair in candidates if pair[1].n_unique() == tags.height)
        return cls(label, labels.sort().to_numpy(), labels.arg_sort().to_numpy())

    def rows(self, labels: NDArray[np.uint64]) -> NDArray[np.uint32]:
        return self.order[np.searchsorted(self.labels, labels)].astype(np.uint32)


class _Run(NamedTuple):
    """Visits in order: when each was, its tags, and whether another has its person and moment.

    Of every person the two hashes (``name`` rises), the number of visits and the last one's day.
    """

    at: Numbers
    tags: NDArray[np.uint32]
    name: NDArray[np.uint64]
    check: NDArray[np.uint64]
    visits: Numbers
    day: NDArray[np.int32]
    tied: NDArray[np.bool_]


def _changes(ordered: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Whether each value differs from the one before."""
    fresh = np.ones(len(ordered), dtype=np.bool_)
    fresh[1:] = ordered[1:] != ordered[:-1]
    return fresh


def _runs(visits: pl.LazyFrame, sets: _Sets, count: int) -> Iterator[_Run]:
    """All visits in order, in runs of rising hashes (the names of people)."""
    # Each pass takes one range of hashes, so that memory is bounded however many visits there are.
    passes = count // _PASS + 1
    mine = _person() // ((1 << 64) // passes + 1)
    bits = max(1, (count // _PIECE).bit_length())
    with ThreadPoolExecutor(WORKERS) as pool:
        for number in range(passes):
            rows = (visits.filter(mine == number) if passes > 1 else visits).select(
                name=_person(),
                check=_person(_CHECK),
                at="at",
                day=pl.col("day").to_physical(),
                label=sets.label,
            )
            columns = [column.to_numpy() for column in rows.collect(engine="streaming")]
            # The top bits of the hash split the visits into parts that fit the cache and are sorted
            # in parallel.
            share = (columns[0] >> np.uint64(64 - bits)).astype(np.uint16)
            order = np.argsort(share, kind="stable")
            parts = np.split(order, np.flatnonzero(_changes(share[order]))[1:])
            yield from pool.map(partial(_in_order, columns, sets), parts)


def _in_order(columns: Columns, sets: _Sets, rows: Numbers) -> _Run:
    """Some rows of visits by person and time."""
    rows = rows[np.argsort(columns[0][rows])]
    rows = rows[_by_time(columns[0][rows], columns[2][rows])]
    name, check, at, day, label = (column[rows] for column in columns)
    fresh = _changes(name)
    if ((check[1:] != check[:-1]) & ~fresh[1:]).any():
        raise RuntimeError(_SHARED)
    first = np.flatnonzero(fresh)
    past = np.r_[first[1:], len(rows)][: len(first)]
    people = name[first], check[first], past - first, day[past - 1]
    return _Run(at, sets.rows(label), *people, _ties(name, at))


def _by_time(name: NDArray[np.uint64], at: Numbers) -> Numbers:
    """The order of visits by person and time, where those of a person are together already."""
    number = np.cumsum(_changes(name), dtype=np.int64) - 1
    begin = int(at.min(initial=_ROOM))
    span = int(at.max(initial=begin)) - begin
    room = _ROOM // (int(number.max(initial=0)) + 1)
    unit = next(unit for unit in _UNITS if span // unit + 1 < room)
    # One integer of person and time, sorted once; ties of the rounded time are sorted again below.
    mark = number * (span // unit + 1) + (at - begin) // unit
    order: Numbers = np.argsort(mark)
    tied = np.flatnonzero(_ties(mark[order]))
    order[tied] = order[tied][np.lexsort((at[order[tied]], mark[order[tied]]))]
    return order


def _ties(*ordered: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Whether values are the same as those before or after."""
    same = np.zeros(len(ordered[0]) + 1, dtype=np.bool_)  # with the one before, where there is one
    same[1:-1] = np.logical_and.reduce([values[1:] == values[:-1] for values in ordered])
    return same[1:] | same[:-1]


def _untie(visits: pl.LazyFrame, sets: _Sets, run: _Run, first: Numbers) -> None:
    """Puts the tags of visits of one person and moment in the order of their sessions."""
    tied = np.flatnonzero(run.tied)
    if not len(tied):
        return
    person = run.name[np.searchsorted(first, tied, side="right") - 1]
    moments = pl.DataFrame({"person": person, "at": run.at[tied]}).unique()
    # The session ids were left out of the sort, because hardly any visit needs one.
    near = visits.filter(pl.col("at").is_in(moments["at"].unique().to_list()))
    near_rows = near.select("at", "session_id", person=_person(), label=sets.label)
    matched = near_rows.join(moments.lazy(), on=["person", "at"]).collect(engine="streaming")
    run.tags[tied] = sets.rows(
        matched.sort("person", "at", "session_id", "label")["label"].to_numpy()
    )


def _wins(wins: pl.LazyFrame, run: _Run, first: Numbers) -> pl.DataFrame:
    """``wins`` of the people of ``run``, whose visits begin at ``first``."""
    rows = wins.select(
        "at",
        "conversion",
        "event",
        day=pl.col("day").to_physical(),
        value=pl.col("value").fill_null(0.0),
        name=_person(),
        check=_person(_CHECK),
    ).collect(engine="streaming")
    wanted = rows["name"].to_numpy()
    place = np.searchsorted(run.name, wanted)
    is_known = np.r_[run.name, np.uint64(0)][place] == wanted
    is_known &= place < len(run.name)
    known_people = rows.with_columns(person=pl.Series(place)).filter(is_known)
    if (run.check[known_people["person"].to_numpy()] != known_people["check"].to_numpy()).any():
        raise RuntimeError(_SHARED)
    known_people = known_people.sort("person", "at", "conversion")
    person = known_people["person"].to_numpy()
    past = bisect(run.at, first[person], first[person + 1], known_people["at"].to_numpy())
    return known_people.select("person", pl.Series("past", past), "at", "day", "value", "event")


def bisect(at: Numbers, low: Numbers, high: Numbers, wanted: Numbers) -> Numbers:
    """The first places from ``low`` and before ``high`` where ``at`` reaches ``wanted``, else ``high``.

    Between them ``at`` must rise.
    """
    low, high = low.copy(), high.copy()
    left = np.flatnonzero(low < high)
    while len(left):
        middle = (low[left] + high[left]) // 2
        before = at[middle] < wanted[left]
        low[left[before]] = middle[before] + 1
        high[left[~before]] = middle[~before]
        left = left[low[left] < high[left]]
    return low

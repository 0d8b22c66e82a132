"""Visits of known people as arrays, in the order of person, time and session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

_UNITS = (1, 1_000, 1_000_000, 60_000_000, 3_600_000_000)  # microseconds; the finest that fits
_ROOM = 1 << 62
_SEED = 7


@dataclass(frozen=True, slots=True)
class Visits:
    """Sorted visits: ``user`` and ``key`` are numbers, ``at`` microseconds, ``day`` days since 1970.

    ``keys`` are those that ``key`` numbers, the most visited first. ``names`` are the persons by number, hashed. ``mark`` grows along with the visits: person and
    time in one number, so that a place is found by bisection. It counts in steps of ``unit``
    microseconds from ``begin``.
    """

    user: Numbers
    at: Numbers
    day: Numbers
    key: Numbers
    direct: NDArray[np.bool_]
    keys: tuple[str, ...]
    names: NDArray[np.uint64]
    mark: Numbers
    begin: int
    unit: int
    steps: int

    def before(self, user: Numbers, at: Numbers) -> Numbers:
        """For each person and time, the place of the first visit that is not earlier."""
        if not len(self.at):
            return np.zeros(len(user), dtype=np.int64)
        since = np.clip((at - self.begin) // self.unit, -1, self.steps)
        place = np.searchsorted(self.mark, user * (self.steps + 2) + since + 1)
        while True:  # a step may hold visits on both sides of the time; few hold many
            here = np.minimum(place, len(self.at) - 1)
            behind = (place < len(self.at)) & (self.user[here] == user) & (self.at[here] < at)
            if not behind.any():
                return place
            place = place + behind

    def numbered(self, users: pl.Series) -> Numbers:
        """The numbers of persons, -1 for one without a visit."""
        hashed = _hashed(users)
        if not len(self.names):
            return np.full(len(users), -1)
        place = np.minimum(np.searchsorted(self.names, hashed), len(self.names) - 1)
        return np.where(self.names[place] == hashed, place, -1)

    def numbered_by(self, keys: Sequence[str]) -> Visits:
        """The same visits with ``key`` numbering ``keys``, of which none may be missing."""
        if tuple(keys) == self.keys:
            return self
        place = {key: number for number, key in enumerate(keys)}
        number = np.array([place[key] for key in self.keys], dtype=np.int64)
        return replace(self, key=number[self.key], keys=tuple(keys))


def sorted_visits(touches: pl.LazyFrame) -> Visits:
    """The visits of ``frames.touches`` in order.

    Persons are told apart by a hash of 64 bits; that no two share one is checked with a second
    hash. Raises RuntimeError if they do, which happens by chance once in a hundred thousand
    stores of ten million people.
    """
    rows = touches.select(
        "session_id",
        "at",
        "direct",
        "key",
        day=pl.col("day").to_physical().cast(pl.Int64),
        user=pl.col("user_key").hash(),
        check=pl.col("user_key").hash(_SEED),
    ).collect(engine="streaming")
    keys, key = _keyed(rows["key"])
    hashed, at = rows["user"].to_numpy(), rows["at"].to_numpy()
    by_person = np.argsort(hashed)
    names, user = _dense(hashed[by_person])
    begin, unit, steps = _scale(at, len(names))
    mark = user * (steps + 2) + (at[by_person] - begin) // unit + 1
    order = by_person[within := np.argsort(mark)]
    user, mark = user[within], mark[within]
    order = _untied(order, mark, at, rows["session_id"])
    _no_two_share(user, rows["check"].to_numpy()[order])
    return Visits(
        user,
        at[order],
        rows["day"].to_numpy()[order],
        key[order],
        rows["direct"].to_numpy()[order],
        keys,
        names,
        mark,
        begin,
        unit,
        steps,
    )


def _keyed(written: pl.Series) -> tuple[tuple[str, ...], Numbers]:
    """The distinct keys, most visited first, and the number of each row's."""
    found = written.unique().sort()
    code = written.cast(pl.Enum(found)).to_physical().to_numpy()
    order = np.argsort(-np.bincount(code, minlength=len(found)), kind="stable")
    number = np.empty(len(found), dtype=np.int64)
    number[order] = np.arange(len(found))
    return tuple(found.gather(order)), number[code]


def _hashed(users: pl.Series) -> NDArray[np.uint64]:
    return users.hash().to_numpy()


def _dense(ordered: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], Numbers]:
    """The distinct values of sorted ones, and the number of each."""
    fresh = np.ones(len(ordered), dtype=np.bool_)
    fresh[1:] = ordered[1:] != ordered[:-1]
    return ordered[fresh], np.cumsum(fresh, dtype=np.int64) - 1


def _scale(at: Numbers, people: int) -> tuple[int, int, int]:
    """When marks begin, how long their steps are and how many a person has."""
    begin = int(at.min(initial=_ROOM))
    span = int(at.max(initial=begin)) - begin
    fits = (unit for unit in _UNITS if (span // unit + 3) * (people + 1) < _ROOM)
    unit = next(fits, 86_400_000_000)
    return begin, unit, span // unit + 1


def _untied(order: Numbers, mark: Numbers, at: Numbers, sessions: pl.Series) -> Numbers:
    """``order`` with visits of equal marks put in the order of time and session."""
    same = mark[1:] == mark[:-1]
    tied = np.flatnonzero(np.r_[same, False] | np.r_[False, same])
    if not len(tied):
        return order
    rows = order[tied]
    told = pl.DataFrame({"mark": mark[tied], "at": at[rows], "id": sessions.gather(rows)})
    settled = told.with_row_index("n").sort("mark", "at", "id")["n"].to_numpy()
    done = order.copy()
    done[tied] = rows[settled]
    return done


def _no_two_share(user: Numbers, check: NDArray[np.uint64]) -> None:
    if ((user[1:] == user[:-1]) & (check[1:] != check[:-1])).any():
        raise RuntimeError("two people have the same hash")

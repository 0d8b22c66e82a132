"""Path statistics in numpy arrays: the fast implementation for one machine.

What ``journey`` and ``statistics`` do with window functions on any engine is done here with
indices into sorted arrays, many times faster; tests check that both give the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw
import numpy as np
import polars as pl
from numpy.typing import NDArray

from metrics.attribution.accumulators import Figures, Sums
from metrics.attribution.journey import DAY, part_of
from metrics.attribution.model import ModelSettings, Weighted
from metrics.attribution.sorted_events import Numbers, bisect
from metrics.attribution.statistics import AND, START
from metrics.attribution.visits import VisitArrays

Days = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Ends:
    """How journeys ended: moment, turn, day, value; all with a conversion or all without."""

    end: Numbers
    turn: Numbers
    day: Numbers
    value: NDArray[np.float64]
    won: bool


@dataclass(frozen=True, slots=True)
class JourneyArrays:
    """Journeys that all ended alike, one after the other: a line for each visit.

    ``visit`` is the place of the visit, ``journey`` the number of the journey, ``position`` 1 for
    its earliest visit. The journeys have ``starts``, the line where each begins, ``length``,
    ``end``, ``turn``, ``day`` and ``value``.
    """

    visits: VisitArrays
    visit: Numbers
    journey: Numbers
    position: Numbers
    starts: Numbers
    length: Numbers
    end: Numbers
    turn: Numbers
    day: Numbers
    value: NDArray[np.float64]
    won: bool

    @classmethod
    def of(
        cls,
        visits: VisitArrays,
        first: Numbers,
        past: Numbers,
        ends: Ends,
        days: Days,
    ) -> JourneyArrays:
        """The journeys over the visits from ``first`` to before ``past`` that ended on ``days``.

        Empty ones are none.
        """
        met = past > first
        if days is not None:
            met &= (ends.day >= days[0]) & (ends.day <= days[1])
        first, length = first[met], (past - first)[met]
        starts = np.cumsum(length) - length
        journey = _numbered(starts, int(length.sum()))
        line = np.arange(len(journey))
        return cls(
            visits,
            line + (first - starts)[journey],
            journey,
            line - (starts - 1)[journey],
            starts,
            length,
            ends.end[met],
            ends.turn[met],
            ends.day[met],
            ends.value[met],
            ends.won,
        )

    @property
    def last(self) -> Numbers:
        """The line of every journey's latest visit."""
        return self.starts + self.length - 1

    def line(self, split: str) -> Numbers:
        """The day or the part of every journey."""
        if split == "day":
            return self.day
        return part_of(self.visits.at[self.visit[self.starts]], self.end, self.turn)


def _numbered(starts: Numbers, count: int) -> Numbers:
    """The number of the journey on each of ``count`` lines.

    Much faster than ``np.repeat``, because most journeys are short.
    """
    begins = np.zeros(count, dtype=np.int64)
    begins[starts[1:]] = 1
    return np.cumsum(begins, out=begins)


def won_journeys(visits: VisitArrays, lookback_days: int, days: Days = None) -> JourneyArrays:
    """The journeys that led to a conversion on ``days``, the first and the last (None: on any)."""
    person, past, at, day, value = (
        visits.wins[name].to_numpy() for name in ("person", "past", "at", "day", "value")
    )
    turn = np.arange(len(person)) - np.searchsorted(person, person) + 1
    begin = _reached(visits.at, visits.first[person], past, at - lookback_days * DAY)
    return JourneyArrays.of(visits, begin, past, Ends(at, turn, day, value, won=True), days)


def lost_journeys(visits: VisitArrays, lookback_days: int, days: Days = None) -> JourneyArrays:
    """The journeys without a conversion (visits after the last one) that ended on ``days``."""
    begin, past = visits.first[:-1].copy(), visits.first[1:]
    person = visits.wins["person"].to_numpy()
    latest = np.r_[person[1:] != person[:-1], True][: len(person)]
    begin[person[latest]] = visits.wins["past"].to_numpy()[latest]
    end = visits.at[past - 1]
    begin = _reached(visits.at, begin, past, end - lookback_days * DAY)
    never, nothing = np.zeros(len(past), dtype=np.int64), np.zeros(len(past))
    ends = Ends(end, never, visits.day, nothing, won=False)
    return JourneyArrays.of(visits, begin, past, ends, days)


def _reached(at: Numbers, begin: Numbers, past: Numbers, wanted: Numbers) -> Numbers:
    """The first places from ``begin`` to ``past`` that are not before ``wanted``; most are at once."""
    late = np.flatnonzero((begin < past) & (at[np.minimum(begin, len(at) - 1)] < wanted))
    places = begin.copy()
    places[late] = bisect(at, begin[late] + 1, past[late], wanted[late])
    return places


def credits_in(
    won: JourneyArrays,
    models: Mapping[str, Weighted],
    settings: ModelSettings,
    split: str,
    sums: Sums,
) -> None:
    """Adds ``statistics.credits_of`` to ``sums``, with keys as numbers."""
    value = won.value[won.journey]
    figures: dict[str, NDArray[np.float64]] = {}
    for name, weight in weights(won, models, settings).items():
        figures |= {f"{name}_conversions": weight, f"{name}_value": weight * value}
    sums.add(won.line(split)[won.journey], won.visits.key[won.visit], figures)


def weights(
    won: JourneyArrays, models: Mapping[str, Weighted], settings: ModelSettings
) -> dict[str, NDArray[np.float64]]:
    """The share of its journey's conversion that each model gives to each visit, by model."""
    at, position = won.visits.at[won.visit], won.position
    age = won.end[won.journey] - at
    columns = pl.DataFrame(
        {
            "position": position,
            "length": won.length[won.journey],
            "last_sourced": _last_sourced(won)[won.journey],
            "age": age,
            "youngest": age[won.last][won.journey],
            "fresh": _fresh(won),
        }
    )
    # The weights of the models are narwhals expressions, shared with the window implementation.
    weighed = nw.from_native(columns).select(
        **{name: by.weight(settings) for name, by in models.items()}
    )
    shares = {name: weighed[name].to_numpy() for name in models}
    for name, by in models.items():
        if by.relative:
            shares[name] = shares[name] / _each(np.add, shares[name], won)[won.journey]
    return shares


def _each(join: np.ufunc, values: NDArray[np.generic], rows: JourneyArrays) -> NDArray[np.generic]:
    """``values`` of every journey joined."""
    return join.reduceat(values, rows.starts) if len(rows.starts) else values[:0]


def _last_sourced(rows: JourneyArrays) -> Numbers:
    """The position of every journey's latest visit that brought a source, 0 for none."""
    line = np.arange(len(rows.visit))
    line[rows.visits.direct[rows.visit]] = -1
    latest = np.maximum.accumulate(line)[rows.last]
    return np.maximum(latest - rows.starts + 1, 0)


def _fresh(rows: JourneyArrays) -> NDArray[np.bool_]:
    """Whether a visit is the first of its key in the journey."""
    key = rows.visits.key[rows.visit]
    # numpy sorts 16-bit integers by radix sort, which is much faster; there are rarely more keys.
    order = np.argsort(
        key.astype(np.uint16) if key.max(initial=0) < 1 << 16 else key, kind="stable"
    )
    key, journey = key[order], rows.journey[order]
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = (key[1:] != key[:-1]) | (journey[1:] != journey[:-1])
    fresh = np.empty(len(order), dtype=np.bool_)
    fresh[order] = first
    return fresh


def ways(keys: int, order: int) -> int:
    """How many steps between states there can be. Raises ValueError where they cannot be numbered."""
    count: int = (keys + 1) ** (order + 1)
    # Python integers do not overflow, but the numbers of steps are int64 in the arrays.
    if count > np.iinfo(np.int64).max:
        raise ValueError(f"{keys} keys are too many for a chain of order {order}")
    return count


def transitions_in(rows: JourneyArrays, keys: int, order: int, split: str, sums: Sums) -> None:
    """Adds ``statistics.transitions_of`` to ``sums``, each step as the number of its way.

    A way's digits are the keys from the earliest to the latest, ``keys`` for none.
    """
    key, line, last = rows.visits.key[rows.visit], rows.line(split), rows.last
    way = key.copy()
    before, worth = key, 1
    for _ in range(order):
        before = np.r_[keys, before[:-1]][: len(key)]
        before[rows.starts] = keys
        worth *= keys + 1
        way += before * worth
    ended = way[last]
    if order > 1:  # before its first full state, only the last visit of a journey makes a step
        counted = rows.position >= order
        counted[last] = True
        sums.add(line[rows.journey[counted]], way[counted], {"steps": 1})
    else:
        sums.add(line[rows.journey], way, {"steps": 1})
    sums.add(line, ended, _ended(rows))


def named_ways(steps: pl.DataFrame, keys: Sequence[str], order: int) -> pl.DataFrame:
    """``steps`` with the states before and after instead of ``way``."""
    ways = steps["way"].unique()
    base, left, digits = len(keys) + 1, ways.to_numpy(), []
    names = np.array([*keys, ""], dtype=object)
    for _ in range(order + 1):  # the latest key is the last digit
        digits.append(left % base)
        left = left // base
    paths = [
        [names[digit] for digit in path if digit < base - 1]
        for path in zip(*digits[::-1], strict=True)
    ]
    full = [len(path) > order for path in paths]
    named = pl.DataFrame(
        {
            "way": ways,
            "before": [AND.join(p[:-1]) if f else START for p, f in zip(paths, full, strict=True)],
            "state": [AND.join(p[1:] if f else p) for p, f in zip(paths, full, strict=True)],
        },
        schema_overrides={"before": pl.String, "state": pl.String},
    )
    return steps.join(named, on="way").drop("way")


def coalitions_in(rows: JourneyArrays, players: int, split: str, sums: Sums) -> None:
    """Adds ``statistics.coalitions_of``; keys from ``players`` on are one player."""
    bit = np.int64(1) << np.minimum(rows.visits.key[rows.visit], players)
    members = _each(np.bitwise_or, bit, rows).astype(np.int64)
    sums.add(rows.line(split), members, _ended(rows))


def _ended(rows: JourneyArrays) -> Figures:
    return {"conversions": 1, "value": rows.value} if rows.won else {"lost": 1}

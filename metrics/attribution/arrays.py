"""The statistics of journeys on one machine: stretches of sorted visits.

What ``journey`` and ``statistics`` say in windows for any engine is done here with places in
sorted arrays, many times faster; tests hold both to the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw
import numpy as np
import polars as pl
from numpy.typing import NDArray

from metrics.attribution.journey import DAY, part_of
from metrics.attribution.model import Settings, Weighted
from metrics.attribution.statistics import AND, START
from metrics.attribution.visits import Numbers, Visits

_CELLS = 1 << 21
_NUMBERS = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Journeys:
    """Journeys that all ended alike, one after the other: a line for each visit.

    ``visit`` is the place of the visit, ``journey`` the number of the journey, ``starts`` where
    each begins. ``end``, ``turn``, ``day`` and ``value`` are the journeys'.
    """

    visits: Visits
    visit: Numbers
    journey: Numbers
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
        visits: Visits,
        first: Numbers,
        past: Numbers,
        end: Numbers,
        turn: Numbers,
        day: Numbers,
        value: NDArray[np.float64],
        *,
        won: bool,
    ) -> Journeys:
        """The journeys over the visits from ``first`` to before ``past``; empty ones are none."""
        met = past > first
        first, length = first[met], (past - first)[met]
        starts = np.cumsum(length) - length
        journey = np.repeat(np.arange(len(length)), length)
        visit = np.arange(len(journey)) + (first - starts)[journey]
        return cls(
            visits, visit, journey, starts, length, end[met], turn[met], day[met], value[met], won
        )

    @property
    def position(self) -> Numbers:
        """1 for the earliest visit of each journey."""
        return np.arange(len(self.journey)) - self.starts[self.journey] + 1

    def inside(self, first: int, last: int) -> Journeys:
        """Those that ended on the days from ``first`` to ``last``."""
        past = self.starts + self.length
        wanted = (self.day >= first) & (self.day <= last)
        begin = self.visit[self.starts[wanted]] if len(self.visit) else self.starts[wanted]
        return Journeys.of(
            self.visits,
            begin,
            begin + (past - self.starts)[wanted],
            self.end[wanted],
            self.turn[wanted],
            self.day[wanted],
            self.value[wanted],
            won=self.won,
        )

    def line(self, split: str) -> Numbers:
        """The day or the part of every journey."""
        if split == "day":
            return self.day
        return part_of(self.visits.at[self.visit[self.starts]], self.end, self.turn)


def won_journeys(visits: Visits, conversions: pl.DataFrame, lookback_days: int) -> Journeys:
    """The journeys of ``conversions`` (of ``frames.conversions``, people and times known)."""
    ordered = conversions.with_columns(user=visits.numbered(conversions["user_key"])).sort(
        "user", "at", "conversion"
    )
    user, at = ordered["user"].to_numpy(), ordered["at"].to_numpy()
    first_of = np.flatnonzero(np.r_[True, user[1:] != user[:-1]]) if len(user) else user
    turn = np.arange(len(user)) - np.repeat(first_of, np.diff(np.r_[first_of, len(user)])) + 1
    known = user >= 0
    begin = visits.before(user, at - lookback_days * DAY)
    past = np.where(known, visits.before(user, at), begin)
    day = ordered["day"].to_physical().cast(pl.Int64).to_numpy()
    value = ordered["value"].fill_null(0.0).to_numpy()
    return Journeys.of(visits, begin, past, at, turn, day, value, won=True)


def lost_journeys(visits: Visits, conversions: pl.DataFrame, lookback_days: int) -> Journeys:
    """What people did after the last of ``conversions``."""
    people = np.arange(len(visits.names))
    past = np.searchsorted(visits.user, people, side="right")
    end = visits.at[past - 1]
    done = np.full(len(people), np.iinfo(np.int64).min)
    user = visits.numbered(conversions["user_key"])
    np.maximum.at(done, user[user >= 0], conversions["at"].to_numpy()[user >= 0])
    begin = visits.before(people, np.maximum(end - lookback_days * DAY, done))
    nothing = np.zeros(len(people))
    return Journeys.of(
        visits, begin, past, end, people * 0, visits.day[past - 1], nothing, won=False
    )


def credits_in(
    won: Journeys, models: Mapping[str, Weighted], settings: Settings, split: str
) -> pl.DataFrame:
    """As ``statistics.credits_of``, with keys as numbers."""
    value = won.value[won.journey]
    figures: dict[str, NDArray[np.float64]] = {}
    for name, weight in _weights(won, models, settings).items():
        figures |= {f"{name}_conversions": weight, f"{name}_value": weight * value}
    key = won.visits.key[won.visit]
    return _summed(split, won.line(split)[won.journey], "key", key, figures)


def _summed(
    split: str, line: Numbers, kind: str, case: Numbers, figures: Mapping[str, NDArray[np.generic]]
) -> pl.DataFrame:
    """``figures`` added up by line and case, in columns of these names.

    Where the cells are not many more than the rows, they are counted into place.
    """
    low, span = line.min(initial=_NUMBERS), int(case.max(initial=0)) + 1
    lines = int(line.max(initial=low)) - int(low) + 1
    if not len(line) or lines * span > max(_CELLS, 2 * len(line)):
        rows = pl.DataFrame({split: line, kind: case, **figures})
        return rows.group_by(split, kind).agg(pl.col(*figures).sum())
    at = (line - low) * span + case
    found = np.flatnonzero(np.bincount(at, minlength=lines * span))
    sums = {
        name: np.bincount(at, values, lines * span)[found].astype(values.dtype)
        for name, values in figures.items()
    }
    return pl.DataFrame({split: found // span + low, kind: found % span, **sums})


def _weights(
    won: Journeys, models: Mapping[str, Weighted], settings: Settings
) -> dict[str, NDArray[np.float64]]:
    at, position = won.visits.at[won.visit], won.position
    sourced = np.where(won.visits.direct[won.visit], 0, position)
    age = won.end[won.journey] - at
    columns = pl.DataFrame(
        {
            "position": position,
            "length": won.length[won.journey],
            "last_sourced": _each(np.maximum, sourced, won)[won.journey],
            "age": age,
            "youngest": _each(np.minimum, age, won)[won.journey],
            "fresh": _fresh(won),
        }
    )
    told = nw.from_native(columns).select(
        **{name: by.weight(settings) for name, by in models.items()}
    )
    found = {name: told[name].to_numpy() for name in models}
    for name, by in models.items():
        if by.relative:
            found[name] = found[name] / _each(np.add, found[name], won)[won.journey]
    return found


def _each(join: np.ufunc, values: NDArray[np.generic], rows: Journeys) -> NDArray[np.generic]:
    """``values`` of every journey joined."""
    return join.reduceat(values, rows.starts) if len(rows.starts) else values[:0]


def _fresh(rows: Journeys) -> NDArray[np.bool_]:
    """Whether a visit is the first of its key in the journey."""
    key = rows.visits.key[rows.visit]
    order = np.argsort(
        key.astype(np.uint16) if key.max(initial=0) < 1 << 16 else key, kind="stable"
    )
    key, journey = key[order], rows.journey[order]
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = (key[1:] != key[:-1]) | (journey[1:] != journey[:-1])
    fresh = np.empty(len(order), dtype=np.bool_)
    fresh[order] = first
    return fresh


def transitions_in(rows: Journeys, keys: Sequence[str], order: int, split: str) -> pl.DataFrame:
    """As ``statistics.transitions_of``.

    Raises ValueError where states of so many keys cannot be numbered.
    """
    if (len(keys) + 1) ** (order + 1) > _NUMBERS:
        raise ValueError(f"{len(keys)} keys are too many for a chain of order {order}")
    position, length = rows.position, rows.length[rows.journey]
    key = rows.visits.key[rows.visit]
    nothing = len(keys)
    way = np.zeros(len(key), dtype=np.int64)
    for back in range(order, -1, -1):
        there = np.where(position > back, np.roll(key, back), nothing)
        way = way * (nothing + 1) + there
    counted = (position >= order) | (position == length)
    last = (position == length)[counted]
    journey = rows.journey[counted]
    won = last.astype(np.int64) if rows.won else np.zeros(len(last), dtype=np.int64)
    figures = {
        "steps": np.ones(len(last), dtype=np.int64),
        "conversions": won,
        "value": won * rows.value[journey],
        "lost": last.astype(np.int64) - won,
    }
    summed = _summed(split, rows.line(split)[journey], "way", way[counted], figures)
    named = _named(summed["way"].unique(), keys, order)
    return summed.join(named, on="way").drop("way")


def _named(ways: pl.Series, keys: Sequence[str], order: int) -> pl.DataFrame:
    """The states before and after each way of steps."""
    base, left, steps = len(keys) + 1, ways.to_numpy(), []
    names = np.array([*keys, ""], dtype=object)
    for _ in range(order + 1):  # the latest key is the last digit
        steps.append(left % base)
        left = left // base
    keyed = [
        [names[digit] for digit in path if digit < base - 1]
        for path in zip(*steps[::-1], strict=True)
    ]
    full = [len(path) > order for path in keyed]
    return pl.DataFrame(
        {
            "way": ways,
            "before": [AND.join(p[:-1]) if f else START for p, f in zip(keyed, full, strict=True)],
            "state": [AND.join(p[1:] if f else p) for p, f in zip(keyed, full, strict=True)],
        },
        schema_overrides={"before": pl.String, "state": pl.String},
    )


def coalitions_in(rows: Journeys, players: int, split: str) -> pl.DataFrame:
    """As ``statistics.coalitions_of``; keys from ``players`` on are one player."""
    bit = np.int64(1) << np.minimum(rows.visits.key[rows.visit], players)
    members = _each(np.bitwise_or, bit, rows).astype(np.int64)
    ended = len(members)
    figures = {
        "conversions": np.full(ended, int(rows.won)),
        "value": rows.value,
        "lost": np.full(ended, int(not rows.won)),
    }
    return _summed(split, rows.line(split), "members", members, figures)

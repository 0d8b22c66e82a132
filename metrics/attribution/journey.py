"""Conversion paths by window functions: the touchpoints before each conversion, on any engine.

Everything here takes and returns narwhals lazy frames: any engine runs it. Windows are used
instead of lists; ties in time are broken by the session's id, because each engine orders them in
its own way. No window spans more than one person, so the work can be spread over machines.
"""

from __future__ import annotations

from typing import Any, TypeVar

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

Frame = nw.LazyFrame[Any]
T = TypeVar("T", nw.Expr, NDArray[np.int64])

DAY = 86_400_000_000
"""In microseconds, as all moments and ages of journeys are."""

JOURNEY = ("user_key", "turn")
"""The key of a journey: a person, and which of their conversions (0: none)."""

PARTS = 128
"""The number of random parts of the journeys; bootstrap intervals come from how they differ."""

_ORDER = ("at", "session_id")
_TOUCH = ("user_key", "session_id", "at", "key", "direct")


def journeys(touches: Frame, conversions: Frame, lookback_days: int) -> Frame:
    """One row per touch of a journey.

    ``touches`` have user_key, session_id, at (microseconds since 1970), day, key (what credit
    goes to) and direct (whether the visit brought no source). ``conversions`` have user_key, at,
    day, value and a ``conversion`` that separates those of one moment.

    A conversion's journey are its person's touches strictly before it and at most
    ``lookback_days`` earlier, those before another conversion of the same person as well. What
    a person did after the last conversion, looking back likewise from the last touch, is a
    journey without a conversion, filed under the day of that touch.

    Gives user_key, turn, part, day, key, direct, position (1 is the earliest), length,
    last_sourced (the position of the last touch that is not direct, 0 for none), age
    (microseconds before the end), youngest (the least age), fresh (whether the key was not met
    earlier in the journey), conversions (1 or 0), value (0 where unknown) and lost (1 where
    nothing came of it).
    """
    window = lookback_days * DAY
    met = nw.concat([_won(touches, conversions, window), _lost(touches, conversions, window)])
    placed = met.with_columns(
        position=nw.col("at").cum_count().over(*JOURNEY, order_by=_ORDER).cast(nw.Int64),
        length=nw.len().over(*JOURNEY).cast(nw.Int64),
        start=nw.col("at").min().over(*JOURNEY),
    )
    sourced = nw.when(~nw.col("direct")).then(nw.col("position")).otherwise(nw.lit(0))
    return placed.with_columns(
        last_sourced=sourced.max().over(*JOURNEY),
        youngest=nw.col("age").min().over(*JOURNEY),
        fresh=nw.col("position") == nw.col("position").min().over(*JOURNEY, "key"),
        part=part_of(nw.col("start"), nw.col("end"), nw.col("turn")),
    )


def _won(touches: Frame, conversions: Frame, window: int) -> Frame:
    turn = nw.col("at").cum_count().over("user_key", order_by=("at", "conversion"))
    ends = conversions.with_columns(turn=turn.cast(nw.Int64)).select(
        "user_key", "turn", "day", end=nw.col("at"), value=nw.col("value").fill_null(0.0)
    )
    met = touches.select(_TOUCH).join(ends, on="user_key", how="inner")
    ahead = nw.col("end") - nw.col("at")
    return _counted(met.filter((ahead > 0) & (ahead <= window)), won=1)


def _lost(touches: Frame, conversions: Frame, window: int) -> Frame:
    """The touches after a person's last conversion."""
    last = conversions.group_by("user_key").agg(done=nw.col("at").max())
    after = touches.join(last, on="user_key", how="left").filter(
        nw.col("done").is_null() | (nw.col("at") >= nw.col("done"))
    )
    ends = after.group_by("user_key").agg(nw.col("day").max(), end=nw.col("at").max())
    met = after.select(_TOUCH).join(ends, on="user_key", how="inner")
    unconverted = met.with_columns(turn=nw.lit(0, dtype=nw.Int64), value=nw.lit(0.0))
    return _counted(unconverted.filter(nw.col("end") - nw.col("at") <= window), won=0)


def _counted(met: Frame, won: int) -> Frame:
    return met.select(
        *_TOUCH,
        "turn",
        "day",
        "end",
        "value",
        age=nw.col("end") - nw.col("at"),
        conversions=nw.lit(won, dtype=nw.Int64),
        lost=nw.lit(1 - won, dtype=nw.Int64),
    )


def part_of(start: T, end: T, turn: T) -> T:
    """A number below ``PARTS`` from when a journey began and ended: as good as drawn by lot.

    Takes columns of any engine, or arrays.
    """
    # Hashing by linear congruential steps (multipliers of ANSI C's rand and Marsaglia's 69069),
    # because engines share no hash function. Modulo 2^31, no product exceeds 64 bits.
    mixed = (start % (1 << 31) * 7_919 + end % (1 << 31) * 31 + turn) % (1 << 31)
    mixed = (mixed * 1_103_515_245 + 12_345) % (1 << 31)
    mixed = ((mixed // 1_024) * 69_069 + mixed % 1_024) % (1 << 31)
    return (mixed // 4_096) % PARTS


def with_previous(frame: Frame, depth: int) -> Frame:
    """``frame`` with back_1 … back_``depth``: the keys of the touches before each."""
    backs = {
        f"back_{steps}": nw.col("key").shift(steps).over(*JOURNEY, order_by=_ORDER)
        for steps in range(1, depth + 1)
    }
    return frame.with_columns(**backs)

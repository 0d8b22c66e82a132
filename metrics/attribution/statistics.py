"""Path statistics: small tables of credits, transitions and coalitions that add up over days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import narwhals as nw

from metrics.attribution.journey import JOURNEY, Frame, with_previous
from metrics.attribution.model import ModelSettings, Weighted

START = "\x1d"
"""The state before the first touch; not an empty string, which is the unknown key."""
AND = "\x1f"
"""Between the keys of a state of several touches."""

_FIGURES = ("conversions", "value", "lost")


def credits_of(
    rows: Frame, models: Mapping[str, Weighted], settings: ModelSettings, split: Sequence[str]
) -> Frame:
    """Per ``split`` and key, the conversions and the value that each model credits.

    Columns: those of ``split``, key, and for a model ``m`` the columns m_conversions and m_value.
    """
    won = rows.filter(nw.col("conversions") > 0)
    weighed = won.with_columns(**{name: by.weight(settings) for name, by in models.items()})
    sums = {
        name: nw.col(name) / nw.col(name).sum().over(*JOURNEY)
        for name, by in models.items()
        if by.relative
    }
    shared = weighed.with_columns(**sums)
    earned = {
        f"{name}_{figure}": nw.col(name) * nw.col(figure)
        for name in models
        for figure in ("conversions", "value")
    }
    return shared.with_columns(**earned).group_by(*split, "key").agg(nw.col(*earned).sum())


def transitions_of(rows: Frame, order: int, split: Sequence[str]) -> Frame:
    """Per ``split``, previous state and state: how many journeys went this way, and how it ended.

    A state is the last ``order`` touches; a journey of fewer touches is one state by itself.
    Columns: those of ``split``, before (``START`` for the first state), state, steps, and of the
    journeys that ended in this state conversions, value and lost.
    """
    position, length = nw.col("position"), nw.col("length")
    steps = with_previous(rows, order).filter((position >= order) | (position == length))
    earlier = [nw.col(f"back_{n}") for n in range(order, 0, -1)]
    state = nw.concat_str(*earlier[1:], nw.col("key"), separator=AND, ignore_nulls=True)
    came = nw.when(position > order).then(nw.concat_str(*earlier, separator=AND))
    ended = {
        name: nw.when(position == length).then(nw.col(name)).otherwise(nw.lit(0))
        for name in _FIGURES
    }
    named = steps.with_columns(
        state=state,
        before=came.otherwise(nw.lit(START)),
        steps=nw.col("conversions") + nw.col("lost"),
    ).with_columns(**ended)
    return named.group_by(*split, "before", "state").agg(nw.col("steps", *_FIGURES).sum())


def coalitions_of(rows: Frame, keys: Sequence[str], split: Sequence[str]) -> Frame:
    """Per ``split`` and set of keys that a journey met: how such journeys ended.

    A set is a number: bit n is the n-th of ``keys``, the bit after the last is any
    other key. Columns: those of ``split``, members, conversions, value and lost.
    """
    key, other = nw.col("key"), 1 << len(keys)
    bits = [
        nw.when(key == name).then(nw.lit(1 << n)).otherwise(nw.lit(0))
        for n, name in enumerate(keys)
    ]
    bit = nw.sum_horizontal(*bits) if bits else nw.lit(0)
    met = rows.with_columns(bit=nw.when(key.is_in(list(keys))).then(bit).otherwise(nw.lit(other)))
    # Distinct bits, so that their sum is the set (a bitwise or, which narwhals does not have).
    distinct = met.select(*JOURNEY, *split, "bit", *_FIGURES).unique()
    sets = distinct.group_by(*JOURNEY, *split).agg(
        nw.col("bit").sum().alias("members"), nw.col(*_FIGURES).max()
    )
    return sets.group_by(*split, "members").agg(nw.col(*_FIGURES).sum())

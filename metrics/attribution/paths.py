"""Conversion paths: the most common ones, their length and duration, the role of each channel.

They are read from sorted visits on one machine. A path is shown without repeats of one key after
itself, so that three visits in a row by e-mail are one step.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from data.facts.source import FactSource
from metrics.attribution.arrays import JourneyArrays
from metrics.attribution.journey import DAY
from metrics.attribution.path_statistics import converting, keys_of
from metrics.attribution.query import AttributionQuery

TOUCHES = (1, 2, 3, 4, 5, 6)
"""Classes of the number of visits; the last means as many or more."""
DAYS = (0, 1, 3, 7, 14, 30)
"""Classes of the days from first visit to conversion: from this many on."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Journeys that ended with a conversion.

    ``common``: steps (keys in order) and conversions, most first. ``roles``: per key, the
    conversions that it began, was in the middle of, and ended. ``touches`` and ``days``: the
    conversions of each class of ``TOUCHES`` and ``DAYS``. ``typical_days`` and
    ``typical_touches`` are medians, None where there is no journey.
    """

    conversions: int
    common: pl.DataFrame
    roles: pl.DataFrame
    touches: tuple[int, ...]
    days: tuple[int, ...]
    typical_days: float | None
    typical_touches: float | None


def paths(facts: FactSource, ask: AttributionQuery) -> Paths:
    """The paths of a query's period, keyed by its first ``by``."""
    keys = keys_of(facts, ask)
    won = converting(facts, ask, keys)
    count = len(won.starts)
    lasting = (won.end - won.visits.at[won.visit[won.starts]]) / DAY if count else np.zeros(0)
    return Paths(
        count,
        _common(won, keys),
        _roles(won, keys),
        _classes(won.length, TOUCHES),
        _classes(lasting, DAYS),
        float(np.median(lasting)) if count else None,
        float(np.median(won.length)) if count else None,
    )


def _classes(values: np.ndarray, edges: tuple[int, ...]) -> tuple[int, ...]:
    place = np.searchsorted(edges, values, side="right") - 1
    return tuple(np.bincount(np.maximum(place, 0), minlength=len(edges)).tolist())


def _steps(won: JourneyArrays, keys: tuple[str, ...]) -> pl.DataFrame:
    """The visits of every journey, without repeats of one key after itself."""
    key, journey = won.visits.key[won.visit], won.journey
    again = np.zeros(len(key), dtype=np.bool_)
    again[1:] = (key[1:] == key[:-1]) & (journey[1:] == journey[:-1])
    names = pl.Series(keys, dtype=pl.String)
    return pl.DataFrame({"journey": journey[~again], "key": names.gather(key[~again])})


def _common(won: JourneyArrays, keys: tuple[str, ...]) -> pl.DataFrame:
    whole = _steps(won, keys).group_by("journey", maintain_order=True).agg(steps="key")
    counted = whole.group_by("steps").agg(pl.len().cast(pl.Int64).alias("conversions"))
    # A tie-breaker, so that equally common paths always come in the same order.
    order = pl.col("steps").list.join("\x1f")
    return counted.sort("conversions", order, descending=[True, False])


def _roles(won: JourneyArrays, keys: tuple[str, ...]) -> pl.DataFrame:
    """Conversions that each key began, assisted and ended; a single visit begins and ends."""
    position, length = won.position, won.length[won.journey]
    names = pl.Series(keys, dtype=pl.String).gather(won.visits.key[won.visit])
    rows = pl.DataFrame(
        {
            "key": names,
            "journey": won.journey,
            "began": position == 1,
            "assisted": (position > 1) & (position < length),
            "ended": position == length,
        }
    )
    once = rows.group_by("key", "journey").agg(pl.col("began", "assisted", "ended").any())
    counted = once.group_by("key").agg(pl.col("began", "assisted", "ended").sum().cast(pl.Int64))
    return counted.sort(
        pl.sum_horizontal("began", "assisted", "ended"), "key", descending=[True, False]
    )

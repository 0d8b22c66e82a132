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

    ``tagged`` are leads that are known by their own UTM tags alone, which stand for one visit: how
    they came is not known, so that they are in nothing else here.
    ``common``: steps (keys in order), conversions, deals (those with an amount) and days (median
    from first visit to conversion), most first. ``roles``: per key, the conversions that it began,
    was in the middle of, and ended. ``flow``: first and last key of journeys of two or more visits,
    and conversions, most first. ``touches`` and ``days``: the conversions of each class of
    ``TOUCHES`` and ``DAYS``. ``days_of_longer`` is the median of the days of journeys of two or more
    visits, None where there is none.
    """

    conversions: int
    tagged: int
    common: pl.DataFrame
    roles: pl.DataFrame
    flow: pl.DataFrame
    touches: tuple[int, ...]
    days: tuple[int, ...]
    days_of_longer: float | None

    @property
    def alone(self) -> int:
        """The conversions on a first visit."""
        return self.touches[0]


def paths(facts: FactSource, ask: AttributionQuery) -> Paths:
    """The paths of a query's period, keyed by its first ``by``."""
    keys = keys_of(facts, ask)
    won = converting(facts, ask, keys)
    microseconds = won.end - won.visits.at[won.visit[won.starts]]
    # The visit of a lead that has tags only is put a microsecond before it (``visits_of_tagged``).
    tagged = (won.length == 1) & (microseconds == 1) & ask.leads
    longer, lasting = won.length > 1, microseconds / DAY
    return Paths(
        int((~tagged).sum()),
        int(tagged.sum()),
        _common(won, keys, lasting, tagged),
        _roles(won, keys, tagged),
        _flow(won, keys),
        _classes(won.length[~tagged], TOUCHES),
        _classes(lasting[~tagged], DAYS),
        float(np.median(lasting[longer])) if longer.any() else None,
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


def _common(
    won: JourneyArrays, keys: tuple[str, ...], lasting: np.ndarray, tagged: np.ndarray
) -> pl.DataFrame:
    whole = _steps(won, keys).group_by("journey", maintain_order=True).agg(steps="key")
    ends = pl.DataFrame(
        {"journey": range(len(won.starts)), "deal": won.value != 0, "days": lasting, "out": tagged},
        schema_overrides={"journey": whole.schema["journey"]},
    )
    counted = (
        whole.join(ends.filter(~pl.col("out")), on="journey")
        .group_by("steps")
        .agg(
            pl.len().cast(pl.Int64).alias("conversions"),
            pl.col("deal").sum().cast(pl.Int64).alias("deals"),
            pl.col("days").median(),
        )
    )
    # A tie-breaker, so that equally common paths always come in the same order.
    order = pl.col("steps").list.join("\x1f")
    return counted.sort("conversions", order, descending=[True, False])


def _flow(won: JourneyArrays, keys: tuple[str, ...]) -> pl.DataFrame:
    """First and last key of every journey of two or more visits."""
    longer = won.length > 1
    starts, length = won.starts[longer], won.length[longer]
    key, names = won.visits.key[won.visit], pl.Series(keys, dtype=pl.String)
    ends = pl.DataFrame(
        {"first": names.gather(key[starts]), "last": names.gather(key[starts + length - 1])}
    )
    counted = ends.group_by("first", "last").agg(pl.len().cast(pl.Int64).alias("conversions"))
    return counted.sort("conversions", "first", "last", descending=[True, False, False])


def _roles(won: JourneyArrays, keys: tuple[str, ...], tagged: np.ndarray) -> pl.DataFrame:
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
    ).filter(pl.Series(~tagged[won.journey]))
    once = rows.group_by("key", "journey").agg(pl.col("began", "assisted", "ended").any())
    counted = once.group_by("key").agg(pl.col("began", "assisted", "ended").sum().cast(pl.Int64))
    return counted.sort(
        pl.sum_horizontal("began", "assisted", "ended"), "key", descending=[True, False]
    )

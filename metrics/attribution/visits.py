"""Visits and conversions of some people as arrays, in the order of ``sorted_events``."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from metrics.attribution.sorted_events import Numbers, SortedEvents


@dataclass(frozen=True, slots=True)
class Coded:
    """The keys of tags: by row of ``SortedEvents.tags``, the number of the key.

    ``direct``: whether a visit with these tags brought no source.
    """

    key: Numbers
    direct: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class VisitArrays:
    """The visits of some people and their conversions, all numbered from 0.

    ``first`` are the places where each person's visits begin, and their number; ``day`` the day
    of each person's last visit, in days since 1970. ``wins`` are as in ``SortedEvents``.
    """

    at: Numbers
    key: Numbers
    direct: NDArray[np.bool_]
    first: Numbers
    day: Numbers
    wins: pl.DataFrame

    @classmethod
    def of(
        cls, arranged: SortedEvents, wins: pl.DataFrame, coded: Coded, begin: int, end: int
    ) -> VisitArrays:
        """The people from ``begin`` to before ``end``, and those of ``wins`` that are theirs."""
        places = arranged.people["first"].to_numpy()
        low = int(places[begin]) if begin < len(places) else arranged.visits.height
        high = int(places[end]) if end < len(places) else arranged.visits.height
        rows = arranged.visits.slice(low, high - low)
        tags = rows["tags"].to_numpy()
        cut = np.searchsorted(wins["person"].to_numpy(), (begin, end))
        own = wins.slice(int(cut[0]), int(cut[1] - cut[0]))
        return cls(
            rows["at"].to_numpy(),
            coded.key[tags],
            coded.direct[tags],
            np.r_[places[begin:end], high] - low,
            arranged.people["day"].slice(begin, end - begin).to_numpy(),
            own.with_columns(pl.col("person") - begin, pl.col("past") - low),
        )

"""When posts do well, and which formats do: each post beside the others of its network.

A post's index is its figure by the median of its network's posts of the period, so that a
network with large figures does not decide which hour looks good. Whether a group stands out is
tested by ranks (Mann-Whitney, two-sided) against all other posts, with the level of 5 % shared
among all groups that were looked at (Bonferroni): looking at 56 slots finds none by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from scipy.stats import mannwhitneyu

HOURS = 3
"""How long a slot of the day is."""
ENOUGH = 5
"""Posts that a group needs to be compared at all."""
_LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Group:
    """Posts that share a slot or a format.

    ``index`` is their median index, 1 being a typical post of its network; ``stands_out`` tells
    whether they differ from all others more than chance would explain, ``chance`` how often
    chance alone gives so large a difference (None below ``ENOUGH`` posts).
    """

    key: tuple[str | int, ...]
    posts: int
    total: float
    index: float
    chance: float | None = None
    stands_out: bool = False


@dataclass(frozen=True, slots=True)
class BestTimes:
    """Groups of posts by weekday (1 is Monday) and slot of the day; ``timed`` of ``posts`` count.

    The others do not tell the time of day, or not the figure.
    """

    groups: tuple[Group, ...]
    timed: int
    posts: int

    @property
    def best(self) -> Group | None:
        """The slot with the highest index among those that stand out above the others."""
        ahead = [one for one in self.groups if one.stands_out and one.index > 1]
        return max(ahead, key=lambda one: one.index, default=None)


def timing(posts: pl.DataFrame, measure: str, zone: str) -> BestTimes:
    """The posts of ``metrics.content.posts.posts`` by when they were published on the clock of ``zone``."""
    local = pl.col("published_at").dt.convert_time_zone(zone)
    told = _indexed(posts.drop_nulls("published_at"), measure).with_columns(
        weekday=local.dt.weekday().cast(pl.Int64),
        slot=local.dt.hour().cast(pl.Int64) // HOURS * HOURS,
    )
    return BestTimes(_compared(told, ("weekday", "slot")), told.height, posts.height)


def formats(posts: pl.DataFrame, measure: str) -> tuple[Group, ...]:
    """The posts by network and format, the most frequent first; posts of no named format left out."""
    told = _indexed(posts.drop_nulls("format"), measure)
    found = _compared(told, ("network", "format"))
    return tuple(sorted(found, key=lambda one: (-one.posts, one.key)))


def _indexed(posts: pl.DataFrame, measure: str) -> pl.DataFrame:
    """Posts that tell the figure, with ``value`` and ``index``; null where all others have none."""
    told = posts.with_columns(pl.col(measure).cast(pl.Float64).alias("value")).drop_nulls("value")
    usual = pl.col("value").median().over("network")
    index = pl.when(usual > 0).then(pl.col("value") / usual)
    return told.with_columns(index=index).drop_nulls("index")


def _compared(posts: pl.DataFrame, by: Sequence[str]) -> tuple[Group, ...]:
    grouped = posts.group_by(by).agg(pl.len(), pl.col("value").sum(), pl.col("index").median())
    large = grouped.filter(pl.col("len") >= ENOUGH).height
    found = []
    for *key, count, total, index in grouped.sort(by).rows():
        here = pl.all_horizontal(pl.col(n) == k for n, k in zip(by, key, strict=True))
        chance = _chance(posts, here) if count >= ENOUGH and count < posts.height else None
        apart = chance is not None and chance < _LEVEL / large
        found.append(Group(tuple(key), count, total, index, chance, apart))
    return tuple(found)


def _chance(posts: pl.DataFrame, here: pl.Expr) -> float:
    inside, outside = posts.filter(here)["index"], posts.filter(~here)["index"]
    return float(mannwhitneyu(inside, outside).pvalue)

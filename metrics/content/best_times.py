"""Best times to post and best formats: rank tests of posts within their network.

A post's index is its figure by the median of its network's posts of the period, so that a
network with large figures does not decide which hour looks good. Whether a group differs is
tested by ranks (Mann-Whitney, two-sided) against all other posts, with the level of 5 % divided
among all groups that were looked at (Bonferroni): looking at 56 slots finds none by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from scipy.stats import mannwhitneyu

HOURS = 3
"""The hours of a slot of the day."""
ENOUGH = 5
"""The posts that a group needs to be tested."""
_LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Group:
    """Posts that share a slot or a format.

    ``index`` is their median index, 1 being a typical post of its network; ``stands_out`` says
    whether they differ significantly from all others, ``chance`` the p-value: how often
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

    The others lack the time of day or the value.
    """

    groups: tuple[Group, ...]
    timed: int
    posts: int

    @property
    def best(self) -> Group | None:
        """The slot with the highest index among those significantly above the others."""
        ahead = [group for group in self.groups if group.stands_out and group.index > 1]
        return max(ahead, key=lambda group: group.index, default=None)


def timing(posts: pl.DataFrame, measure: str) -> BestTimes:
    """The posts of ``metrics.content.posts.posts`` by when they were published on the company's clock."""
    local = pl.col("published_at")
    indexed = _indexed(posts.drop_nulls("published_at"), measure).with_columns(
        weekday=local.dt.weekday().cast(pl.Int64),
        slot=local.dt.hour().cast(pl.Int64) // HOURS * HOURS,
    )
    return BestTimes(_compared(indexed, ("weekday", "slot")), indexed.height, posts.height)


def formats(posts: pl.DataFrame, measure: str) -> tuple[Group, ...]:
    """The posts by network and format, the most frequent first; posts of no named format left out."""
    indexed = _indexed(posts.drop_nulls("format"), measure)
    groups = _compared(indexed, ("network", "format"))
    return tuple(sorted(groups, key=lambda group: (-group.posts, group.key)))


def _indexed(posts: pl.DataFrame, measure: str) -> pl.DataFrame:
    """Posts that have the measure, with ``value`` and ``index``."""
    known = posts.with_columns(pl.col(measure).cast(pl.Float64).alias("value")).drop_nulls("value")
    usual = pl.col("value").median().over("network")
    index = pl.when(usual > 0).then(pl.col("value") / usual)
    return known.with_columns(index=index).drop_nulls("index")


def _compared(posts: pl.DataFrame, by: Sequence[str]) -> tuple[Group, ...]:
    grouped = posts.group_by(by).agg(pl.len(), pl.col("value").sum(), pl.col("index").median())
    large = grouped.filter(pl.col("len") >= ENOUGH).height
    groups = []
    for *key, count, total, index in grouped.sort(by).rows():
        here = pl.all_horizontal(pl.col(n) == k for n, k in zip(by, key, strict=True))
        chance = _chance(posts, here) if count >= ENOUGH and count < posts.height else None
        # Bonferroni: of 56 slots some look good by chance.
        apart = chance is not None and chance < _LEVEL / large
        groups.append(Group(tuple(key), count, total, index, chance, apart))
    return tuple(groups)


def _chance(posts: pl.DataFrame, here: pl.Expr) -> float:
    inside, outside = posts.filter(here)["index"], posts.filter(~here)["index"]
    return float(mannwhitneyu(inside, outside).pvalue)

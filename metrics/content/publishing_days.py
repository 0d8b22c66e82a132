"""When posts were published: how many on each day, week or month, and on which network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from metrics.question.calendar import bucket, closes


@dataclass(frozen=True, slots=True)
class PublishingDay:
    """A day, week or month of the period (cut where it reaches beyond), with its posts by network.

    ``posts`` is empty where nothing was published.
    """

    first: date
    last: date
    posts: dict[str | None, int]

    @property
    def total(self) -> int:
        """The posts of all networks."""
        return sum(self.posts.values())


def grain_of(start: date, end: date, most: int) -> str:
    """Days where there are at most ``most``, else weeks where these are no more, else months.

    >>> grain_of(date(2026, 1, 1), date(2026, 1, 31), 31), grain_of(date(2026, 1, 1), date(2026, 2, 1), 31)
    ('day', 'week')
    """
    days = (end - start).days + 1
    if days <= most:
        return "day"
    return "week" if days <= 7 * most else "month"


def publishing_days(
    posts: pl.DataFrame, start: date, end: date, grain: str
) -> tuple[PublishingDay, ...]:
    """All days (weeks, months) of the period, also those without posts.

    ``posts`` has network and published_on; what has no day is left out.
    """
    every = pl.DataFrame({"first": pl.date_range(start, end, "1d", eager=True)}).select(
        bucket("first", grain).unique(maintain_order=True)
    )
    ends = every.with_columns(
        last=pl.min_horizontal(closes("first", grain), pl.lit(end)),
        begins=pl.max_horizontal("first", pl.lit(start)),
    )
    counts = (
        posts.drop_nulls("published_on")
        .group_by("network", first=bucket("published_on", grain))
        .agg(posts=pl.len())
        .sort("network", nulls_last=True)
        .group_by("first")
        .agg("network", "posts")
    )
    rows = ends.join(counts, on="first", how="left", maintain_order="left")
    return tuple(
        PublishingDay(begins, last, dict(zip(networks or (), numbers or (), strict=True)))
        for begins, last, networks, numbers in rows.select(
            "begins", "last", "network", "posts"
        ).iter_rows()
    )

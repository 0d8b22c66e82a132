"""The posts of one channel: those whose tagged links count there, else those on its networks."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

_POST = ["network", "post_id"]


@dataclass(frozen=True, slots=True)
class ChannelPosts:
    """The best posts of a channel, the best first.

    ``by_links`` says where from. True: their tagged links count in the channel, and ``sessions`` and
    ``leads`` are what came by these links. False: they are on its networks, none of them has a
    tagged link that counts there, and what they brought is unknown (null).
    """

    posts: pl.DataFrame
    by_links: bool


def channel_posts(
    channel: str, posts: pl.DataFrame, own: pl.DataFrame, links: pl.DataFrame, most: int
) -> ChannelPosts:
    """At most ``most`` posts.

    ``posts`` are all of the period and ``own`` those on the channel's networks (``post_results`` of
    both), ``links`` is ``PostTraffic.channels``. A post whose links brought nothing is no best one.
    """
    brought = links.filter(pl.col("channel") == channel).drop("channel")
    linked = posts.drop("sessions", "leads").join(brought, on=_POST)
    if linked.is_empty():
        unknown = own.with_columns(
            pl.lit(None, pl.Int64).alias(name) for name in ("sessions", "leads")
        )
        return ChannelPosts(_first(unknown, ["times", "seen"], most), by_links=False)
    known = linked.filter(pl.max_horizontal("leads", "sessions").ne_missing(0))
    return ChannelPosts(_first(known, ["leads", "sessions", "times"], most), by_links=True)


def _first(posts: pl.DataFrame, order: list[str], most: int) -> pl.DataFrame:
    """The first posts; of equal ones the newest."""
    by = [*order, "published_on", "post_id"]
    down = [True] * (len(order) + 1) + [False]
    return posts.sort(by, descending=down, nulls_last=True).head(most)

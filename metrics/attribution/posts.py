"""Post attribution of visits: the post whose link has exactly the tags of a visit."""

from __future__ import annotations

from typing import cast

import narwhals as nw
import polars as pl

from data.facts.facts import Facts
from data.facts.source import FactSource
from data.links.posts import standing
from data.values.tags import TRACED
from metrics.attribution.journey import Frame
from metrics.content.post_attribution import links_of_posts


def with_posts(facts: FactSource, visits: Frame) -> Frame:
    """``visits`` with ``post``: network and id, null where no post or more than one has such a link.

    Raises ValueError on an engine other than polars: links are looked up on this machine.
    """
    if not visits.implementation.is_polars():
        raise ValueError("posts are distinguished on one machine only")
    tags = {f"_{tag}": nw.col(tag).fill_null("") for tag in TRACED}
    posts = nw.from_native(posts_by_tags(facts).lazy())
    keyed = visits.with_columns(**tags).join(posts, on=list(tags), how="left")
    return keyed.drop(list(tags))


def posts_by_tags(facts: FactSource) -> pl.DataFrame:
    """One row per set of tags of one post: the tags with a leading underscore, and ``post``."""
    posts: pl.DataFrame = facts.derived(("attribution", "posts"), lambda: _posts_by_tags(facts))
    return posts


def _posts_by_tags(facts: FactSource) -> pl.DataFrame:
    here = cast("Facts", facts)
    links = links_of_posts(here, facts.inputs.links)
    tagged = pl.DataFrame(
        {
            "link_id": [link.id for link in links],
            **{f"_{tag}": [link.draft.tags.get(tag) for link in links] for tag in TRACED},
        },
        schema={"link_id": pl.Int64, **{f"_{tag}": pl.String for tag in TRACED}},
    )
    placed = tagged.join(standing(here, links), on="link_id")
    named = placed.with_columns(post=pl.format("{} {}", "network", "post_id")).drop_nulls("post")
    tags = [f"_{tag}" for tag in TRACED]
    # Tags that are on links of several posts belong to none of them.
    alone = named.group_by(tags).agg(pl.col("post").unique()).filter(pl.col("post").list.len() == 1)
    return alone.with_columns(pl.col("post").list.first())

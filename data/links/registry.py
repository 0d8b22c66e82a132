"""Link registry: maps tags of saved links to posts."""

from __future__ import annotations

import polars as pl

from data.facts.facts import Facts
from data.links.posts import standing
from data.store import Store
from data.values.tags import TRACED

_TAGGED = ("network", "post_id", *TRACED)


def posts_of_tags(store: Store, facts: Facts | None = None) -> pl.DataFrame:
    """Tags of saved links with a known post: network, post_id, source, medium, campaign, content.

    One row per combination of tags, null where a link has no such tag: join with nulls equal.
    Archived links count, because their visits go on. Tags of several posts
    are left out, because the post of such a visit is unknown.
    """
    links = store.state.links.all()
    posts = standing(facts or Facts(store), links)
    columns = {part: [link.draft.tags.get(part) or None for link in links] for part in TRACED}
    types = {"link_id": pl.Int64(), **dict.fromkeys(TRACED, pl.String())}
    tags = pl.DataFrame({"link_id": [link.id for link in links], **columns}, schema=types)
    joined = posts.join(tags, on="link_id").select(*_TAGGED).unique()
    single = joined.group_by(TRACED).len().filter(pl.col("len") == 1)
    known = joined.join(single, on=TRACED, how="semi", nulls_equal=True)
    return known.filter(pl.any_horizontal(pl.col(TRACED).is_not_null())).sort(_TAGGED)

"""Hootsuite Analytics export: posts of one network, one row per post, from the zip.

Times are GMT. Ids are the network’s own; Facebook’s has the page’s id before it.
"""

from __future__ import annotations

import polars as pl

from data.sources.kit.post_links import network_in, post_in
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.tables.schema import POSTS
from i18n.message import msg

FIELDS = (
    column("published_at", en="Date (GMT)"),
    column("account", en=("Facebook Page", "Instagram Account", "X Account", "Twitter Account")),
    column("_id", en=("Facebook Post ID", "Instagram Post ID", "LinkedIn Post ID", "Tweet ID")),
    column("permalink", en=("Post Permalink", "Tweet Permalink")),
    column("text", en=("Post Message", "Tweet Text")),
    column("_title", en=("Post Title", "Title")),
    column("format", en="Post Type"),
    column("impressions", en="Impressions"),
    column("views", en=("Views", "Video Views")),
    column("reach", en="Reach"),
    column("reactions", en=("Reactions", "Likes")),
    column("comments", en=("Comments", "Replies")),
    column("shares", en=("Shares", "Retweets", "Reposts")),
    column("saves", en="Saves"),
    column("interactions", en=("Engagements", "Engagement")),
    column("clicks", en="Clicks"),
    column("link_clicks", en="Link Clicks"),
)


def _finish(rows: TypedRows) -> pl.DataFrame:
    # “123_456” is page and post: the network's own export has the post's part alone.
    given = [pl.col("_id").str.extract(r"([^_]+)$", 1)] if "_id" in rows.columns else []
    frame = rows.frame.with_columns(
        network_in(rows.frame["permalink"]).alias("network"),
        post_id=pl.coalesce(*given, post_in(), "permalink"),
    )
    return (
        frame.with_columns(text=pl.coalesce("text", "_title"))
        if "_title" in rows.columns
        else frame
    )


SOURCE = Source(
    id="hootsuite.posts",
    network=None,
    label=msg("Hootsuite posts"),
    doc=msg(
        "Hootsuite › Analytics › a report with the table of posts › Export › CSV. Known from others’ descriptions only."
    ),
    sheets=(
        SheetSpec(
            table=POSTS,
            signature=("published_at", "permalink", "text"),
            fields=FIELDS,
            required=("network", "post_id"),
            unique=("network", "post_id"),
            constants=(("use", "unknown"),),
            zone="UTC",
            nulls=("-", "N/A"),
            finish=_finish,
            ignores=ignored(
                *("* Tags", "* Campaign", "Engagement Rate", "Quote Tweets", "Quotes", "Likes"),
                *("Author", "Sent by", "Post Link", "Image URL", "Engagement"),
            ),
        ),
    ),
    layouts=(
        Layout("X", "en", LayoutEvidence.DESCRIBED, "hootsuite_tweets.csv"),
        Layout("Instagram", "en", LayoutEvidence.DESCRIBED, "hootsuite_instagram.csv"),
        Layout("Facebook", "en", LayoutEvidence.DESCRIBED, "hootsuite_facebook.csv"),
    ),
    limits=msg(
        "Posts without an id of the network are identified by their link. Do not import the "
        "network’s own export as well."
    ),
)

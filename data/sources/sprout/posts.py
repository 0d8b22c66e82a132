"""Sprout Social Post Performance report: one row per post, several networks in one list.

Days are those of the group’s time zone, which the file does not name. The id is the network’s
own; for some it has the profile’s id before it.
"""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.sources.kit.post_links import network_named, post_in
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
    column("published_on", en=("Date", "Date Published")),
    column("_id", en="Post ID"),
    column("_network", en=("Network", "Network Type")),
    column("account", en=("Profile", "Profile Name")),
    column("permalink", en=("Link", "Permalink", "Perma Link")),
    column("text", en="Post"),
    column("format", en=("Content Type", "Post Type")),
    column("impressions", en="Impressions"),
    column("reach", en="Reach"),
    column("views", en=("Views", "Video Views")),
    column("interactions", en=("Engagements", "Public Engagements")),
    column("reactions", en=("Reactions", "Likes")),
    column("comments", en="Comments"),
    column("shares", en="Shares"),
    column("saves", en="Saves"),
    column("clicks", en="Post Clicks (All)"),
    column("link_clicks", en="Post Link Clicks"),
    column("_sender", en="Sent by"),
    column(
        "_own",
        en=("Engagement Rate (per Impression)", "Sent by", "Linked Content", "Post Clicks (All)"),
    ),
)


def _finish(rows: TypedRows) -> pl.DataFrame:
    # “123_456” is profile and post: the network's own export has the post's part alone.
    own = pl.col("_id").str.extract(r"([^_]+)$", 1)
    linked = [post_in()] if "permalink" in rows.columns else []
    return rows.frame.with_columns(
        network=network_named("_network"), post_id=pl.coalesce(*linked, own)
    )


SOURCE = Source(
    id="sprout.posts",
    network=None,
    label=msg("Sprout Social posts"),
    doc=msg(
        "Sprout Social › Reports › Post Performance › Export › CSV. Known from others’ descriptions only."
    ),
    sheets=(
        SheetSpec(
            table=POSTS,
            signature=("published_on", "_id", "_network", "_own"),
            fields=FIELDS,
            required=("network", "post_id"),
            unique=("network", "post_id"),
            constants=(("use", "unknown"),),
            dates=DateStyle.ASK,
            nulls=("-", "N/A"),
            finish=_finish,
            personal=("_sender",),
            ignores=ignored(
                *("Post Type", "Linked Content", "Tags", "Organic *", "Viral *", "Non-viral *"),
                *("Paid *", "Fan *", "* Reactions", "Likes", "Potential Reach", "Other *"),
                *("Engagement Rate *", "* Rate", "* Video Views*", "Unique *", "Click to Play *"),
                *("Auto-play *", "Autoplay *", "Average *", "Replies", "Negative Feedback*"),
                *("* Clicks", "App *", "Story *", "Answers", "Followers at time of post"),
            ),
        ),
    ),
    layouts=(Layout("Post Performance", "en", LayoutEvidence.DESCRIBED, "sprout_posts.csv"),),
    limits=msg(
        "Do not import the network’s own export of the same posts if Sprout has other ids for them."
    ),
)

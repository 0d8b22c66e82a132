"""Metricool posts export: posts of one network, one row per post, with any of three separators.

The network is the one that the link leads to. The days are those of the brand’s time zone,
which the file does not name. “-” is unknown; reach and views are organic where it says so.
"""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
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

_OWN = (
    *("Views (Organic)", "Reach (Organic)", "Likes (Organic)", "Saved (Organic)"),
    *("Full video watched rate", "Total time watched seconds"),
)
FIELDS = (
    column("permalink", en=("URL", "Link")),
    column("_id", en="Id"),
    column("published_on", en=("Date", "Timestamp")),
    column("text", en=("Content", "Title", "Text")),
    column("format", en="Type"),
    column("impressions", en=("Impressions (Organic)", "Impressions")),
    column("views", en=("Views (Organic)", "Views")),
    column("reach", en=("Reach (Organic)", "Reach")),
    column("reactions", en=("Likes (Organic)", "Reactions", "Likes")),
    column("comments", en=("Comments (Organic)", "Comments")),
    column("shares", en=("Shares (Organic)", "Shares")),
    column("saves", en=("Saved (Organic)", "Saved", "Saves")),
    column("interactions", en=("Interactions (Organic)", "Interactions")),
    column("clicks", en="Clicks"),
    column("link_clicks", en="Link clicks"),
    column("watch_seconds", en="Total time watched seconds"),
    column("_own", en=_OWN),
)


def _finish(rows: TypedRows) -> pl.DataFrame:
    """The network’s own id: of the link, else Metricool’s column, which has it from the network."""
    given = [pl.col("_id")] if "_id" in rows.columns else []
    return rows.frame.with_columns(
        network_in(rows.frame["permalink"]).alias("network"),
        post_id=pl.coalesce(post_in(), *given, "permalink"),
    )


SOURCE = Source(
    id="metricool.posts",
    network=None,
    label=msg("Metricool posts"),
    doc=msg(
        "Metricool › Analytics › a network › list of posts › Download CSV. Known from header names only."
    ),
    sheets=(
        SheetSpec(
            table=POSTS,
            signature=("permalink", "published_on", "_own"),
            fields=FIELDS,
            required=("network", "post_id"),
            unique=("network", "post_id"),
            constants=(("use", "unknown"),),
            dates=DateStyle.ASK,
            nulls=("-",),
            finish=_finish,
            ignores=ignored(
                *("Image", "Link", "Title", "Duration", "Engagement", "Engagement (Organic)"),
                *("Full video watched rate", "Avg. time watched seconds", "Avg Watch Time *"),
                *("For You", "Follow", "Hashtag", "Sound", "Personal profile", "Search"),
                *("Video View Total Time *", "% View rate *", "Reposts", "Timestamp"),
            ),
        ),
    ),
    layouts=(
        Layout("TikTok", "en", LayoutEvidence.HEADERS, "metricool_tiktok.csv"),
        Layout("Instagram reels", "en", LayoutEvidence.HEADERS, "metricool_instagram.csv"),
    ),
    limits=msg(
        "Posts of Facebook, and of Instagram without the column Id, cannot be matched with "
        "Meta’s own exports. Import only one of the two."
    ),
)

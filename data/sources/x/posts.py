"""X Premium content export (since 2024): one row per post."""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.sources.x.ids import identified, instant
from data.tables.schema import POSTS
from i18n.message import msg

# The file is English for every account. Reposts are what retweets were; “Shares” counts sends
# and copied links and stays out, as do “Engagements”, which include clicks of every kind.
# Replies to others are rows as well.
FIELDS = (
    column("post_id", en="Post id"),
    column("published_on", en="Date"),
    column("text", en="Post text"),
    column("permalink", en=("Post Link", "Link")),
    column("impressions", en="Impressions"),
    column("reactions", en="Likes"),
    column("saves", en="Bookmarks"),
    column("follows", en="New follows"),
    column("comments", en="Replies"),
    column("shares", en="Reposts"),
    column("link_clicks", en="URL clicks"),
)


def _finish(rows: TypedRows) -> pl.DataFrame:
    """Id and account from the link where a spreadsheet spoilt the id; the instant from the id.

    ``published_on`` is the day as written, in the zone of the user who downloaded the file.
    """
    return identified(rows.frame).with_columns(published_at=instant("post_id"))


SOURCE = Source(
    id="x.posts",
    network="x",
    label=msg("X posts"),
    doc=msg("X › Premium › Analytics › Content › Export."),
    sheets=(
        SheetSpec(
            table=POSTS,
            signature=("post_id", "text", "permalink"),
            fields=FIELDS,
            required=("post_id",),
            unique=("post_id",),
            constants=(("network", "x"), ("use", "unknown")),
            dates=DateStyle.ENGLISH,
            finish=_finish,
            ignores=ignored(
                "Engagements",
                "Share",
                "Shares",
                "Profile visits",
                "Detail expands",
                "Hashtag clicks",
                "Permalink clicks",
            ),
        ),
    ),
    repeats=("hootsuite.posts", "sprout.posts"),
    layouts=(
        Layout("2025", "en", LayoutEvidence.FILE, "x_posts_2025.csv"),
        Layout("since 2026", "en", LayoutEvidence.FILE, "x_posts.csv"),
    ),
    limits=msg(
        "Replies to others are rows as well. Sends and copied links (“Shares”) are not counted as reposts."
    ),
)

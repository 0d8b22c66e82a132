"""Bluesky posts as tools export them, under the names of its own interface (app.bsky.feed.defs).

Known from the description of the interface. Quotes are posts of others: no shares.
"""

from __future__ import annotations

import polars as pl

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

# As in “at://did:plc:abc/app.bsky.feed.post/3kxyz”: the author and the key of the post. Records of
# other kinds, such as likes, do not match.
_KEY = r"^at://([^/]+)/app\.bsky\.feed\.post/([^/]+)$"


def _finish(rows: TypedRows) -> pl.DataFrame:
    """The public address of a post, from its own one; a list that has only links has them already."""
    owner, key = pl.col("post_id").str.extract(_KEY, 1), pl.col("post_id").str.extract(_KEY, 2)
    link = pl.format("https://bsky.app/profile/{}/post/{}", pl.coalesce("account", owner), key)
    return rows.frame.with_columns(permalink=pl.coalesce("permalink", link))


SOURCE = Source(
    id="bluesky.posts",
    network="bluesky",
    label=msg("Bluesky posts"),
    doc=msg(
        "A list of posts from a tool that uses Bluesky’s interface, with uri, likeCount and repostCount as CSV or workbook. Known from the description of the interface only."
    ),
    sheets=(
        SheetSpec(
            table=POSTS,
            signature=("post_id", "published_at", "reactions", "shares"),
            fields=(
                column("post_id", en="uri"),
                column(
                    "published_at",
                    en=(
                        *("record.createdAt", "record_created_at", "createdAt", "created_at"),
                        *("indexedAt", "indexed_at"),
                    ),
                ),
                column("account", en=("author.handle", "author_handle", "handle")),
                column("text", en=("record.text", "record_text", "text")),
                column("permalink", en=("url", "link")),
                column("reactions", en=("likeCount", "like_count")),
                column("shares", en=("repostCount", "repost_count")),
                column("comments", en=("replyCount", "reply_count")),
                column("saves", en=("bookmarkCount", "bookmark_count")),
            ),
            required=("post_id", "published_at"),
            unique=("post_id",),
            constants=(("network", "bluesky"), ("use", "organic")),
            zone="UTC",
            finish=_finish,
            ignores=ignored(
                *("cid", "author", "author.*", "author_did", "did", "viewer*", "labels", "embed*"),
                *("quoteCount", "quote_count", "indexedAt", "indexed_at", "record", "record.*"),
            ),
        ),
    ),
    layouts=(Layout("2026", "en", LayoutEvidence.DESCRIBED, "bluesky_posts.csv"),),
    limits=msg("No views and no clicks. Quotes are posts of others and are not counted as shares."),
)

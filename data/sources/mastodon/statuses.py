"""Mastodon posts as tools export them, under the names of its own interface.

Known from the description of the interface (docs.joinmastodon.org/entities/Status). A boost of
somebody else's post carries that post's figures: it is none of the account's own.
"""

from __future__ import annotations

import polars as pl

from data.sources.kit.spec import (
    Exclude,
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


def _finish(rows: TypedRows) -> pl.DataFrame:
    """The words of a post without the marks of its page."""
    words = pl.col("text").str.replace_all(r"<[^>]*>", " ").str.replace_all(r"\s+", " ")
    return rows.frame.with_columns(text=words.str.strip_chars())


SOURCE = Source(
    id="mastodon.statuses",
    network="mastodon",
    label=msg("Mastodon posts"),
    doc=msg(
        "A list of posts from a tool that uses Mastodon’s interface, with created_at, favourites_count and reblogs_count as CSV or workbook. Known from the description of the interface only."
    ),
    sheets=(
        SheetSpec(
            table=POSTS,
            signature=("post_id", "published_at", "reactions", "shares"),
            fields=(
                column("post_id", en=("id", "uri")),
                column("published_at", en="created_at"),
                column("account", en=("account.acct", "account_acct", "acct")),
                column("permalink", en="url"),
                column("text", en="content"),
                column("reactions", en="favourites_count"),
                column("shares", en="reblogs_count"),
                column("comments", en="replies_count"),
                column("_boost", en=("reblog", "reblog.id", "reblog_id")),
            ),
            required=("post_id", "published_at"),
            unique=("post_id",),
            constants=(("network", "mastodon"), ("use", "organic")),
            zone="UTC",
            exclude=(
                # The post that is boosted is named here; for posts of one's own the cell is blank.
                Exclude(
                    msg("Boosts of other people’s posts"), pl.col("_boost").str.contains(r"\S")
                ),
            ),
            finish=_finish,
            ignores=ignored(
                *("uri", "visibility", "language", "sensitive", "spoiler_text", "edited_at"),
                *("in_reply_to_*", "account", "account.*", "account_id", "media_attachments"),
                *("mentions", "tags", "emojis", "card", "poll", "application", "reblogged"),
                *("favourited", "muted", "bookmarked", "pinned", "quotes_count"),
            ),
        ),
    ),
    layouts=(Layout("2026", "en", LayoutEvidence.DESCRIBED, "mastodon_statuses.csv"),),
    limits=msg("No views and no clicks, because Mastodon does not count them."),
)

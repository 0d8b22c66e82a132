"""Brandwatch mentions export: one row per mention, below five or six lines of query metadata.

The zone of the times is a setting of the project that the file does not name, so only the day
is stored.
"""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.mentions import known_by_link
from data.sources.kit.personal_columns import hidden, private
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    Reshaped,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.tables.schema import MENTIONS
from i18n.message import msg

_AUTHORS = private(
    *("Author", "Full Name", "Thread Author", "Mentioned Authors", "Avatar", "Gender"),
    *("Twitter Author ID", "Twitter Reply to", "Twitter Retweet of", "Facebook Author ID"),
    *("X Author ID", "X Reply to", "X Repost of", "Professions", "Interest"),
)
FIELDS = (
    column("published_on", en="Date"),
    column("query", en="Query Name"),
    column("title", en="Title"),
    column("permalink", en=("Url", "Mention URL", "Original Url")),
    column("_id", en="Resource Id"),
    column("text", en=("Full Text", "Snippet")),
    column("outlet", en="Domain"),
    column("language", en="Language"),
    column("country", en=("Country", "Country Code")),
    column("sentiment", en="Sentiment"),
    column("reach", en=("Reach (new)", "Reach")),
    column("impressions", en="Impressions"),
    column("_page_type", en=("Page Type", "Content Source")),
    *_AUTHORS,
)


_ABOVE = frozenset({"report:", "brand:", "from:", "to:", "label:", "query:"})


def _reshape(tables: tuple[RawTable, ...]) -> Reshaped:
    """The mentions as they are; the lines above them, in two columns, belong to them."""
    mine = [raw for raw in tables if "query name" in map(normalise, raw.header)]
    above = [raw for raw in tables if raw.header and normalise(raw.header[0]) in _ABOVE]
    return Reshaped(tuple(mine), (*mine, *above)) if mine else Reshaped()


def _finish(rows: TypedRows) -> pl.DataFrame:
    return known_by_link(rows.frame, "_id" if "_id" in rows.columns else "permalink")


SOURCE = Source(
    id="brandwatch.mentions",
    network=None,
    label=msg("Brandwatch mentions"),
    doc=msg(
        "Brandwatch Consumer Research › Mentions › Export › CSV or XLSX. Known from header names only."
    ),
    sheets=(
        SheetSpec(
            table=MENTIONS,
            signature=("query", "permalink", "published_on", "_page_type"),
            fields=FIELDS,
            required=("mention_id", "published_on"),
            dates=DateStyle.ASK,
            nulls=("-", "N/A"),
            finish=_finish,
            personal=hidden(_AUTHORS),
            ignores=ignored(
                *("Query Id", "Country Code", "Continent*", "City*", "Region*", "Account Type"),
                *("Added", "Updated", "Assignment", "Category Details", "Checked", "Display URLs"),
                *("Expanded URLs", "Short URLs", "Media URLs", "Facebook *", "Instagram *"),
                *(
                    "Linkedin *",
                    "Reddit *",
                    "Twitter *",
                    "X *",
                    "Tiktok *",
                    "Youtube *",
                    "Hashtags",
                ),
                *("Impact", "Last Assignment Date", "Latitude", "Longitude", "Location Name"),
                *("Media Filter", "Original Url", "Priority", "Starred", "Status", "Subtype"),
                *("Thread *", "Parent *", "Root *", "Total Monthly Visitors", "Air Type"),
                *("Blog Name", "Broadcast *", "Content Source*", "Copyright", "Engagement *"),
                *("Is Syndicated", "Item Review", "Media Type", "Page Type Name", "Pub Type"),
                *("Publisher Sub Type", "Rating", "Subreddit*", "Weblog Title", "Snippet"),
                *("Resource Id", "Comments", "Likes", "Shares", "Tags"),
            ),
        ),
    ),
    reshape=_reshape,
    layouts=(Layout("Consumer Research", "en", LayoutEvidence.HEADERS, "brandwatch_mentions.csv"),),
    limits=msg(
        "Days are those of the Brandwatch project’s time zone. The text of posts on X may be "
        "missing. Reach is an estimate and never adds up."
    ),
)

"""Meltwater mentions export: one row per mention, CSV in UTF-16 with tabs, several vintages.

The day is there twice, in two formats. Which zone it is in is a setting of the account
that the file does not name, so only the day is stored. “AVE” (advertising value
equivalent) is not read.
"""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.sources.kit.mentions import known_by_link
from data.sources.kit.personal_columns import hidden, private
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.tables.schema import MENTIONS
from i18n.message import msg

_AUTHORS = private(
    *("Influencer", "Author Name", "Author Handle", "Twitter Screen Name", "Twitter Id"),
    *("Twitter Bio", "User Profile Url", "X Screen Name", "X Bio"),
)
FIELDS = (
    column("published_on", en="Date"),
    column("_date", en="Date"),
    column("_day", en="Alternate Date Format"),
    column("_id", en=("Document ID", "Tweet Id")),
    column("query", en="Input Name"),
    column("title", en=("Headline", "Title")),
    column("permalink", en="URL"),
    column("text", en="Hit Sentence"),
    column("_opening", en="Opening Text"),
    column("outlet", en=("Source", "Source Name")),
    column("language", en="Language"),
    column("country", en="Country"),
    column("sentiment", en="Sentiment"),
    column("reach", en=("Reach", "Global Reach")),
    column("interactions", en="Engagement"),
    *_AUTHORS,
)
_WRITTEN = ("%d-%b-%Y %I:%M%p", "%d-%b-%Y %I:%M %p", "%b %d, %Y %I:%M %p", "%d %b %Y %H:%M")


def _finish(rows: TypedRows) -> pl.DataFrame:
    forms = {"_date": _WRITTEN, "_day": ("%d-%b-%y",)}
    days = [
        pl.col(name).str.to_datetime(form, strict=False).dt.date()
        for name, forms_of_it in forms.items()
        if name in rows.columns
        for form in forms_of_it
    ]
    frame = rows.frame.with_columns(
        published_on=pl.coalesce("published_on", *days), text=pl.coalesce("text", "_opening")
    )
    return known_by_link(frame, "_id" if "_id" in rows.columns else "permalink")


SOURCE = Source(
    id="meltwater.mentions",
    network=None,
    label=msg("Meltwater mentions"),
    doc=msg("Meltwater › Explore › Content › Export › CSV. Known from header names only."),
    sheets=(
        SheetSpec(
            table=MENTIONS,
            signature=("permalink", "text", "_opening", "outlet"),
            fields=FIELDS,
            required=("mention_id", "published_on"),
            dates=DateStyle.ASK,
            nulls=("-", "N/A"),
            finish=_finish,
            personal=hidden(_AUTHORS),
            ignores=ignored(
                *(
                    "Subregion",
                    "Region",
                    "State",
                    "City",
                    "Time",
                    "AVE",
                    "Key Phrases",
                    "Keyphrases",
                ),
                *("Desktop Reach", "Mobile Reach", "National Reach", "Local Reach", "Keywords"),
                *("National Viewership", "* Social Echo", "Social Echo*", "Editorial Echo*"),
                *("Twitter Authority", "Twitter Client", "Twitter Followers", "Twitter Following"),
                *("Document Tags", "Tweet Id", "Information Type", "Source Type", "Source Domain"),
                *("Content Type", "Image", "Hashtags", "Links", "Shares", "Quotes", "Likes"),
                *("Replies", "Reposts", "Retweets", "Comments", "Reactions", "Threads", "Views"),
                *("Estimated Views", "Earned Traffic", "Hidden", "Is Verified", "Custom *"),
            ),
        ),
    ),
    layouts=(
        Layout(
            "with Influencer and Source",
            "en",
            LayoutEvidence.HEADERS,
            "meltwater_mentions_2023.csv",
        ),
        Layout(
            "with Author Name and Document ID",
            "en",
            LayoutEvidence.DESCRIBED,
            "meltwater_mentions.csv",
        ),
    ),
    limits=msg(
        "Days are those of the Meltwater account’s time zone. Reach is an estimate and never "
        "adds up."
    ),
)

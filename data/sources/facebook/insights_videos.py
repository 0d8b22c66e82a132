"""Facebook Page Insights export (until 2021): videos with lifetime metrics, one row per video.

Views are what Facebook called video views then: three seconds or more. The ids are those of
the posts, so a video that is in the export of posts as well is one post.
"""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.sources.facebook.insights_headers import descriptions, page_named
from data.sources.kit.checks import AddsUp
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

_INT = pl.Int64()


def _finish(rows: TypedRows) -> pl.DataFrame:
    return rows.frame.with_columns(account=pl.lit(page_named(rows.given), pl.String))


SOURCE = Source(
    id="facebook.insights_videos",
    network="facebook",
    label=msg("Facebook videos (Page Insights, until 2021)"),
    doc=msg(
        "Facebook Page › Insights › Export data › Video data, as it was until 2021. Known from header names only."
    ),
    sheets=(
        SheetSpec(
            table=POSTS,
            signature=("post_id", "published_at", "views"),
            fields=(
                column("post_id", en="Post ID"),
                column("permalink", en="Permalink"),
                column("text", en="Post Message"),
                column("format", en="Type"),
                column("published_at", en="Posted"),
                column("impressions", en="Lifetime Post Total Impressions"),
                column("reach", en="Lifetime Post Total Reach"),
                column("views", en="Lifetime Total Video Views"),
                column("_organic", dtype=_INT, en="Lifetime Organic Video Views"),
                column("_paid", dtype=_INT, en="Lifetime Paid Video Views"),
            ),
            required=("post_id",),
            unique=("post_id",),
            constants=(("network", "facebook"), ("use", "unknown")),
            dates=DateStyle.MDY,
            zone="America/Los_Angeles",  # for every page, whatever its country
            exclude=(descriptions("post_id"),),
            checks=(AddsUp("views", ("_organic", "_paid"), msg("Views")),),
            finish=_finish,
            ignores=ignored(
                "Countries", "Languages", "Audience Targeting", "Content Tags", "Lifetime *"
            ),
        ),
    ),
    layouts=(Layout("2014", "en", LayoutEvidence.HEADERS, "facebook_insights_videos.csv"),),
    limits=msg("A view is three seconds or more. No reactions, comments, shares or clicks."),
)

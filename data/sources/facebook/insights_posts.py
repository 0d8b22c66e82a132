"""Facebook Page Insights export (until 2021): posts with lifetime metrics, one row per post.

Stories are what people did with a post (likes, comments, shares), consumptions are clicks of any
kind. A blank kind of story is unknown; a blank kind of click is 0 where clicks are counted,
because the kinds add up to all clicks. A column that was 0 for every post is left out by
Facebook, so without it the figure is unknown. Video views of posts count another thing than the
views of today's export and stay out.
"""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.facebook.insights_headers import (
    descriptions,
    is_group,
    page_named,
    told_apart,
    with_groups,
)
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
from data.tables.schema import POSTS
from i18n.message import msg

_INT = pl.Int64()
_REACH = ("Lifetime Post Total Reach", "post_impressions_unique:lifetime")
_KEY = "post id"
_VIDEO = "lifetime total video views"


def _reshape(tables: tuple[RawTable, ...]) -> Reshaped:
    main = next((raw for raw in tables if _is_posts(raw)), None)
    if main is None:
        return Reshaped()
    groups = tuple(raw for raw in tables if is_group(raw, _KEY))
    return Reshaped((with_groups(told_apart(main), groups, _KEY),), (main, *groups))


def _is_posts(raw: RawTable) -> bool:
    names = {normalise(name) for name in raw.header}
    reach = {normalise(name) for name in _REACH}
    # The export of videos has these columns as well, and is a source of its own.
    return {_KEY, "posted"} <= names and bool(reach & names) and _VIDEO not in names


def _finish(rows: TypedRows) -> pl.DataFrame:
    """The page, link clicks and the use: organic where every impression was."""
    organic = pl.col("_organic") == pl.col("impressions")
    use = pl.when(organic).then(pl.lit("organic")).otherwise(pl.lit("unknown"))
    done = rows.frame.with_columns(
        account=pl.lit(page_named(rows.given), pl.String),
        use=use if "_organic" in rows.columns else pl.lit("unknown"),
    )
    if not {"clicks", "link_clicks"} <= rows.columns.keys():
        return done
    counted = pl.when(pl.col("clicks").is_not_null()).then(0)
    return done.with_columns(link_clicks=pl.coalesce("link_clicks", counted))


def _stories(action: str) -> tuple[str, ...]:
    return (
        f"Lifetime Post Stories by action type - {action}",
        f"post_stories_by_action_type:lifetime - {action}",
    )


SOURCE = Source(
    id="facebook.insights_posts",
    network="facebook",
    label=msg("Facebook posts (Page Insights, until 2021)"),
    doc=msg("Facebook Page › Insights › Export data › Post data, as it was until 2021."),
    sheets=(
        SheetSpec(
            table=POSTS,
            signature=("post_id", "published_at", "reach"),
            fields=(
                column("post_id", en="Post ID"),
                column("permalink", en="Permalink"),
                column("text", en="Post Message"),
                column("format", en="Type"),
                column("published_at", en="Posted"),
                column("reach", en=_REACH),
                column(
                    "impressions",
                    en=("Lifetime Post Total Impressions", "post_impressions:lifetime"),
                ),
                column(
                    "_organic",
                    dtype=_INT,
                    en=("Lifetime Post Organic Impressions", "post_impressions_organic:lifetime"),
                ),
                column("reactions", en=_stories("like")),
                column("comments", en=_stories("comment")),
                column("shares", en=_stories("share")),
                column(
                    "clicks",
                    en=(
                        "Lifetime Post Consumptions",
                        "post_consumptions:lifetime",
                        "Lifetime Matched Audience Targeting Consumptions on Post",
                    ),
                ),
                column(
                    "link_clicks",
                    en=(
                        "Lifetime Post Consumptions by type - link clicks",
                        "post_consumptions_by_type:lifetime - link clicks",
                    ),
                ),
            ),
            required=("post_id",),
            unique=("post_id",),
            constants=(("network", "facebook"),),
            dates=DateStyle.MDY,
            zone="America/Los_Angeles",  # for every page, whatever its country
            exclude=(descriptions("post_id"),),
            ignores=ignored(
                "Countries", "Languages", "Audience Targeting", "Lifetime *", "*:lifetime*"
            ),
            finish=_finish,
        ),
    ),
    reshape=_reshape,
    uneven=lambda _raw: True,  # rows stay records; one of descriptions may be moved
    layouts=(
        Layout("2014–2016", "en", LayoutEvidence.FILE, "facebook_insights_posts.csv"),
        Layout("2014–2017 (.xls)", "en", LayoutEvidence.FILE, "facebook_insights_posts.xls"),
        Layout("2017 (.xlsx)", "en", LayoutEvidence.FILE, "facebook_insights_posts.xlsx"),
        Layout(
            "2017, raw names", "en", LayoutEvidence.HEADERS, "facebook_insights_posts_raw_names.csv"
        ),
    ),
    limits=msg(
        "Facebook omitted columns that were 0 for every post, so what is missing is unknown "
        "here. Post ids are written page_post, unlike in today’s export."
    ),
)

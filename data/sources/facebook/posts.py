"""Meta Business Suite content export: Facebook posts with lifetime metrics, one row per post."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.base.issue import Level
from data.reading.dates import DateStyle
from data.reading.table import Finding
from data.sources.facebook.posts_columns import FIELDS, IGNORED
from data.sources.kit.checks import AddsUp
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, TypedRows
from data.sources.meta.content import NOT_COMPUTED, ZONE, not_by_day
from data.tables.schema import POSTS
from i18n.message import msg


def _check_views(rows: TypedRows) -> Iterator[Finding]:
    """Some presets write 0 views for every post although people were reached."""
    frame = rows.frame
    if "views" in rows.columns and frame["views"].max() == 0 and (frame["reach"] > 0).any():
        yield Finding(
            Level.WARNING,
            msg("Every post has 0 views although people saw them. Do not trust these views"),
            msg(
                "Meta does not fill in views in this preset. Add “Views” to the columns and "
                "export again."
            ),
            column="Views",
        )


def _finish(rows: TypedRows) -> pl.DataFrame:
    """Text, blank link clicks and the use of each post.

    Meta never writes 0 in a breakdown of clicks: where the total is filled, blank is 0. The
    text is in the title or in the description; the longer one has all of it.
    """
    texts = [pl.col(name) for name in ("_title", "_description") if name in rows.columns]
    done = rows.frame.with_columns(text=_longest(texts), use=_use(rows))
    if not {"clicks", "link_clicks"} <= rows.columns.keys():
        return done
    counted = pl.when(pl.col("clicks").is_not_null()).then(0)
    return done.with_columns(link_clicks=pl.coalesce("link_clicks", counted))


def _longest(texts: list[pl.Expr]) -> pl.Expr:
    if len(texts) < 2:
        return texts[0] if texts else pl.lit(None, pl.String)
    title, description = texts
    longer = title.str.len_chars().fill_null(0) > description.str.len_chars().fill_null(0)
    return pl.when(longer).then(title).otherwise(description)


def _use(rows: TypedRows) -> pl.Expr:
    """Organic where the file shows that nothing was boosted; otherwise the figures may be mixed."""
    if "_boosted" not in rows.columns:
        return pl.lit("unknown")
    boosted = pl.col("_boosted").fill_null(0) > 0
    return pl.when(boosted).then(pl.lit("unknown")).otherwise(pl.lit("organic"))


SOURCE = Source(
    id="facebook.posts",
    network="facebook",
    label=msg("Facebook posts (Meta Business Suite)"),
    doc=msg("Meta Business Suite › Insights › Content › Export data, Facebook posts, lifetime."),
    sheets=(
        SheetSpec(
            table=POSTS,
            signature=("post_id", "_page_id", "permalink"),
            fields=FIELDS,
            required=("post_id",),
            unique=("post_id",),
            constants=(("network", "facebook"),),
            dates=DateStyle.MDY,
            zone=ZONE,
            exclude=(NOT_COMPUTED,),
            unfit=not_by_day,
            checks=(
                AddsUp(
                    "interactions",
                    ("reactions", "comments", "shares"),
                    msg("Reactions, comments and shares"),
                ),
                AddsUp(
                    "clicks",
                    ("link_clicks", "_other_clicks", "_photo_clicks"),
                    msg("Clicks"),
                ),
                _check_views,
            ),
            ignores=IGNORED,
            finish=_finish,
        ),
    ),
    repeats=("hootsuite.posts", "metricool.posts", "sprout.posts"),
    layouts=(
        Layout("2024", "en", LayoutEvidence.FILE, "facebook_posts_2024.csv"),
        Layout("2025", "en", LayoutEvidence.FILE, "facebook_posts_2025.csv"),
        Layout("2025, views twice", "en", LayoutEvidence.FILE, "facebook_posts_en.csv"),
        Layout("2025, British", "en", LayoutEvidence.FILE, "facebook_posts_en_gb.csv"),
        Layout("2026", "fr", LayoutEvidence.HEADERS, "facebook_posts_fr.csv"),
        Layout("2025, Latin America", "es", LayoutEvidence.HEADERS, "facebook_posts_es.csv"),
    ),
    limits=msg(
        "Only the columns chosen for the export. Without “Link clicks” they are unknown. "
        "Values run from publication to the export."
    ),
)

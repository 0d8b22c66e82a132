"""TikTok Business Suite videos export: metrics since publication, one row per video."""

from __future__ import annotations

import polars as pl

from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, TypedRows, column
from data.sources.tiktok.dates import UNKNOWN
from data.sources.tiktok.ids import identified
from data.tables.schema import POSTS
from i18n.message import msg


def _finish(rows: TypedRows) -> pl.DataFrame:
    return identified(rows.frame)


SOURCE = Source(
    id="tiktok_business.videos",
    network="tiktok",
    label=msg("TikTok videos (Business Suite)"),
    doc=msg("TikTok Business Suite › Analytics › Content › Download data."),
    sheets=(
        SheetSpec(
            table=POSTS,
            signature=("text", "permalink", "published_at"),
            fields=(
                column("text", en="Video title"),
                column("permalink", en="Video link"),
                column("published_at", en="Post time"),
                column("views", en="Video views"),
                column("reactions", en="Likes"),
                column("comments", en="Comments"),
                column("shares", en="Shares"),
                column("saves", en="Add to Favorites"),
            ),
            required=("post_id",),
            unique=("post_id",),
            constants=(("network", "tiktok"), ("use", "unknown")),
            zone="UTC",  # as the ids prove
            nulls=UNKNOWN,
            finish=_finish,
        ),
    ),
    layouts=(Layout("2025", "en", LayoutEvidence.FILE, "tiktok_business_videos.csv"),),
    limits=msg("No link clicks and no watch time."),
)

"""TikTok Studio content export: metrics since publication, one row per video."""

from __future__ import annotations

from datetime import date, datetime, time

import polars as pl

from data.reading.dates import DateStyle, to_days
from data.reading.table import RawTable
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.sources.tiktok.dates import UNKNOWN, month_days, spoken
from data.sources.tiktok.ids import identified
from data.tables.schema import POSTS
from i18n.message import msg


def _language(raw: RawTable) -> str | None:
    return spoken(raw, "time")


def _exported(frame: pl.DataFrame, today: date) -> date | None:
    """The day in ``Time``, in the first year in which all videos were out; None if unreadable.

    The day is the account’s own, which may be one behind the UTC day of its newest video.
    """
    stated = to_days(frame["_exported"], DateStyle.ISO).values.max()  # in 2021 it had a year
    if isinstance(stated, date):
        return stated if stated <= today else None
    newest = frame["published_on"].max()
    parts = month_days(frame["_exported"]).drop_nulls()
    if not isinstance(newest, date) or parts.is_empty():
        return None
    month, day = parts.row(0)
    texts = [f"{year}-{month}-{day}" for year in (newest.year, newest.year + 1)]
    days = pl.Series(texts).str.to_date("%Y-%m-%d", strict=False).drop_nulls().to_list()
    fitting = [day for day in days if (newest - day).days <= 1 and day <= today]
    return min(fitting, default=None)


def _finish(rows: TypedRows) -> pl.DataFrame:
    """Ids, accounts and instants from the links; the snapshot's day from ``Time``.

    ``Post time`` is the day in the account's own zone, without a year: the id knows better.
    """
    frame = identified(rows.frame)
    day = _exported(frame, rows.given.today)
    if day is None:
        return frame
    at = pl.lit(datetime.combine(day, time())).dt.replace_time_zone("UTC")
    return frame.with_columns(observed_at=at)


SOURCE = Source(
    id="tiktok.content",
    network="tiktok",
    label=msg("TikTok videos (Studio)"),
    doc=msg("TikTok Studio › Analytics › Content › Download data."),
    sheets=(
        SheetSpec(
            table=POSTS,
            signature=("_exported", "text", "permalink", "_posted"),
            fields=(
                column("_exported", en="Time"),
                column("text", en="Video title"),
                column("permalink", en="Video link"),
                column("_posted", en="Post time"),
                column("reactions", en="Total likes"),
                column("comments", en="Total comments"),
                column("shares", en="Total shares"),
                column("views", en="Total views"),
            ),
            required=("post_id",),
            unique=("post_id",),
            constants=(("network", "tiktok"), ("use", "unknown")),
            nulls=UNKNOWN,
            language=_language,
            finish=_finish,
            ignores=ignored("video_view_within_days"),  # of the last week, not of the video’s life
        ),
    ),
    repeats=("hootsuite.posts", "metricool.posts", "sprout.posts"),
    layouts=(
        Layout("2021, trending videos", "en", LayoutEvidence.FILE, "tiktok_trending_2021.csv"),
        Layout("2026", "en", LayoutEvidence.FILE, "tiktok_content.csv"),
    ),
    limits=msg(
        "No link clicks, saves or watch time. Times of publication come from the videos’ ids."
    ),
)

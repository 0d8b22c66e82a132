"""YouTube Studio content export: one row per video, a zip of three CSVs or its table alone."""

from __future__ import annotations

from data.reading.dates import DateStyle
from data.reading.table import RawTable
from data.sources.kit.checks import TotalsRow
from data.sources.kit.recognise import fits
from data.sources.kit.spec import Layout, LayoutEvidence, Reshaped, SheetSpec, Source
from data.sources.youtube.chart import POSTS_BY_DAY
from data.sources.youtube.columns import (
    ID,
    NETWORK,
    OTHER_METRICS,
    PUBLISHED,
    TITLE,
    by_day,
    metrics_of,
    net_for_gained,
    totals_row,
)
from data.sources.youtube.totals import SHEET as TOTALS_BY_DAY
from data.tables.schema import POSTS
from i18n.message import Message, msg


def _unfit(raw: RawTable) -> Message | None:
    """The chart file has the same columns, once a day: its rows are not posts."""
    if not by_day(raw):
        return None
    return msg("This is YouTube’s chart data by day, not the table of videos")


def _reshape(tables: tuple[RawTable, ...]) -> Reshaped:
    """The table of videos, and the chart data and totals that come with it."""
    mine = tuple(raw for raw in tables if any(True for _ in fits(raw, SOURCE)))
    return Reshaped() if all(by_day(raw) for raw in mine) else Reshaped(mine, mine)


SOURCE = Source(
    id="youtube.content",
    network="youtube",
    label=msg("YouTube content (Studio)"),
    doc=msg("YouTube Studio › Analytics › Advanced mode › Content › Export › CSV."),
    sheets=(
        # The user picks the columns, so only these say what the file is.
        SheetSpec(
            table=POSTS,
            signature=("text", "watch_seconds"),
            fields=(ID, TITLE, PUBLISHED, *metrics_of(POSTS)),
            required=("post_id",),
            unique=("post_id",),
            constants=(NETWORK, ("use", "unknown")),
            dates=DateStyle.ENGLISH,  # in every language
            exclude=(totals_row("post_id"),),
            checks=(TotalsRow(("views", "watch_seconds", "impressions"), tolerance=0.02),),
            unfit=_unfit,
            finish=net_for_gained,
            ignores=OTHER_METRICS,
        ),
        POSTS_BY_DAY,
        TOTALS_BY_DAY,
    ),
    bundle=True,
    reshape=_reshape,
    repeats=("hootsuite.posts", "sprout.posts"),
    layouts=(
        Layout("2020", "de", LayoutEvidence.FILE, "youtube_content_de.csv"),
        Layout("2023", "pt", LayoutEvidence.FILE, "youtube_content_pt_2023.csv"),
        Layout("2024–2025, zip", "en", LayoutEvidence.FILE, "youtube_content.zip"),
        Layout("2025", "pt", LayoutEvidence.FILE, "youtube_content_pt_2025.csv"),
        Layout("2026", "en", LayoutEvidence.FILE, "youtube_content_en_2026.csv"),
        Layout("2026", "de", LayoutEvidence.HEADERS, "youtube_content_de_2026.csv"),
        Layout("2026", "es", LayoutEvidence.HEADERS, "youtube_content_es.csv"),
        Layout("2026", "fr", LayoutEvidence.HEADERS, "youtube_content_fr.csv"),
    ),
    limits=msg(
        "At most 500 videos. The values are those of the exported period, not of a video’s "
        "whole life. Link clicks are not in it."
    ),
)

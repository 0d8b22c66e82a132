"""TikTok Studio viewers export: viewers of videos by day."""

from __future__ import annotations

from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column, ignored
from data.sources.tiktok.dates import UNKNOWN, ask_year, dated, in_order, spoken
from data.tables.schema import ACCOUNT_DAYS
from i18n.message import msg

SOURCE = Source(
    id="tiktok.viewers",
    network="tiktok",
    label=msg("TikTok viewers (Studio)"),
    doc=msg("TikTok Studio › Analytics › Viewers › Download data."),
    sheets=(
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date", "viewers"),
            fields=(
                column("date", en="Date"),
                column("viewers", en="Total Viewers"),  # people of one day: never added up
            ),
            required=("date",),
            unique=("date",),
            constants=(("network", "tiktok"), ("use", "unknown")),
            nulls=UNKNOWN,
            language=spoken,
            ask=ask_year,
            checks=(in_order,),
            finish=dated,
            whole=True,
            ignores=ignored("New Viewers", "Returning Viewers"),
        ),
    ),
    layouts=(Layout("2026", "en", LayoutEvidence.FILE, "tiktok_viewers.csv"),),
    limits=msg(
        "Dates have no year, which is asked. Days before TikTok counted viewers are "
        "“undefined” and unknown."
    ),
)

"""TikTok Studio follower activity export: active followers by hour over the last week."""

from __future__ import annotations

from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column
from data.sources.tiktok.dates import UNKNOWN, ask_year, dated, in_order, spoken
from data.tables.schema import BREAKDOWN_DAYS
from i18n.message import msg

SOURCE = Source(
    id="tiktok.follower_activity",
    network="tiktok",
    label=msg("TikTok follower activity (Studio)"),
    doc=msg("TikTok Studio › Analytics › Followers › Download data (FollowerActivity.csv)."),
    sheets=(
        SheetSpec(
            table=BREAKDOWN_DAYS,
            signature=("date", "value", "people"),
            fields=(
                column("date", en="Date"),
                column("value", en="Hour"),
                column("people", en="Active followers"),
            ),
            required=("date", "value"),
            unique=("date", "value"),
            constants=(("network", "tiktok"), ("dimension", "hour")),
            nulls=UNKNOWN,
            language=spoken,
            ask=ask_year,
            checks=(in_order,),
            finish=dated,
            whole=True,
        ),
    ),
    layouts=(Layout("2026", "en", LayoutEvidence.FILE, "tiktok_follower_activity.csv"),),
    limits=msg(
        "Seven days only, without a year, which is asked. Hours after the export are written as 0."
    ),
)

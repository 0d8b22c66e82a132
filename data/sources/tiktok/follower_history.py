"""TikTok Studio follower history export: number of followers by day."""

from __future__ import annotations

from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column
from data.sources.tiktok.dates import UNKNOWN, ask_year, dated, in_order, spoken
from data.tables.schema import ACCOUNT_DAYS
from i18n.message import msg

# TikTok writes a difference of 0 on days whose number of followers it does not know, and on the
# first day that it does. Those zeros are imported as written: the file states them.
SOURCE = Source(
    id="tiktok.follower_history",
    network="tiktok",
    label=msg("TikTok follower history (Studio)"),
    doc=msg("TikTok Studio › Analytics › Followers › Download data (FollowerHistory.csv)."),
    sheets=(
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date", "followers", "net_follows"),
            fields=(
                column("date", en="Date"),
                column("followers", en="Followers"),
                column("net_follows", en="Difference in followers from previous day"),
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
        ),
    ),
    layouts=(Layout("2026", "en", LayoutEvidence.FILE, "tiktok_follower_history.csv"),),
    limits=msg(
        "Dates have no year, which is asked. Where the number of followers is “undefined”, the "
        "difference is 0."
    ),
)

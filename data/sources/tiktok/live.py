"""TikTok LIVE export: what viewers of live videos did, by day.

Hearts of a live video are no likes of videos, so they must not replace those of the overview
for the same day: the rows are stored as those of an account called LIVE. “Viewers who commented”
counts people, not comments.
"""

from __future__ import annotations

from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column, ignored
from data.sources.tiktok.dates import UNKNOWN, ask_year, dated, in_order, spoken
from data.tables.schema import ACCOUNT_DAYS
from i18n.message import msg

SOURCE = Source(
    id="tiktok.live",
    network="tiktok",
    label=msg("TikTok LIVE (Studio)"),
    doc=msg("TikTok Studio › Analytics › LIVE › Download data."),
    sheets=(
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date", "_commenters", "reactions"),
            fields=(
                column("date", en="Date"),
                column("follows", en="New followers"),
                column("_commenters", en="Viewers who commented"),
                column("reactions", en="Likes"),
                column("shares", en="Shares"),
            ),
            required=("date",),
            unique=("date",),
            constants=(("network", "tiktok"), ("account", "LIVE"), ("use", "unknown")),
            nulls=UNKNOWN,
            language=spoken,
            ask=ask_year,
            checks=(in_order,),
            finish=dated,
            whole=True,
            ignores=ignored("Viewers who commented"),
        ),
    ),
    layouts=(Layout("2022", "en", LayoutEvidence.FILE, "tiktok_live.csv"),),
    limits=msg(
        "Counted like a separate account called LIVE, in addition to the overview. People who "
        "commented are not a number of comments and are skipped."
    ),
)

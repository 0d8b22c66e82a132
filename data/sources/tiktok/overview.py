"""TikTok Studio overview export: daily metrics, dates without a year in the app's language.

In 2021 it had years, and the followers instead of what people did.
"""

from __future__ import annotations

from data.reading.table import RawTable
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column
from data.sources.tiktok.dates import UNKNOWN, ask_year, dated, in_order, names_years, spoken
from data.tables.schema import ACCOUNT_DAYS
from i18n.message import Message, msg


def _unfit(raw: RawTable) -> Message | None:
    """Business Suite has these columns too, but writes the year."""
    if not names_years(raw):
        return None
    return msg(
        "This looks like an overview from TikTok Business Suite, but columns that it always has are missing"
    )


_CONSTANTS = (("network", "tiktok"), ("use", "unknown"))

SOURCE = Source(
    id="tiktok.overview",
    network="tiktok",
    label=msg("TikTok overview (Studio)"),
    doc=msg("TikTok Studio › Analytics › Overview › Download data."),
    sheets=(
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date", "views", "profile_visits", "reactions"),
            fields=(  # the header is English in every language
                column("date", en="Date"),
                column("views", en="Video Views"),
                column("profile_visits", en="Profile Views"),
                column("reactions", en="Likes"),
                column("comments", en="Comments"),
                column("shares", en="Shares"),
            ),
            required=("date",),
            unique=("date",),
            constants=_CONSTANTS,
            nulls=UNKNOWN,
            unfit=_unfit,
            language=spoken,
            ask=ask_year,
            checks=(in_order,),
            finish=dated,
            whole=True,
        ),
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date", "views", "followers", "net_follows", "profile_visits"),
            fields=(
                column("date", en="Date"),
                column("views", en="Video views"),
                column("followers", en="Followers"),
                column("net_follows", en="Difference in followers from previous day"),
                column("profile_visits", en="Profile views"),
            ),
            required=("date",),
            unique=("date",),
            constants=_CONSTANTS,
            nulls=UNKNOWN,
        ),
    ),
    repeats=("hootsuite.account", "sprout.profiles"),
    layouts=(
        Layout("2021", "en", LayoutEvidence.FILE, "tiktok_overview_2021.csv"),
        Layout("2025–2026", "en", LayoutEvidence.FILE, "tiktok_overview_en.csv"),
        Layout("2025–2026", "es", LayoutEvidence.FILE, "tiktok_overview_es.csv"),
        Layout("2025–2026", "pt", LayoutEvidence.FILE, "tiktok_overview_pt.csv"),
    ),
    limits=msg(
        "Dates have no year, which is asked. No link clicks and no watch time. At most 365 "
        "days per file."
    ),
)

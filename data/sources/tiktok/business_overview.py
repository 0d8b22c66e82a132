"""TikTok Business Suite overview export: daily metrics, columns by the buttons of the profile."""

from __future__ import annotations

from data.sources.kit.checks import AddsUp
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column, ignored
from data.sources.tiktok.dates import UNKNOWN
from data.tables.schema import ACCOUNT_DAYS
from i18n.message import msg

# Clicks on a telephone number are neither clicks on a link nor all clicks: they are not read.
SOURCE = Source(
    id="tiktok_business.overview",
    network="tiktok",
    label=msg("TikTok overview (Business Suite)"),
    doc=msg("TikTok Business Suite › Analytics › Overview › Download data."),
    sheets=(
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date", "views", "reach", "profile_visits", "reactions"),
            fields=(
                column("date", en="Date"),
                column("views", en="Video views"),
                column("reach", en="Reached audience"),
                column("profile_visits", en="Profile views"),
                column("reactions", en="Likes"),
                column("shares", en="Shares"),
                column("comments", en="Comments"),
                column("leads", en="Leads submission"),
                column("net_follows", en="Net growth"),
                column("follows", en="New followers"),
                column("unfollows", en="Lost followers"),
            ),
            required=("date",),
            unique=("date",),
            constants=(("network", "tiktok"), ("use", "unknown")),
            nulls=UNKNOWN,
            checks=(
                AddsUp(
                    "follows",
                    ("net_follows", "unfollows"),
                    msg("Follower growth"),
                ),
            ),
            ignores=ignored("Phone number clicks", "Engaged audience"),
        ),
    ),
    repeats=("hootsuite.account", "sprout.profiles"),
    layouts=(Layout("2025", "en", LayoutEvidence.FILE, "tiktok_business_overview.csv"),),
    limits=msg(
        "Clicks on the profile’s buttons (telephone, e-mail, address) are not read. There are "
        "no link clicks of posts."
    ),
)

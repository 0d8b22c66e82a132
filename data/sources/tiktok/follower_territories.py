"""TikTok Studio follower territories export: shares of followers by country."""

from __future__ import annotations

from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column
from data.sources.tiktok.dates import UNKNOWN
from data.tables.schema import AUDIENCE
from i18n.message import msg

SOURCE = Source(
    id="tiktok.follower_territories",
    network="tiktok",
    label=msg("TikTok followers by territory (Studio)"),
    doc=msg("TikTok Studio › Analytics › Followers › Download data (FollowerTopTerritories.csv)."),
    sheets=(
        SheetSpec(
            table=AUDIENCE,
            signature=("value", "share"),
            fields=(column("value", en="Top territories"), column("share", en="Distribution")),
            required=("value",),
            unique=("value",),
            constants=(("network", "tiktok"), ("dimension", "country")),
            nulls=UNKNOWN,
        ),
    ),
    layouts=(Layout("2026", "en", LayoutEvidence.FILE, "tiktok_follower_territories.csv"),),
    limits=msg(
        "Shares only, as of the export; the file says neither its date nor how many followers there are."
    ),
)

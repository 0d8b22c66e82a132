"""TikTok Studio follower territories export: shares of followers by country."""

from __future__ import annotations

from data.sources.kit.spec import Layout, LayoutEvidence, Source
from data.sources.tiktok.undated import sheet
from i18n.message import msg

SOURCE = Source(
    id="tiktok.follower_territories",
    network="tiktok",
    label=msg("TikTok followers by territory (Studio)"),
    doc=msg("TikTok Studio › Analytics › Followers › Download data (FollowerTopTerritories.csv)."),
    sheets=(sheet("country", "Top territories"),),
    layouts=(Layout("2026", "en", LayoutEvidence.FILE, "tiktok_follower_territories.csv"),),
    limits=msg(
        "Shares only. The file has neither its date, which is asked if nothing else shows it, "
        "nor the number of followers."
    ),
)

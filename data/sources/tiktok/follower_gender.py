"""TikTok Studio follower gender export: shares of followers by gender."""

from __future__ import annotations

from data.sources.kit.spec import Layout, LayoutEvidence, Source
from data.sources.tiktok.undated import sheet
from i18n.message import msg

SOURCE = Source(
    id="tiktok.follower_gender",
    network="tiktok",
    label=msg("TikTok followers by gender (Studio)"),
    doc=msg("TikTok Studio › Analytics › Followers › Download data (FollowerGender.csv)."),
    sheets=(sheet("gender", "Gender"),),
    layouts=(
        Layout("2021", "en", LayoutEvidence.FILE, "tiktok_follower_gender_2021.csv"),
        Layout("2026", "en", LayoutEvidence.FILE, "tiktok_follower_gender.csv"),
    ),
    limits=msg(
        "Shares only. The file has neither its date, which is asked if nothing else shows it, "
        "nor the number of followers."
    ),
)

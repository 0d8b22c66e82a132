"""YouTube."""

from __future__ import annotations

from datetime import date

from data.base.network import AdPlatform, CampaignRule, Network
from data.base.series_break import SeriesBreak
from i18n.message import msg

NETWORK = Network(
    id="youtube",
    name="YouTube",
    rank=15,
    colour="#C2475A",
    video=True,
    suggested=True,
    hosts=(r"youtube\.com",),
    sources=("youtube", r"youtu\.be", r"com\.google\.android\.youtube"),
    mentions=(r"youtu\.?be",),
    post_link=r"(?:youtube\.com/.*?[?&]v=|youtu\.be/|youtube\.com/shorts/)([\w-]{11})",
    ads=AdPlatform(
        names=(".*youtube.*",),
        campaigns=(CampaignRule("Paid Video", network="youtube"),),
    ),
    series_breaks=(
        SeriesBreak(
            "youtube",
            ("posts", "account_days"),
            ("views",),
            date(2025, 3, 31),
            date(2025, 3, 31),
            msg(
                "Since 31 March 2025 YouTube counts a view of a Short when it starts to play. "
                "“Engaged views” have the earlier meaning."
            ),
            "YouTube Help Community, A Change to How We Count Views on Shorts (26 March 2025)",
        ),
    ),
)

"""Instagram."""

from __future__ import annotations

from datetime import date

from data.base.network import AdPlatform, CampaignRule, ClickId, Network
from data.base.series_break import SeriesBreak
from i18n.message import msg

NETWORK = Network(
    id="instagram",
    name="Instagram",
    rank=12,
    colour="#BF4A80",
    suggested=True,
    hosts=(r"instagram\.com",),
    sources=("instagram", "ig", r"com\.instagram\..+", "instagram[_ -].+"),
    mentions=("instagram",),
    ads=AdPlatform(
        names=(".*instagram.*",),
        campaigns=(CampaignRule("Paid Social", network="instagram"),),
        sources=("instagram.*", "ig"),
    ),
    click_ids=(
        ClickId("igsh", "instagram", "referral"),
        ClickId("igshid", "instagram", "referral", headers=("igshid",)),
    ),
    series_breaks=(
        SeriesBreak(
            "instagram",
            ("posts", "account_days"),
            ("impressions", "views"),
            date(2024, 7, 2),
            date(2025, 4, 21),
            msg(
                "Between July 2024 and April 2025 Instagram replaced impressions and plays by views, which count every repetition as well."
            ),
            "developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights",
        ),
    ),
)

"""LinkedIn."""

from __future__ import annotations

from datetime import date

from data.base.network import AdPlatform, CampaignRule, ClickId, Network
from data.base.series_break import SeriesBreak
from i18n.message import msg

NETWORK = Network(
    id="linkedin",
    name="LinkedIn",
    rank=13,
    colour="#1B7FA6",
    suggested=True,
    hosts=(r"linkedin\.com",),
    sources=("linkedin", r"lnkd\.in", r"com\.linkedin\..+", "linkedin[_ -].+"),
    aliases=("linkedin page",),
    mentions=("linkedin",),
    post_link=r"linkedin\.com/.*?(\d{15,20})",
    ads=AdPlatform(
        names=(".*linkedin.*",),
        campaigns=(CampaignRule("Paid Social", network="linkedin"),),
        sources=("linkedin.*", r"lnkd\.in"),
    ),
    click_ids=(
        ClickId("li_fat_id", "linkedin", "referral", headers=("li_fat_id", "LinkedIn click id")),
    ),
    series_breaks=(
        SeriesBreak(
            "linkedin",
            ("posts", "account_days"),
            ("impressions",),
            date(2024, 4, 1),
            date(2024, 4, 30),
            msg(
                "Since April 2024 LinkedIn counts the impressions of reposts in those of the original post."
            ),
            "LinkedIn Help, Post analytics",
        ),
    ),
)

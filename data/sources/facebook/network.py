"""Facebook."""

from __future__ import annotations

from datetime import date

from data.base.network import AdPlatform, CampaignRule, ClickId, Network
from data.base.series_break import SeriesBreak
from i18n.message import msg

NETWORK = Network(
    id="facebook",
    name="Facebook",
    rank=11,
    colour="#2F74D0",
    suggested=True,
    hosts=(r"facebook\.com",),
    sources=(
        *("facebook", "fb", r"fb\.me", r"fb\.com"),
        *(r"com\.facebook\..+", "facebook[_ -].+"),
    ),
    mentions=("facebook", r"fb\.com"),
    # Other links name a post by a token that is not the id of Meta’s exports.
    post_link=r"(?:facebook|fb)\.com/.*?fbid=(\d{6,})",
    ads=AdPlatform(
        names=(".*facebook.*",),
        campaigns=(CampaignRule("Paid Social", network="facebook"),),
        sources=("facebook.*", "fb.*"),
    ),
    click_ids=(
        ClickId(
            "fbclid",
            "facebook",
            "referral",
            headers=("fbclid", "Facebook click id", "hs_facebook_click_id"),
        ),
    ),
    series_breaks=(
        SeriesBreak(
            "facebook",
            ("posts", "account_days"),
            ("impressions", "views"),
            date(2024, 3, 1),
            date(2025, 3, 31),
            msg(
                "Between March 2024 and early 2025 Facebook replaced impressions by views, which count every repetition as well."
            ),
            "headers of content exports; nasdaq.com/articles/meta-says-views-become-primary-metric-facebook (November 2024)",
        ),
    ),
)

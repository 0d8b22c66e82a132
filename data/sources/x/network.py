"""X, which was Twitter."""

from __future__ import annotations

from datetime import date

from data.base.network import AdPlatform, CampaignRule, ClickId, Network
from data.base.series_break import SeriesBreak
from i18n.message import msg

# The host is anchored: “mobile.twitter.com/…” is a link to X, “netflix.com/…/status/1” is none.
POST = r"(?:^|//|\.)(?:twitter|x)\.com/.*?/status/(\d+)"
ACCOUNT = r"https?://(?:www\.)?(?:twitter|x)\.com/([^/]+)/status/"

NETWORK = Network(
    id="x",
    name="X",
    rank=14,
    colour="#6E7B8A",
    suggested=True,
    hosts=(r"x\.com", r"twitter\.com"),
    sources=("x", r"t\.co", "twitter", r"com\.twitter\..+"),
    aliases=("twitter", "x (twitter)", "x/twitter"),
    mentions=("twitter", r"//x\.com"),
    post_link=POST,
    account_link=ACCOUNT,
    ads=AdPlatform(
        names=("x", "x_ads", "twitter", "twitter_ads"),
        campaigns=(CampaignRule("Paid Social", network="x"),),
        sources=("x", r"t\.co", "twitter.*"),
    ),
    click_ids=(
        ClickId(
            "twclid", "twitter", "referral", headers=("twclid", "X click id", "Twitter click id")
        ),
    ),
    series_breaks=(
        SeriesBreak(
            "x",
            ("posts", "account_days"),
            ("impressions", "reactions", "comments", "shares", "clicks", "link_clicks", "follows"),
            date(2023, 8, 1),
            date(2024, 6, 30),
            msg(
                "Between August 2023 and June 2024 X replaced its tweet activity export by the "
                "X Premium content export, which does not show promoted values separately."
            ),
            "headers of both exports; digitalinformationworld.com/2023/09/is-elon-musk-putting-twitter-analytics.html"
            " and codavate.com/2024/07/03/twitter-continues-xing-advertisers-making-analytics-premium-feature",
        ),
    ),
)

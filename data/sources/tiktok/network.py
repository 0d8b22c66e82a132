"""TikTok."""

from __future__ import annotations

from data.base.network import AdPlatform, CampaignRule, ClickId, Network

POST = r"tiktok\.com/.*?/(?:video|photo)/(\d+)"
ACCOUNT = r"tiktok\.com/@([^/]+)/"

NETWORK = Network(
    id="tiktok",
    name="TikTok",
    rank=16,
    colour="#178C9B",
    suggested=True,
    hosts=(r"tiktok\.com",),
    sources=("tiktok", "tiktok[_ -].+"),
    mentions=("tiktok",),
    post_link=POST,
    account_link=ACCOUNT,
    ads=AdPlatform(
        names=(".*tiktok.*",),
        campaigns=(CampaignRule("Paid Social", network="tiktok"),),
        sources=("tiktok.*",),
    ),
    click_ids=(ClickId("ttclid", "tiktok", "referral", headers=("ttclid", "TikTok click id")),),
)

"""Reddit."""

from __future__ import annotations

from data.base.network import AdPlatform, CampaignRule, ClickId, Network

NETWORK = Network(
    id="reddit",
    name="Reddit",
    hosts=(r"reddit\.com",),
    sources=("reddit", r"com\.reddit\..+"),
    mentions=("reddit",),
    ads=AdPlatform(
        names=(".*reddit.*",),
        campaigns=(CampaignRule("Paid Social", network="reddit"),),
        sources=("reddit.*",),
    ),
    click_ids=(ClickId("rdt_cid", "reddit", "referral", headers=("rdt_cid", "Reddit click id")),),
)

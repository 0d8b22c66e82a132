"""Snapchat."""

from __future__ import annotations

from data.base.network import AdPlatform, CampaignRule, ClickId, Network

NETWORK = Network(
    id="snapchat",
    name="Snapchat",
    rank=18,
    colour="#8F7A12",
    hosts=(r"snapchat\.com",),
    sources=("snapchat",),
    mentions=(r"snap(?:chat)?\b",),
    ads=AdPlatform(
        names=(".*snapchat.*",),
        campaigns=(CampaignRule("Paid Social", network="snapchat"),),
        sources=("snapchat.*",),
    ),
    click_ids=(ClickId("sccid", "snapchat", "referral", headers=("sccid", "Snapchat click id")),),
)

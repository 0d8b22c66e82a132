"""Meta: the ad account that is billed for Facebook and Instagram together."""

from __future__ import annotations

from data.base.network import AdPlatform, CampaignRule, Network

NETWORK = Network(
    id="meta",
    name="Meta",
    rank=3,
    members=("facebook", "instagram"),
    ads=AdPlatform(
        names=(".*meta.*",),
        campaigns=(CampaignRule("Paid Social", network="meta"),),
        sources=("meta.*", "an", "audience_network"),
    ),
)

"""Awin, a network of affiliates: what they are paid is a cost of advertising."""

from __future__ import annotations

from data.base.network import AdPlatform, CampaignRule, ClickId, Network

NETWORK = Network(
    id="awin",
    name="Awin",
    ads=AdPlatform(
        names=("awin.*",),
        campaigns=(CampaignRule("Affiliates"),),
        sources=("awin.*",),
    ),
    click_ids=(ClickId("awc", "awin", "affiliate", headers=("awc", "Awin click id")),),
)

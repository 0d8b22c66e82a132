"""Microsoft Advertising."""

from __future__ import annotations

from data.base.network import AdPlatform, CampaignRule, ClickId, Network

NETWORK = Network(
    id="microsoft_ads",
    name="Microsoft Advertising",
    rank=2,
    ads=AdPlatform(
        names=(".*microsoft.*", ".*bing.*"),
        campaigns=(CampaignRule("Paid Shopping", ("shopping",)), CampaignRule("Paid Search")),
        sources=("bing.*", "microsoft.*", "msn.*", "yahoo.*"),
    ),
    click_ids=(
        ClickId(
            "msclkid",
            "bing",
            "cpc",
            fits=("bing",),
            headers=("msclkid", "Microsoft click id"),
        ),
    ),
)

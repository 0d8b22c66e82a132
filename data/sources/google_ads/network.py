"""Google’s advertising: Google Ads and what it tags, Display & Video 360, Merchant Center."""

from __future__ import annotations

from data.base.network import AdPlatform, CampaignRule, ClickId, Network

NETWORK = Network(
    id="google_ads",
    name="Google Ads",
    rank=1,
    ads=AdPlatform(
        names=(".*google.*",),
        campaigns=(
            CampaignRule(
                "Cross-network",
                ("performance max", "demand gen", "discovery", "app", "smart"),
            ),
            CampaignRule("Paid Shopping", ("shopping",)),
            CampaignRule("Paid Video", ("video",), network="youtube"),
            CampaignRule("Display", ("display",)),
            CampaignRule("Paid Search", ("search",)),
        ),
        # Its video ads run on YouTube, and their visits name it.
        sources=("google.*", "adwords", "gdn", "dv360", "youtube.*"),
    ),
    click_ids=(
        ClickId(
            "gclid",
            "google",
            "cpc",
            fits=("google",),
            headers=("gclid", "ads_gclid", "Google ad click id", "hs_google_click_id"),
        ),
        ClickId("gbraid", "google", "cpc", fits=("google",)),
        ClickId("wbraid", "google", "cpc", fits=("google",)),
        # Says which product the click was paid in, not which click it was.
        ClickId("gclsrc", "google", "cpc", fits=("google",), identifies=False),
        ClickId("dclid", "google", "cpc", fits=("google", "dbm", "doubleclick")),
        ClickId("srsltid", "google", "organic", "Shopping Free Listings", fits=("google",)),
    ),
)

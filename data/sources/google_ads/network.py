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
                # “App” and “smart” alone are also what campaigns sell.
                named=(
                    *("performance ?max", "p ?max", "demand ?gen", "cross network"),
                    *("discovery ads", "discovery campaign", "app campaign", "app installs?"),
                    "smart campaign",
                ),
            ),
            CampaignRule("Paid Shopping", ("shopping",), named=("shopping",)),
            CampaignRule(
                "Paid Video",
                ("video",),
                network="youtube",
                named=("videos?", "youtube", "trueview"),
            ),
            CampaignRule("Display", ("display",), named=("display", "gdn")),
            CampaignRule("Paid Search", ("search",), named=("search",)),
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
            headers=(
                *("gclid", "ads_gclid", "google_click_id", "Google click id"),
                *("Google ad click id", "hs_google_click_id"),
            ),
        ),
        ClickId("gbraid", "google", "cpc", fits=("google",), headers=("gbraid",)),
        ClickId("wbraid", "google", "cpc", fits=("google",), headers=("wbraid",)),
        # Says which product the click was paid in, not which click it was.
        ClickId("gclsrc", "google", "cpc", fits=("google",), identifies=False),
        ClickId(
            "dclid", "google", "cpc", fits=("google", "dbm", "doubleclick"), headers=("dclid",)
        ),
        ClickId("srsltid", "google", "organic", "Shopping Free Listings", fits=("google",)),
    ),
)

"""Pinterest."""

from __future__ import annotations

from data.base.network import AdPlatform, CampaignRule, ClickId, Network

NETWORK = Network(
    id="pinterest",
    name="Pinterest",
    rank=17,
    colour="#B25F8F",
    hosts=(r"pinterest\.[a-z.]+",),
    sources=("pinterest", r"pin\.it", r"com\.pinterest"),
    mentions=("pinterest",),
    post_link=r"pinterest\.[a-z.]+/pin/(\d{6,})",
    ads=AdPlatform(
        names=(".*pinterest.*",),
        campaigns=(CampaignRule("Paid Social", network="pinterest"),),
        sources=("pinterest.*", r"pin\.it"),
    ),
    click_ids=(ClickId("epik", "pinterest", "referral", headers=("epik", "Pinterest click id")),),
)

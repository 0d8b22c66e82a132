"""TikTok Ads Manager export: one row per day and ad, with column names of two vintages.

“Clicks (destination)” lead off TikTok; “Clicks (all)” include likes and profile visits.
"""

from __future__ import annotations

from data.sources.kit.ad_reports import NULLS, TOTALS, ask_when_undated, dated, no_metadata
from data.sources.kit.checks import Priced
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column, ignored
from data.tables.schema import AD_COSTS
from i18n.message import msg

_DAY = column("date", en=("Date", "By Day", "Stat time day"), fr="Date")
FIELDS = (
    column("_first", at=0),
    _DAY,
    column("account", en=("Account name", "Advertiser name")),
    column("campaign", en="Campaign name", fr="Nom de la campagne"),
    column("campaign_type", en=("Objective", "Advertising objective")),
    column("ad_group", en="Ad group name"),
    column("ad", en="Ad name"),
    column("currency", en="Currency", fr="Devise"),
    column("spend", en="Cost", fr="Coût"),
    column("impressions", en=("Impressions", "Impression"), fr="Impressions"),
    column("reach", en="Reach"),
    column("clicks", en="Clicks (all)", fr="Clics (tous)"),
    column("link_clicks", en="Clicks (destination)", fr="Clics (destination)"),
    column("conversions", en="Conversions", fr="Conversions"),
    column(
        "_own",
        en=("CPC (destination)", "CTR (destination)", "Clicks (destination)", "Clicks (all)"),
        fr=("CPC (destination)", "CTR (destination)", "Clics (destination)"),
    ),
)

SOURCE = Source(
    id="tiktok_ads",
    network=None,
    label=msg("TikTok ads"),
    doc=msg(
        "TikTok Ads Manager › Reporting › Custom report, dimensions Day and Ad, with Currency › Export › CSV or XLSX."
    ),
    sheets=(
        SheetSpec(
            table=AD_COSTS,
            signature=("campaign", "spend", "impressions", "_own"),
            fields=FIELDS,
            required=("campaign", "period_from"),
            constants=(("platform", "tiktok_ads"),),
            nulls=NULLS,
            grouping=True,
            exclude=(TOTALS,),
            ask=ask_when_undated(no_metadata, _DAY),
            checks=(Priced("spend"),),
            finish=dated(no_metadata),
            ignores=ignored(
                *("Campaign name", "Campaign ID", "Ad group ID", "Ad ID", "CPM", "CPA", "CVR"),
                *("CPC (*)", "CTR (*)", "Frequency", "Cost per *", "Conversion rate*", "CVR (*)"),
                *("Result", "Results", "Result rate", "Primary status", "Budget", "* rate"),
                *("Video views*", "2-second video views", "6-second video views", "Paid *"),
            ),
        ),
    ),
    layouts=(
        Layout("2023–2024", "en", LayoutEvidence.FILE, "tiktok_ads_2023.csv"),
        Layout("current", "en", LayoutEvidence.DESCRIBED, "tiktok_ads.csv"),
    ),
    limits=msg(
        "Without the dimension Day the costs are those of a period that the file does not "
        "name. Add the column Currency."
    ),
)

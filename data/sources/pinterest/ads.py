"""Pinterest Ads Manager export: one row per day, ad group or ad.

The currency is the account’s and not in the file. Several rows may share a day and an ad
group, wholly alike even: the ads behind them are not named, and all are counted. Conversions
are checkouts; “Pin clicks” are clicks of any kind, “Outbound clicks” those that leave Pinterest.
"""

from __future__ import annotations

from data.sources.kit.ad_reports import NULLS, TOTALS, ask_when_undated, dated, no_metadata
from data.sources.kit.checks import Priced
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column, ignored
from data.tables.schema import AD_COSTS
from i18n.message import msg

_DAY = column("date", en="Date", fr="Date")
FIELDS = (
    column("_first", at=0),
    _DAY,
    column("account", en=("Account name", "Ad account name")),
    column("campaign", en="Campaign name"),
    column("campaign_type", en="Campaign objective"),
    column("ad_group", en="Ad group name"),
    column("ad", en="Ad name"),
    column("currency", en="Currency"),
    column("spend", en="Spend in account currency"),
    column("impressions", en=("Impressions", "Paid impressions")),
    column("reach", en="Reach"),
    column("clicks", en=("Pin clicks", "Paid pin clicks")),
    column("link_clicks", en="Outbound clicks"),
    column("conversions", en="Total conversions (Checkout)"),
    column("conversion_value", en="Total order value (Checkout)"),
    column("leads", en="Total conversions (Lead)"),
)

SOURCE = Source(
    id="pinterest_ads",
    network=None,
    label=msg("Pinterest ads"),
    doc=msg("Pinterest Ads › Reporting › Ad groups, by day › Export › CSV."),
    sheets=(
        SheetSpec(
            table=AD_COSTS,
            signature=("campaign", "spend", "impressions"),
            fields=FIELDS,
            required=("campaign", "period_from"),
            constants=(("platform", "pinterest_ads"),),
            nulls=NULLS,
            grouping=True,
            exclude=(TOTALS,),
            ask=ask_when_undated(no_metadata, _DAY),
            checks=(Priced("spend"),),
            finish=dated(no_metadata),
            ignores=ignored(
                *("Campaign ID", "Ad group ID", "Ad ID", "Pin ID", "Saves", "Engagements"),
                *("Campaign status", "Ad group status"),
                *("Result", "Results", "Cost per result", "Frequency", "CPM", "CPC", "CTR"),
                *("Engagement rate", "Outbound CTR", "Cost per outbound click"),
            ),
        ),
    ),
    layouts=(Layout("2026", "en", LayoutEvidence.FILE, "pinterest_ads.csv"),),
    limits=msg("The currency is not in the file, so the costs are shown without one."),
)

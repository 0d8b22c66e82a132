"""Reddit Ads Manager report: one row per day, campaign, ad group or ad, known from header names.

Ids begin with an apostrophe, so that spreadsheets leave them alone.
"""

from __future__ import annotations

from data.reading.dates import DateStyle
from data.sources.kit.ad_reports import NULLS, TOTALS, ask_when_undated, dated, no_metadata
from data.sources.kit.checks import Priced
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column, ignored
from data.tables.schema import AD_COSTS
from i18n.message import msg

_DAY = column("date", en="Date")
FIELDS = (
    column("_first", at=0),
    _DAY,
    column("account", en="Account Name"),
    column("campaign", en="Campaign Name"),
    column("ad_group", en=("Ad Group Name", "AD_GROUP Name")),
    column("ad", en="Ad Name"),
    column("spend", en="Amount Spent ({currency})"),
    column("impressions", en="Impressions"),
    column("clicks", en="Clicks"),
    # Meta's reports have the amount under the same name.
    column("_own", en=("AD_GROUP Id", "Watches at 25%", "Watches at 100%")),
)

SOURCE = Source(
    id="reddit_ads",
    network=None,
    label=msg("Reddit ads"),
    doc=msg(
        "Reddit Ads Manager › Reports › Create report, by day › Export › CSV. Known from header names only."
    ),
    sheets=(
        SheetSpec(
            table=AD_COSTS,
            signature=("campaign", "spend", "impressions", "_own"),
            fields=FIELDS,
            required=("campaign", "period_from"),
            constants=(("platform", "reddit_ads"),),
            dates=DateStyle.ASK,
            nulls=NULLS,
            grouping=True,
            exclude=(TOTALS,),
            ask=ask_when_undated(no_metadata, _DAY),
            checks=(Priced("spend"),),
            finish=dated(no_metadata),
            ignores=ignored(
                *("Campaign Id", "AD_GROUP Id", "Ad Id", "CPC (*)", "eCPM (*)", "CTR"),
                *("Video Views", "Watches at *"),
            ),
        ),
    ),
    layouts=(Layout("2026", "en", LayoutEvidence.HEADERS, "reddit_ads.csv"),),
    limits=msg(
        "No original export was available. Compare a few values with Ads Manager after the "
        "first import. Conversions are not read."
    ),
)

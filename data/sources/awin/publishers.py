"""Awin publisher performance: what each affiliate brought and was paid in a period.

“Total” is pending, approved and bonus together; declined transactions are never part of it. The
file does not say its period.
"""

from __future__ import annotations

from data.sources.kit.ad_reports import ask_when_undated, dated, no_metadata
from data.sources.kit.checks import Priced
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column, ignored
from data.tables.schema import AD_COSTS
from i18n.message import msg

SOURCE = Source(
    id="awin.publishers",
    network=None,
    label=msg("Awin publisher performance"),
    doc=msg("Awin (advertiser) › Reports › Publisher performance › Export › CSV."),
    sheets=(
        SheetSpec(
            table=AD_COSTS,
            signature=("campaign", "_id", "clicks", "conversions", "conversion_value", "spend"),
            fields=(
                column("campaign", en="publisher_name"),
                column("_id", en="PublisherID"),
                column("campaign_type", en="publisher_type"),
                column("impressions", en="impressions"),
                column("clicks", en="all_clicks"),
                column("conversions", en="total_transactions"),
                column("conversion_value", en="total_revenue"),
                column("spend", en="total_commission"),
            ),
            required=("campaign", "period_from"),
            unique=("_id",),
            constants=(("platform", "awin"),),
            ask=ask_when_undated(no_metadata),
            checks=(Priced("spend"),),
            finish=dated(no_metadata),
            ignores=ignored(
                *("parent_publisher_type", "publisher_tags", "return_on_investment (ROI)"),
                *("cost_per_acquisition (CPA)", "cost_per_click (CPC)", "*_aov"),
                *("total_conversion_rate", "pending_*", "approved_*", "bonus_*", "declined_*"),
                *("total_influence", "converted_*", "assisted_*"),
            ),
        ),
    ),
    layouts=(Layout("2025", "en", LayoutEvidence.FILE, "awin_publishers.csv"),),
    limits=msg(
        "Commission counts as ad spend, each affiliate as a campaign, for the whole period. "
        "Pending transactions count, although some are declined later. Declined ones never "
        "count. Awin’s own fees and the currency are not in the file."
    ),
)

"""Google Ads: the ad report, one row an ad."""

from __future__ import annotations

from data.message import msg
from data.schema import AD_COSTS
from data.sources import google_ads_columns as shared
from data.sources.checks import Priced
from data.sources.declare import Sheet, Source

SOURCE = Source(
    id="google_ads.ads",
    network=None,
    label=msg("Google Ads ads", fr="Annonces Google Ads"),
    doc=msg(
        "Google Ads › Ads › segment by Day › Download › .csv.",
        fr="Google Ads › Annonces › segmenter par Jour › Télécharger › .csv.",
    ),
    sheets=(
        Sheet(
            table=AD_COSTS,
            signature=("campaign", "ad_group", "spend", "impressions"),
            fields=(*shared.FIELDS, shared.AD_GROUP),
            required=("campaign", "period_from"),
            constants=shared.CONSTANTS,
            nulls=shared.NULLS,
            grouping=True,
            exclude=(shared.TOTALS,),
            ask=shared.ask,
            checks=(Priced("spend"),),
            finish=shared.finish,
        ),
    ),
)

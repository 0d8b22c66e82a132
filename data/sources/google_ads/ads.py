"""Google Ads ad report: one row per ad and day, or per ad for the whole period."""

from __future__ import annotations

from data.sources.google_ads import columns as shared
from data.sources.kit.checks import Priced
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, ignored
from data.tables.schema import AD_COSTS
from i18n.message import msg

SOURCE = Source(
    id="google_ads.ads",
    network=None,
    label=msg("Google Ads ads"),
    doc=msg("Google Ads › Ads › segment by Day › Download › .csv."),
    sheets=(
        SheetSpec(
            table=AD_COSTS,
            signature=("campaign", "ad_group", "spend", "impressions"),
            fields=(*shared.FIELDS, shared.AD_GROUP),
            required=("campaign", "period_from"),
            constants=shared.CONSTANTS,
            nulls=shared.NULLS,
            grouping=True,
            exclude=shared.TOTALS,
            unfit=shared.not_of_the_account,
            ask=shared.ask,
            checks=(Priced("spend"),),
            finish=shared.finish,
            ignores=(
                *shared.IGNORES,
                *ignored(
                    *("Final URL", "Beacon URLs", "Headline*", "Long headline*", "Description*"),
                    *(
                        "* ID",
                        "Business name",
                        "Call to action*",
                        "*color*",
                        "Ad format preference",
                    ),
                    *(
                        "Promotion text",
                        "Price prefix",
                        "Path *",
                        "Ad type",
                        "Ad strength*",
                        "Mobile *",
                    ),
                    *(
                        "Enable *",
                        "Display URL",
                        "Country",
                        "Phone number",
                        "Verification URL",
                        "Call *",
                        "Auto-applied *",
                        "Tracking template",
                        "Custom parameter",
                        "Final URL suffix",
                        "Ad name",
                        "Labels*",
                    ),
                ),
            ),
        ),
    ),
    layouts=(Layout("2026", "en", LayoutEvidence.FILE, "google_ads_ads.csv"),),
    limits=msg("Deleted ads are not listed. If the file’s own total is higher, a warning says so."),
)

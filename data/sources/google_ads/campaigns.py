"""Google Ads campaign report: one row per campaign and day or period, in both CSV forms."""

from __future__ import annotations

from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.google_ads import columns as shared
from data.sources.kit.checks import Priced
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column
from data.tables.schema import AD_COSTS
from i18n.message import Message, msg

_AD_GROUPS = frozenset(name for _, name in shared.AD_GROUP.names)


def _unfit(raw: RawTable) -> Message | None:
    if any(normalise(name) in _AD_GROUPS for name in raw.header):
        return msg("This Google Ads report is by ad group, not by campaign")
    return shared.not_of_the_account(raw)


def _settings(_raw: RawTable) -> Message:
    return msg(
        "This file changes settings of Google Ads (columns Row Type and Action) and has no "
        "values. Download the campaign report instead"
    )


SOURCE = Source(
    id="google_ads.campaigns",
    network=None,
    label=msg("Google Ads campaigns"),
    doc=msg("Google Ads › Campaigns › segment by Day › Download › .csv."),
    sheets=(
        SheetSpec(
            table=AD_COSTS,
            signature=("campaign", "spend", "impressions"),
            fields=shared.FIELDS,
            required=("campaign", "period_from"),
            constants=shared.CONSTANTS,
            nulls=shared.NULLS,
            grouping=True,
            exclude=shared.TOTALS,
            unfit=_unfit,
            ask=shared.ask,
            checks=(Priced("spend"),),
            finish=shared.finish,
            ignores=shared.IGNORES,
        ),
        # What is downloaded to be edited and uploaded again, or for Google Ads Editor.
        SheetSpec(
            table=AD_COSTS,
            signature=("_row_type", "_action"),
            fields=(column("_row_type", en="Row Type"), column("_action", en="Action")),
            required=("campaign",),
            unfit=_settings,
        ),
    ),
    layouts=(
        Layout("with totals", "en", LayoutEvidence.FILE, "google_ads_campaigns_en.csv"),
        Layout("for Excel", "en", LayoutEvidence.FILE, "google_ads_campaigns_utf16.csv"),
        Layout("2026", "fr", LayoutEvidence.DESCRIBED, "google_ads_campaigns_fr.csv"),
        Layout("2026", "de", LayoutEvidence.DESCRIBED, "google_ads_campaigns_de.csv"),
        Layout("2026", "nl", LayoutEvidence.HEADERS, "google_ads_campaigns_nl.csv"),
    ),
    limits=msg(
        "Without the column Day, Week or Month the costs are those of the whole period. "
        "Interactions are not clicks and are not read."
    ),
)

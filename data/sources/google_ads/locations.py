"""Google Ads location report: one row per place and campaign, without places that are not targeted."""

from __future__ import annotations

from data.sources.google_ads.columns import part_sheets
from data.sources.kit.spec import Layout, LayoutEvidence, Source
from i18n.message import msg

SOURCE = Source(
    id="google_ads.locations",
    network=None,
    label=msg("Google Ads locations"),
    doc=msg("Google Ads › Campaigns › Audiences, keywords and content › Locations › Download."),
    sheets=part_sheets("location"),
    layouts=(
        Layout("2026", "en", LayoutEvidence.FILE, "google_ads_locations_en.csv"),
        Layout("by month", "en", LayoutEvidence.FILE, "google_ads_locations_month_en.csv"),
    ),
    limits=msg(
        "“Other locations” is a total, not a row, so it counts only if no campaign report of "
        "these days is imported. Places themselves are not stored."
    ),
)

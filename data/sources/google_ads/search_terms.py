"""Google Ads search terms report: one row per search, without those that too few people made."""

from __future__ import annotations

from data.sources.google_ads.columns import part_sheets
from data.sources.kit.spec import Layout, LayoutEvidence, Source
from i18n.message import msg

SOURCE = Source(
    id="google_ads.search_terms",
    network=None,
    label=msg("Google Ads search terms"),
    doc=msg("Google Ads › Campaigns › Insights and reports › Search terms › Download."),
    sheets=part_sheets("search_term"),
    layouts=(
        Layout("2026", "en", LayoutEvidence.FILE, "google_ads_search_terms_en.csv"),
        Layout("2026", "de", LayoutEvidence.HEADERS, "google_ads_search_terms_de.csv"),
    ),
    limits=msg(
        "Rare searches are not listed, so it counts only if no campaign report of these days "
        "is imported. Search terms themselves are not stored."
    ),
)

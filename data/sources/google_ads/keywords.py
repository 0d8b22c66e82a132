"""Google Ads keyword report: one row per keyword of the campaigns in search, by day or period."""

from __future__ import annotations

from data.sources.google_ads.columns import part_sheets
from data.sources.kit.spec import Layout, LayoutEvidence, Source
from i18n.message import msg

SOURCE = Source(
    id="google_ads.keywords",
    network=None,
    label=msg("Google Ads keywords"),
    doc=msg(
        "Google Ads › Campaigns › Audiences, keywords and content › Search keywords › Download."
    ),
    sheets=part_sheets("keyword"),
    layouts=(
        Layout("2026", "en", LayoutEvidence.FILE, "google_ads_keywords_en.csv"),
        Layout("2026", "fr", LayoutEvidence.HEADERS, "google_ads_keywords_fr.csv"),
        Layout("2026", "de", LayoutEvidence.HEADERS, "google_ads_keywords_de.csv"),
        Layout("2026", "es", LayoutEvidence.HEADERS, "google_ads_keywords_es.csv"),
        Layout("2026", "pt", LayoutEvidence.HEADERS, "google_ads_keywords_pt.csv"),
        Layout("2026", "nl", LayoutEvidence.HEADERS, "google_ads_keywords_nl.csv"),
    ),
    limits=msg(
        "Only campaigns with keywords are in it, so it counts only if no campaign report of "
        "these days is imported. Keywords themselves are not stored."
    ),
)

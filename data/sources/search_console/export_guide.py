"""Where to click in Google Search Console to get its export."""

from __future__ import annotations

from data.base.export_guide import ExportGuide
from i18n.message import msg

EXPORT_GUIDES = (
    ExportGuide(
        tool="Search Console",
        rank=14,
        icon="travel_explore",
        steps=(
            msg("Search Console › Performance › Search results"),
            msg("Choose the days"),
            msg("Export › Download CSV"),
        ),
        file="https___www.example.com_-Performance-on-Search-2026-04-01.zip",
        source="search_console.performance",
    ),
)

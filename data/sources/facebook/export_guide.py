"""Where to click in Facebook to get its export."""

from __future__ import annotations

from data.base.export_guide import ExportGuide
from i18n.message import msg

EXPORT_GUIDES = (
    ExportGuide(
        tool="Facebook",
        rank=3,
        icon="thumb_up",
        steps=(
            msg("Meta Business Suite › Insights › Content"),
            msg("Choose Facebook posts and the days"),
            msg("Export data › Lifetime"),
        ),
        file="Jan-01-2026_Mar-31-2026_1270001112223334.csv",
        source="facebook.posts",
    ),
)

"""Where to click in Instagram to get its export."""

from __future__ import annotations

from data.base.export_guide import ExportGuide
from i18n.message import msg

EXPORT_GUIDES = (
    ExportGuide(
        tool="Instagram",
        rank=4,
        icon="photo_camera",
        steps=(
            msg("Meta Business Suite › Insights › Content"),
            msg("Choose Instagram posts and the days"),
            msg("Export data › Lifetime"),
        ),
        file="Jan-01-2026_Mar-31-2026_983340097073313.csv",
        source="instagram.posts",
    ),
)

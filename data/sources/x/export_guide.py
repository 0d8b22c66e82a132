"""Where to click in X to get its export."""

from __future__ import annotations

from data.base.export_guide import ExportGuide
from i18n.message import msg

EXPORT_GUIDES = (
    ExportGuide(
        tool="X",
        rank=5,
        icon="tag",
        steps=(
            msg("X › Premium › Analytics › Content"),
            msg("Choose the days"),
            msg("Export"),
        ),
        file="account_analytics_content_2026-01-01_2026-03-31.csv",
        source="x.posts",
    ),
)

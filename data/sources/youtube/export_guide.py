"""Where to click in YouTube to get its export."""

from __future__ import annotations

from data.base.export_guide import ExportGuide
from i18n.message import msg

EXPORT_GUIDES = (
    ExportGuide(
        tool="YouTube",
        rank=7,
        icon="smart_display",
        steps=(
            msg("YouTube Studio › Analytics › Advanced mode › Content"),
            msg("Choose the days"),
            msg("Export › CSV"),
        ),
        file="Content 2026-01-01_2026-03-31 Channel.zip",
        source="youtube.content",
    ),
)

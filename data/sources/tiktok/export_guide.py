"""Where to click in TikTok to get its export."""

from __future__ import annotations

from data.base.export_guide import ExportGuide
from i18n.message import msg

EXPORT_GUIDES = (
    ExportGuide(
        tool="TikTok",
        rank=6,
        icon="music_note",
        steps=(
            msg("TikTok Studio › Analytics › Overview"),
            msg("Choose the days"),
            msg("Download data"),
        ),
        file="Overview.csv",
        source="tiktok.overview",
    ),
)

"""Where to click in Google Analytics to get its export."""

from __future__ import annotations

from data.base.export_guide import ExportGuide
from i18n.message import msg

EXPORT_GUIDES = (
    ExportGuide(
        tool="Google Analytics",
        rank=1,
        icon="bar_chart",
        steps=(
            msg("Google Analytics › Explore › Free form"),
            msg(
                "Rows: date, session channel group, source, medium, campaign. Values: sessions and key events"
            ),
            msg("Export data › CSV"),
        ),
        file="download.csv",
        source="ga4.exploration",
    ),
)

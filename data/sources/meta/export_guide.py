"""Where to click in Meta Ads to get its export."""

from __future__ import annotations

from data.base.export_guide import ExportGuide
from i18n.message import msg

EXPORT_GUIDES = (
    ExportGuide(
        tool="Meta Ads",
        rank=9,
        icon="campaign",
        steps=(
            msg("Meta Ads Manager › Campaigns"),
            msg("Breakdown: Day"),
            msg("Reports › Export table data › CSV"),
        ),
        file="Account-Campaigns-1-Jan-2026-31-Mar-2026.csv",
        source="meta_ads.campaigns",
    ),
)

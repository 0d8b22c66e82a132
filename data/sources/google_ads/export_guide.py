"""Where to click in Google Ads to get its export."""

from __future__ import annotations

from data.base.export_guide import ExportGuide
from i18n.message import msg

EXPORT_GUIDES = (
    ExportGuide(
        tool="Google Ads",
        rank=8,
        icon="ads_click",
        steps=(
            msg("Google Ads › Campaigns"),
            msg("Segment by Day"),
            msg("Download › CSV"),
        ),
        file="Campaign report.csv",
        source="google_ads.campaigns",
    ),
)

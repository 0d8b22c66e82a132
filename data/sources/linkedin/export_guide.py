"""Where to click in LinkedIn to get its export."""

from __future__ import annotations

from data.base.export_guide import ExportGuide
from i18n.message import msg

EXPORT_GUIDES = (
    ExportGuide(
        tool="LinkedIn",
        rank=2,
        icon="business_center",
        steps=(
            msg("LinkedIn page › Analytics › Content"),
            msg("Choose the days"),
            msg("Export"),
        ),
        file="company_content_1795865000000.xls",
        source="linkedin.page_content",
    ),
    ExportGuide(
        tool="LinkedIn Ads",
        rank=10,
        icon="work",
        steps=(
            msg("LinkedIn Campaign Manager › Campaigns"),
            msg("Export › Campaign performance"),
            msg("Time breakdown Daily › CSV"),
        ),
        file="account_campaign_performance_report.csv",
        source="linkedin_ads",
    ),
)

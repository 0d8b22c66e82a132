"""Where to click in Salesforce to get its export."""

from __future__ import annotations

from data.base.export_guide import ExportGuide
from i18n.message import msg

EXPORT_GUIDES = (
    ExportGuide(
        tool="Salesforce",
        rank=12,
        icon="cloud",
        steps=(
            msg("Salesforce › Reports › Leads"),
            msg(
                "Columns: Lead ID, Created Date, Lead Status, Lead Source, Converted, Converted Date"
            ),
            msg("Export › Details only › CSV"),
        ),
        file="report1795865000000.csv",
        source="salesforce.leads",
    ),
)

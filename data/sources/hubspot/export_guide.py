"""Where to click in HubSpot to get its export."""

from __future__ import annotations

from data.base.export_guide import ExportGuide
from i18n.message import msg

EXPORT_GUIDES = (
    ExportGuide(
        tool="HubSpot",
        rank=11,
        icon="groups",
        steps=(
            msg("HubSpot › CRM › Contacts"),
            msg(
                "Columns: create date, lifecycle stage and the dates of its stages, original traffic source"
            ),
            msg("Export › CSV"),
        ),
        file="hubspot-crm-exports-all-contacts-2026-04-01.csv",
        source="hubspot.contacts",
    ),
)

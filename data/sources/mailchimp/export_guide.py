"""Where to click in Mailchimp to get its export."""

from __future__ import annotations

from data.base.export_guide import ExportGuide
from i18n.message import msg

EXPORT_GUIDES = (
    ExportGuide(
        tool="Mailchimp",
        rank=15,
        icon="mail",
        steps=(
            msg("Mailchimp › Analytics › Reports"),
            msg("Choose the campaigns"),
            msg("Download reports"),
        ),
        file="campaigns.csv",
        source="mailchimp.campaigns",
    ),
)

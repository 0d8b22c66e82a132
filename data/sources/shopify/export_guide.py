"""Where to click in Shopify to get its export."""

from __future__ import annotations

from data.base.export_guide import ExportGuide
from i18n.message import msg

EXPORT_GUIDES = (
    ExportGuide(
        tool="Shopify",
        rank=13,
        icon="shopping_bag",
        steps=(
            msg("Shopify › Orders"),
            msg("Export › all orders or those of a period"),
            msg("Plain CSV file"),
        ),
        file="orders_export_1.csv",
        source="shopify.orders",
    ),
)

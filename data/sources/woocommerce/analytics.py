"""WooCommerce analytics: the orders of a period with their net sales, and refunds as rows.

The columns are those of the plugin’s own code (Admin/API/Reports/Orders/Controller.php). A refund
has the number of its order and net sales below 0.
"""

from __future__ import annotations

import polars as pl

from data.sources.kit.checks import Priced
from data.sources.kit.orders import BOUGHT, lost_refunds, sold, with_refunds
from data.sources.kit.personal_columns import hidden, private
from data.sources.kit.spec import (
    Exclude,
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
)
from data.sources.woocommerce.status import unpaid
from data.tables.schema import CONVERSIONS
from i18n.message import msg

_PRIVATE = private("Customer", "Product(s)")
_NUMBER = column("transaction_id", en="Order #")
FIELDS = (
    _NUMBER,
    column("_of", en="Order #"),
    column("converted_at", en="Date"),
    column("_status", en="Status"),
    column("value", en=("Net Sales", "Net sales", "N. Revenue")),
    column("_type", en="Customer type"),
    column("_formatted", en="N. Revenue (formatted)"),
    column("_items", en="Items sold"),
    column("_coupons", en="Coupon(s)"),
    column("_origin", en="Attribution"),
    *_PRIVATE,
)


def _finish(rows: TypedRows) -> pl.DataFrame:
    return sold("woocommerce", with_refunds(rows))


SOURCE = Source(
    id="woocommerce.analytics",
    network=None,
    label=msg("WooCommerce analytics: orders"),
    doc=msg("WordPress › Analytics › Orders › Download."),
    sheets=(
        SheetSpec(
            table=CONVERSIONS,
            signature=("transaction_id", "converted_at", "_status", "value", "_type"),
            fields=FIELDS,
            required=("transaction_id", "converted_at", "value"),
            unique=("transaction_id",),
            constants=BOUGHT,
            exclude=(
                unpaid("_status"),
                Exclude(msg("Refunds"), pl.col("value").str.contains(r"^\s*[-−]")),
            ),
            checks=(Priced("value"), lost_refunds),
            finish=_finish,
            personal=hidden(_PRIVATE),
            whole=True,
        ),
    ),
    layouts=(Layout("since 2019", "en", LayoutEvidence.HEADERS, "woocommerce_analytics.csv"),),
    repeats=("woocommerce.orders",),
    limits=msg(
        "Net sales only, without tax and shipping. The file names no currency. The campaign of "
        "an order is not read, even if the file has it. Import this file or the orders, not "
        "both."
    ),
)

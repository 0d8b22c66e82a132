"""Shopify orders export: the first line of an order has its figures, further lines only items.

The columns and what they hold: help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders.
"""

from __future__ import annotations

import polars as pl

from data.sources.kit.checks import Priced
from data.sources.kit.orders import BOUGHT, is_blank, is_one_of, sold
from data.sources.kit.personal_columns import hidden, private
from data.sources.kit.spec import (
    Exclude,
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.tables.schema import CONVERSIONS
from i18n.message import msg

_PRIVATE = private(
    *("Billing Name", "Billing Street", "Billing Address1", "Billing Address2", "Billing Company"),
    *("Billing City", "Billing Zip", "Billing Phone", "Shipping Name", "Shipping Street"),
    *("Shipping Address1", "Shipping Address2", "Shipping Company", "Shipping City"),
    *("Shipping Zip", "Shipping Phone", "Phone", "Notes", "Note Attributes", "Employee"),
    *("Payment Reference", "Payment References", "Payment ID", "Device ID", "Tags"),
    *("Receipt Number", "Location"),
)
FIELDS = (
    column("transaction_id", en="Name"),
    column("_id", en="Id"),
    column("user_key", en="Email"),
    column("_status", en="Financial Status"),
    column("_cancelled", en="Cancelled at"),
    column("converted_at", en="Created at"),
    column("value", en="Total"),
    column("refunded", en="Refunded Amount"),
    column("currency", en="Currency"),
    column("_item", en="Lineitem name"),
    *_PRIVATE,
)
_RETURNED = is_one_of("_status", "refunded", "partially_refunded")
_UNPAID = ("pending", "authorized", "expired", "voided", "unpaid")


def _finish(rows: TypedRows) -> pl.DataFrame:
    frame = rows.frame
    if "_id" in rows.columns:  # numbers of orders begin at 1001 in every shop, ids are Shopify’s
        frame = frame.with_columns(transaction_id=pl.coalesce("_id", "transaction_id"))
    return sold("shopify", frame)


SOURCE = Source(
    id="shopify.orders",
    network=None,
    label=msg("Shopify orders"),
    doc=msg("Shopify › Orders › Export › all orders or those of a period › plain CSV file."),
    sheets=(
        SheetSpec(
            table=CONVERSIONS,
            signature=("transaction_id", "_status", "converted_at", "value", "_item"),
            fields=FIELDS,
            required=("transaction_id", "converted_at", "value"),
            unique=("transaction_id",),
            constants=BOUGHT,
            exclude=(
                Exclude(msg("Further lines of an order"), is_blank("_status") & is_blank("value")),
                Exclude(msg("Orders that were not paid"), is_one_of("_status", *_UNPAID)),
                # What was paid and given back stays with its refund: it was earned when it happened.
                Exclude(msg("Cancelled orders"), ~is_blank("_cancelled") & ~_RETURNED),
            ),
            checks=(Priced("value"),),
            finish=_finish,
            personal=("user_key", *hidden(_PRIVATE)),
            ignores=ignored(
                *("Paid at", "Fulfillment Status", "Fulfilled at", "Accepts Marketing"),
                *("Subtotal", "Shipping", "Taxes", "Discount Code", "Discount Amount"),
                *("Shipping Method", "Lineitem *", "Billing Province*", "Billing Country"),
                *("Shipping Province*", "Shipping Country", "Payment Method", "Vendor"),
                *("Outstanding Balance", "Risk Level", "Source", "Tax * Name", "Tax * Value"),
                *("Duties", "Payment Terms Name", "Next Payment Due At"),
            ),
        ),
    ),
    layouts=(
        Layout("since 2021", "en", LayoutEvidence.FILE, "shopify_orders.csv"),
        Layout("without ids and duties", "en", LayoutEvidence.HEADERS, "shopify_orders_2015.csv"),
    ),
    limits=msg(
        "One conversion per order, on the day of the order, with its whole total even if it is "
        "partly paid. Later refunds belong to that day as well. The file does not say which "
        "visit or campaign led to an order."
    ),
)

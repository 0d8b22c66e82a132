"""WooCommerce orders, as the two usual export plugins write them.

Advanced Order Export has a row per product, each with the figures of the whole order; Order
Export & Order Import has a row per order, and its refunds as one text
(``amount:5.00|reason:…|date:…``).
"""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.sources.kit.checks import Priced
from data.sources.kit.orders import BOUGHT, is_blank, sold
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
from data.sources.woocommerce.status import unpaid
from data.tables.schema import CONVERSIONS
from i18n.message import msg

_PRIVATE = private(
    *("Customer Note", "First Name (Billing)", "Last Name (Billing)", "Company (Billing)"),
    *("Address 1&2 (Billing)", "City (Billing)", "Postcode (Billing)", "Phone (Billing)"),
    *("First Name (Shipping)", "Last Name (Shipping)", "Address 1&2 (Shipping)"),
    *("City (Shipping)", "Postcode (Shipping)"),
)
_PLUGIN_PRIVATE = private(
    *("transaction_id", "customer_ip_address", "customer_user_agent", "customer_id"),
    *("customer_user", "customer_note", "order_notes", "billing_first_name"),
    *("billing_last_name", "billing_company", "billing_phone", "billing_address_1"),
    *("billing_address_2", "billing_postcode", "billing_city", "billing_state"),
    *("shipping_first_name", "shipping_last_name", "shipping_company", "shipping_phone"),
    *("shipping_address_1", "shipping_address_2", "shipping_postcode", "shipping_city"),
    *("shipping_state",),
)
_CURRENCY = column("currency", en=("Order Currency", "Currency", "order_currency"))
_FIELDS = (
    column("transaction_id", en="Order Number"),
    column("_status", en="Order Status"),
    column("converted_at", en="Order Date"),
    column("value", en="Order Total Amount"),
    column("refunded", en="Order Refund Amount"),
    column("user_key", en=("Email (Billing)", "Billing Email Address")),
    _CURRENCY,
    *_PRIVATE,
)
_PLUGIN_FIELDS = (
    column("transaction_id", en=("order_number", "order_id")),
    column("_status", en="status"),
    column("converted_at", en="order_date"),
    column("value", en="order_total"),
    column("_refunds", en="refund_items"),
    column("user_key", en=("customer_email", "billing_email")),
    column("_import_key", en=("wt_import_key", "order_subtotal")),
    _CURRENCY,
    *_PLUGIN_PRIVATE,
)
# Rows of one order may lie in two pieces of a large file, so these are never read piece by piece.
_AGAIN = Exclude(
    msg("Further lines of an order"),
    is_blank("transaction_id") | ~pl.col("transaction_id").is_first_distinct(),
)


def _finish(rows: TypedRows) -> pl.DataFrame:
    return sold("woocommerce", rows.frame)


def _from_texts(rows: TypedRows) -> pl.DataFrame:
    frame = rows.frame
    if "_refunds" in rows.columns:
        amounts = pl.col("_refunds").str.extract_all(r"amount:-?[\d.]+")
        each = amounts.list.eval(pl.element().str.strip_prefix("amount:").cast(pl.Float64))
        # An empty cell says that nothing was given back.
        frame = frame.with_columns(refunded=each.list.sum().fill_null(0.0))
    return sold("woocommerce", frame)


SOURCE = Source(
    id="woocommerce.orders",
    network=None,
    label=msg("WooCommerce orders"),
    doc=msg(
        "WordPress › WooCommerce › Export Orders (Advanced Order Export), with order number, "
        "status, date, total, refund and currency. Or the plugin Order Export & Order Import › "
        "Export › Order › CSV."
    ),
    sheets=(
        SheetSpec(
            table=CONVERSIONS,
            signature=("transaction_id", "_status", "converted_at", "value"),
            fields=_FIELDS,
            required=("transaction_id", "converted_at", "value"),
            constants=BOUGHT,
            dates=DateStyle.ASK,
            exclude=(_AGAIN, unpaid("_status")),
            checks=(Priced("value"),),
            finish=_finish,
            personal=("user_key", *hidden(_PRIVATE)),
            whole=True,
            ignores=ignored(
                *("Country Code (*", "State Code (*", "Item #", "SKU", "Product Variation"),
                *("Quantity*", "Item Cost", "Order Line*", "Image URL", "Coupon Code"),
                *("Discount Amount*", "Payment Method Title", "Coupons Used", "Total items"),
                *("Cart Discount Amount*", "Order Subtotal Amount*", "Order Tax Amount"),
                *("Order Shipping *", "Order Total Tax Amount", "Order Total Amount *"),
                *("Total products", "Category", "Shipping Method Title"),
            ),
        ),
        SheetSpec(
            table=CONVERSIONS,
            signature=("transaction_id", "_status", "converted_at", "value", "_import_key"),
            fields=_PLUGIN_FIELDS,
            required=("transaction_id", "converted_at", "value"),
            constants=BOUGHT,
            dates=DateStyle.ASK,
            exclude=(_AGAIN, unpaid("_status")),
            checks=(Priced("value"),),
            finish=_from_texts,
            personal=("user_key", *hidden(_PLUGIN_PRIVATE)),
            whole=True,
            ignores=ignored(
                *("order_id", "paid_date", "shipping_total", "shipping_tax_total", "fee_total"),
                *("fee_tax_total", "tax_total", "cart_discount", "order_discount"),
                *("discount_total", "order_subtotal", "payment_method*", "shipping_method"),
                *("billing_country", "shipping_country", "shipping_items", "fee_items"),
                *("tax_items", "coupon_items", "download_permissions", "line_item_*"),
                *("Product Item *", "*:wpml_language", "order_currency"),
            ),
        ),
    ),
    layouts=(
        Layout("Advanced Order Export", "en", LayoutEvidence.HEADERS, "woocommerce_orders.csv"),
        Layout(
            "Order Export & Order Import",
            "en",
            LayoutEvidence.HEADERS,
            "woocommerce_orders_plugin.csv",
        ),
    ),
    limits=msg(
        "One conversion per order with its whole total. Days are those of the shop. Order "
        "numbers are unique within one shop, so import the orders of one shop only."
    ),
)

"""Stripe payments export: one row per payment attempt, successful or not."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.base.issue import Level
from data.reading.table import Finding
from data.sources.kit.checks import Priced
from data.sources.kit.orders import BOUGHT, is_one_of, sold
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
from i18n.message import msg, plural

_PRIVATE = private(
    *("Customer Description", "Customer Phone", "Customer Name", "Card ID", "Card Name"),
    *("Card Last4", "Card Exp Month", "Card Exp Year", "Card Fingerprint", "Card Address Line1"),
    *("Card Address Line2", "Card Address City", "Card Address State", "Card Address Zip"),
    *("Shipping Name", "Shipping Address Line1", "Shipping Address Line2"),
    *("Shipping Address City", "Shipping Address State", "Shipping Address Postal Code"),
    *("Invoice ID", "Invoice Number", "PaymentIntent ID", "Checkout Session ID"),
    *("Client Reference ID", "Transfer", "Seller Message", "Statement Descriptor"),
)
FIELDS = (
    column("transaction_id", en="id"),
    # Both names state UTC; an export in another zone names that zone and is not read by them.
    column("converted_at", en=("Created date (UTC)", "Created (UTC)")),
    column("value", en="Amount"),
    column("refunded", en="Amount Refunded"),
    column("currency", en="Currency"),
    column("_status", en="Status"),
    column("user_key", en="Customer Email"),
    column("_customer", en="Customer ID"),
    column("_description", en="Description"),
    *_PRIVATE,
)
# What took place. Every other word but that of a refund is an attempt.
_PAID = ("paid", "succeeded", "partially refunded", "partially_refunded")
_BACK = "refunded"  # in full: nothing is left of such a payment
_RENEWAL = "subscription update"  # Stripe’s own words for the invoice of a further period


def _renewals(rows: TypedRows) -> Iterator[Finding]:
    """How many payments renew a subscription: they are no new customers."""
    if "_description" not in rows.columns:
        return
    renewed = rows.frame.filter(is_one_of("_description", _RENEWAL))
    if renewed.height:
        yield Finding(
            Level.NOTE,
            plural(
                "{count} of the payments renews a subscription. It counts as a conversion too",
                "{count} of the payments renew a subscription. They count as conversions too",
                count=renewed.height,
            ),
            msg(
                "To count new customers only, filter the payments in Stripe before you export them."
            ),
            renewed["source_row"][0],
            rows.columns["_description"],
        )


def _finish(rows: TypedRows) -> pl.DataFrame:
    frame = rows.frame
    if "_customer" in rows.columns:
        frame = frame.with_columns(user_key=pl.coalesce("user_key", "_customer"))
    return sold("stripe", frame)


SOURCE = Source(
    id="stripe.payments",
    network=None,
    label=msg("Stripe payments"),
    doc=msg("Stripe › Payments › Export › UTC, columns All or Default › Export."),
    sheets=(
        SheetSpec(
            table=CONVERSIONS,
            # Exports of payouts and fees have all of these but one.
            signature=(
                *("transaction_id", "converted_at", "value", "refunded", "currency", "_status"),
            ),
            fields=FIELDS,
            required=("transaction_id", "converted_at", "value"),
            constants=BOUGHT,
            zone="UTC",
            exclude=(
                Exclude(msg("Payments that were refunded in full"), is_one_of("_status", _BACK)),
                Exclude(
                    msg("Payments that were not completed"),
                    ~is_one_of("_status", *_PAID).fill_null(value=False),
                ),
            ),
            checks=(Priced("value"), _renewals),
            finish=_finish,
            personal=("user_key", "_customer", "_description", *hidden(_PRIVATE)),
            ignores=ignored(
                *("Captured", "Converted *", "Decline Reason", "Fee", "Tax", "Taxes On Fee"),
                *("Refunded date (UTC)", "Mode", "Is Link", "Link Funding", "Net"),
                *("Payment Source Type", "Card Brand", "Card Funding", "Card Issue Country"),
                *("Card Address Country", "Card CVC Status", "Card AVS *", "Card Tokenization *"),
                *("Shipping Address Country", "Disputed Amount", "Dispute *", "Application *"),
                *("Checkout Custom *", "Checkout Line Item *", "Checkout Promotional *"),
                *("Destination", "Interchange Costs", "Merchant Service Charge"),
            ),
        ),
    ),
    layouts=(
        Layout("since 2022", "en", LayoutEvidence.FILE, "stripe_payments.csv"),
        Layout("2013–2022", "en", LayoutEvidence.HEADERS, "stripe_payments_2018.csv"),
    ),
    repeats=("shopify.orders", "woocommerce.orders", "woocommerce.analytics"),
    limits=msg(
        "One conversion per payment, including renewals of subscriptions. Amounts are in the "
        "currency that the customer paid, never converted. Payments disputed or refunded in "
        "part count, with their refund. Those refunded in full are skipped and counted."
    ),
)

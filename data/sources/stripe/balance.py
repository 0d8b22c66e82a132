"""Stripe itemised balance report: everything that moves a balance, of which only charges count.

The columns: docs.stripe.com/reports/report-types/balance. A refund names the charge that it gives back
where the report has the column ``charge_id``.
"""

from __future__ import annotations

from functools import partial

import polars as pl

from data.sources.kit.checks import Priced
from data.sources.kit.orders import BOUGHT, is_one_of, lost_refunds, sold, with_refunds
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
    *("description", "customer_name", "customer_description", "shipping_address_line1"),
    *("shipping_address_line2", "shipping_address_city", "shipping_address_postal_code"),
    *("payment_intent_id", "invoice_id", "payment_metadata", "refund_metadata"),
)
FIELDS = (
    column("_id", en="balance_transaction_id"),
    column("transaction_id", en=("source_id", "charge_id")),
    column("_of", en="charge_id"),
    column("converted_at", en="created_utc"),
    column("_category", en="reporting_category"),
    column("value", en="gross"),
    column("currency", en="currency"),
    column("user_key", en="customer_email"),
    column("_customer", en="customer_id"),
    *_PRIVATE,
)
_REFUND = is_one_of("_category", "refund")


def _finish(rows: TypedRows) -> pl.DataFrame:
    frame = with_refunds(rows, _REFUND)
    if "_customer" in rows.columns:
        frame = frame.with_columns(user_key=pl.coalesce("user_key", "_customer"))
    return sold("stripe", frame)


SOURCE = Source(
    id="stripe.balance",
    network=None,
    label=msg("Stripe balance, itemised"),
    doc=msg(
        "Stripe › Reports › Balance › Balance change from activity › Download › Itemised, with source_id, charge_id and customer_email."
    ),
    sheets=(
        SheetSpec(
            table=CONVERSIONS,
            signature=("_id", "converted_at", "_category", "value", "currency"),
            fields=FIELDS,
            required=("converted_at", "value"),
            zone="UTC",
            constants=BOUGHT,
            exclude=(
                Exclude(msg("Refunds"), _REFUND),
                Exclude(
                    msg("Payouts, fees and other movements"),
                    ~is_one_of("_category", "charge").fill_null(value=False),
                ),
            ),
            checks=(Priced("value"), partial(lost_refunds, which=_REFUND)),
            finish=_finish,
            personal=("user_key", "_customer", *hidden(_PRIVATE)),
            whole=True,
            ignores=ignored(
                *("available_on_utc", "available_on", "created", "fee", "net", "status"),
                *("automatic_payout_*", "charge_created*", "payment_method_type", "card_brand"),
                *("card_funding", "card_country", "shipping_address_state"),
                *("shipping_address_country", "connected_account_*", "dispute_reason"),
            ),
        ),
    ),
    layouts=(Layout("2026", "en", LayoutEvidence.HEADERS, "stripe_balance.csv"),),
    repeats=("stripe.payments", "shopify.orders", "woocommerce.orders", "woocommerce.analytics"),
    limits=msg(
        "One conversion per charge, including renewals of subscriptions, in the currency of "
        "the balance. A refund counts if the report has the column charge_id and the charge "
        "itself. Disputes are not read."
    ),
)

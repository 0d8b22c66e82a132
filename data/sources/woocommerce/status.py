"""WooCommerce: the states of orders that no one has paid, as ids and as words of its pages.

What each means: woocommerce.com/document/managing-orders/order-statuses. An order on hold waits for
its payment. Shops add states of their own, such as “shipped”: those stay.
"""

from __future__ import annotations

import polars as pl

from data.sources.kit.spec import Exclude
from i18n.message import msg

_UNPAID = (
    *("pending", "pending payment", "on-hold", "on hold", "failed", "cancelled", "canceled"),
    *("checkout-draft", "draft", "trash"),
    *("en attente de paiement", "attente paiement", "en attente", "échouée", "échec", "annulée"),
)


def unpaid(status: str) -> Exclude:
    """The rule for orders whose text column ``status`` says that they are not paid."""
    words = pl.col(status).str.strip_chars().str.to_lowercase().str.strip_prefix("wc-")
    return Exclude(msg("Orders that were not paid"), words.is_in(list(_UNPAID)))

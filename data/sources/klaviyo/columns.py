"""Klaviyo columns: media, counts, and what the reports have besides.

Rates are not turned back into counts: what they were divided by differs between reports. Unique
orders are people, not orders, and fill nothing.
"""

from __future__ import annotations

import polars as pl

from data.sources.kit.spec import column, ignored

COUNTS = (
    column("recipients", en="Total Recipients"),
    column("delivered", en=("Successful Deliveries", "Delivered")),
    column("opens", en="Unique Opens"),
    column("clicks", en="Unique Clicks"),
    column("unsubscribes", en=("Unique Unsubscribes", "Unsubscribes")),
    column("bounces", en="Bounces"),
    column("orders", en=("Total Placed Order", "Placed Order")),
    column("revenue", en=("Total Placed Order Value", "Revenue")),
)
NULLS = ("N/A", "n/a")
IGNORES = ignored(
    *("Tags", "* Rate", "*Rate (RPR)", "Revenue per Recipient*", "Total Opens", "Total Clicks"),
    *("Total Unsubscribes", "Spam Complaints", "Unique Placed Order", "Avg *", "Preview Text"),
    *("Send Weekday", "Day of Week", "Excluded List", "Message Status", "Status"),
)


def medium() -> pl.Expr:
    """The medium of a row from its channel; a report without channels is about e-mails."""
    channel = pl.col("medium").str.to_lowercase()
    return (
        pl.when(channel.str.contains("push"))
        .then(pl.lit("push"))
        .otherwise(channel.fill_null("email"))
        .alias("medium")
    )

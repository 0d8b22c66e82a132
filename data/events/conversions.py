"""Conversions: events that count as results, deduplicated by transaction id."""

from __future__ import annotations

from collections.abc import Container, Sequence

import polars as pl

# GA4's recommended events for leads and sales; any event that the export flags counts as well.
CONVERSIONS = (
    "purchase",
    "generate_lead",
    "sign_up",
    "qualify_lead",
    "close_convert_lead",
)
PURCHASE = "purchase"
_NO_ID = ("", "(not set)", "(none)", "null", "undefined", "0")
_FLAGS = ("1", "true", "1.0", "yes")
COLUMNS = ("row", "stream", "user", "session", "day", "at", "name")


def conversions(events: pl.DataFrame, wanted: Sequence[str], known: Container[str]) -> pl.DataFrame:
    """The events named in ``wanted`` or flagged, with ``value`` and ``currency``.

    A purchase counts without a known visitor. Ids such as “(not set)” count as no id. The value
    of a purchase is its revenue, in dollars only where the export is not ``known`` to have more.
    """
    flagged = pl.col("flagged").str.to_lowercase().is_in(_FLAGS).fill_null(value=False)
    has_id = ~pl.col("transaction").str.to_lowercase().is_in(_NO_ID)
    dollars = "revenue" not in known and "revenue_usd" in known
    revenue = pl.col("revenue_usd" if dollars else "revenue")
    bought = pl.col("name") == PURCHASE
    value = pl.when(bought & revenue.is_not_null()).then(revenue).otherwise("value")
    currency = pl.when(bought & dollars).then(pl.lit("USD")).otherwise("currency")
    return events.filter(pl.col("name").is_in(wanted) | flagged).select(
        *COLUMNS,
        pl.when(has_id).then("transaction").alias("transaction"),
        value.alias("value"),
        pl.when(value.is_not_null()).then(currency.str.to_uppercase()).alias("currency"),
    )


def deduplicate(conversions_found: pl.DataFrame) -> pl.DataFrame:
    """One row per real id of a stream and event, the earliest; all rows without an id stay."""
    has_id = pl.col("transaction").is_not_null()
    ordered = conversions_found.filter(has_id).sort("at", "row")
    first = ordered.unique(["stream", "name", "transaction"], keep="first", maintain_order=True)
    return pl.concat([first, conversions_found.filter(~has_id)]).sort("row")

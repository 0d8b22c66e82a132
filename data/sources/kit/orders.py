"""Orders and payments as conversions: ids behind the name of their system, codes, and refunds."""

from __future__ import annotations

import polars as pl

from data.events.conversions import PURCHASE

BOUGHT = (("event_name", PURCHASE),)
"""Constants of a sheet whose rows are purchases."""


def sold(system: str, frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` of orders with ids that no other system has, and codes and refunds of one form.

    Order 1001 of two systems is two orders. Systems write what was given back with or without a
    minus; ``refunded`` is never negative. Codes of currencies become upper case.
    """
    return frame.with_columns(
        pl.format("{} {}", pl.lit(system), "transaction_id").alias("transaction_id"),
        pl.col("currency").str.to_uppercase(),
        pl.col("refunded").abs(),
    )


def is_blank(name: str) -> pl.Expr:
    """Whether the cell of a text column is empty."""
    return pl.col(name).fill_null("").str.strip_chars() == ""


def is_one_of(name: str, *words: str) -> pl.Expr:
    """Whether a text column holds one of ``words``, whatever its case and spaces."""
    return pl.col(name).str.strip_chars().str.to_lowercase().is_in(list(words))

"""Orders and payments as conversions: ids behind the name of their system, codes, and refunds."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.base.issue import Level
from data.events.conversions import PURCHASE
from data.reading.table import Finding
from data.sources.kit.spec import TypedRows
from i18n.message import msg, plural

BOUGHT = (("event_name", PURCHASE),)
"""Constants of a sheet whose rows are purchases."""

_ANY = pl.lit(value=True)


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


def with_refunds(rows: TypedRows, which: pl.Expr = _ANY) -> pl.DataFrame:
    """The orders with what the rows that were left out gave back of them.

    Such a row is one of ``which``, and has a ``value`` below 0 and the id of its order in ``_of``. An
    order without one has nothing refunded, as far as the file goes. Where no row names its order,
    nothing is known of refunds.
    """
    if "_of" not in rows.columns:
        return rows.frame
    back = _refunds(rows, which).group_by("_of").agg(_back=pl.col("value").sum())
    orders = rows.frame.join(
        back, left_on="transaction_id", right_on="_of", how="left", maintain_order="left"
    )
    return orders.with_columns(refunded=pl.col("_back").fill_null(0.0)).drop("_back")


def lost_refunds(rows: TypedRows, which: pl.Expr = _ANY) -> Iterator[Finding]:
    """A warning where refunds (see ``with_refunds``) belong to orders that are not in the file."""
    known = rows.frame["transaction_id"].drop_nulls().implode()
    lost = _refunds(rows, which).filter(~pl.col("_of").is_in(known).fill_null(value=False))
    if lost.height:
        yield Finding(
            Level.WARNING,
            plural(
                "{count} refund belongs to an order that is not in this file, and is not counted",
                "{count} refunds belong to orders that are not in this file, and are not counted",
                count=lost.height,
            ),
            msg("Export a longer period, from the oldest of these orders on, and import that."),
            lost["source_row"][0],
        )


def _refunds(rows: TypedRows, which: pl.Expr) -> pl.DataFrame:
    found = rows.left_out.filter(which, pl.col("value") < 0)
    return found if "_of" in rows.columns else found.with_columns(_of=pl.lit(None, pl.String))

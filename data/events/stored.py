"""Visits and conversions of an event export in the canonical schema."""

from __future__ import annotations

from collections.abc import Container

import polars as pl

from data.base.link_tags import click_id_in, without_private_parts
from data.events.columns import TAGS
from data.tables.schema import CONVERSIONS, INSTANT, TOUCHES, WALL_CLOCK, Table


def stored_touches(sessions: pl.DataFrame, known: Container[str], part: str | None) -> pl.DataFrame:
    """A touch per session and day. What the export has no column for stays unknown."""
    engaged = pl.col("engaged").fill_null(0) if "engaged" in known else pl.lit(None)
    seconds = pl.col("msec") / 1000 if "msec" in known else pl.lit(None)
    made = sessions.select(
        *_shared(part, "started_on" if "day" in known else ""),
        started_at=pl.col("at").cast(INSTANT),
        started_on="day",
        **{name: name for name in (*TAGS, "channel_group", "views")},
        landing_page=without_private_parts(pl.col("landing_page")),
        engaged=engaged,
        engagement_seconds=seconds,
        click_id=pl.coalesce("clicked", click_id_in("landing_page")),
    )
    return _canonical(made, TOUCHES)


def stored_conversions(
    converted: pl.DataFrame, known: Container[str], part: str | None
) -> pl.DataFrame:
    """A conversion per event that counts."""
    made = converted.select(
        *_shared(part, "converted_on" if "day" in known else ""),
        transaction_id="transaction",
        converted_at=pl.col("at").cast(INSTANT),
        converted_on="day",
        event_name="name",
        value="value",
        currency="currency",
    )
    return _canonical(made, CONVERSIONS)


def _shared(part: str | None, stated: str) -> tuple[pl.Expr, ...]:
    return (
        # Times are those of UTC; a day that the export has is that of the property.
        pl.lit(stated).alias(WALL_CLOCK),
        pl.col("stream").alias("property"),
        pl.col("user").alias("user_key"),
        pl.col("session").alias("session_id"),
        pl.lit(part, pl.String).alias("part"),
        pl.col("row").alias("source_row"),
    )


def _canonical(made: pl.DataFrame, table: Table) -> pl.DataFrame:
    ordered = made.sort(table.day, "source_row")
    return ordered.select(
        pl.col(name).cast(dtype) if name in made.columns else pl.lit(None, dtype).alias(name)
        for name, dtype in table.schema.items()
    )

"""Cost spreading: divides costs of periods evenly over days, so that any period gets its part."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from data.tables.schema import COSTS
from data.values.cost import Cost


def as_rows(costs: Sequence[Cost]) -> pl.DataFrame:
    """Costs entered by hand as rows of ``costs``, which no import holds, numbered as entered."""
    rows = [
        {
            "date": cost.start if cost.start == cost.end else None,
            "period_from": cost.start,
            "period_to": cost.end,
            "kind": cost.kind,
            "channel_group": cost.channel or None,
            "campaign": cost.campaign or None,
            "label": cost.label or None,
            "hours": cost.hours,
            "amount": cost.paid,
            "currency": cost.currency,
            "source_row": number,
        }
        for number, cost in enumerate(costs, 1)
    ]
    return pl.DataFrame(rows, schema=COSTS.schema)


def by_day(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Each row of ``costs`` as one row per day of its period with an equal part of it."""
    day = pl.date_ranges("period_from", "period_to")
    days = (pl.col("period_to") - pl.col("period_from")).dt.total_days() + 1
    parts = rows.with_columns(pl.col("hours", "amount") / days, date=day)
    return parts.explode("date").with_columns(period_from="date", period_to="date")

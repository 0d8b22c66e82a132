"""Leads by the UTM tags that they came with themselves (last click), one row per lead."""

from __future__ import annotations

from datetime import date

import narwhals as nw
import polars as pl

from data.channels.classification import DERIVED_COLUMNS, assign_channels
from data.facts.source import FactSource


def tagged_leads(
    facts: FactSource, start: date, end: date, by: str, step: str = "created"
) -> pl.DataFrame:
    """The leads that took a step (created, qualified, won) in a period.

    Columns: key (null where the tags say nothing), created (the day), person (whoever cannot be
    known is somebody else), won, and value, the amount of a won lead (0 where unknown).
    """
    day = pl.col("created_on") if step == "created" else pl.col(f"{step}_at").dt.date()
    rows: pl.LazyFrame = (
        facts.frame("leads").with_row_index("_row").filter(day.is_between(start, end))
    )
    if by in DERIVED_COLUMNS:
        rules = facts.inputs.tagging.channels
        rows = assign_channels(nw.from_native(rows), "leads", {by}, rules).to_native()
    won = pl.col("won_at").is_not_null()
    return rows.select(
        key=by,
        created="created_on",
        person=pl.coalesce("person_key", pl.format("lead {}", "lead_id"), pl.format("{}", "_row")),
        won=won,
        value=pl.when(won).then(pl.col("amount")).fill_null(0.0),
    ).collect()

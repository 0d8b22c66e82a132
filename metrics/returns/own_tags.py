"""Results by the UTM tags that they came with themselves (last click), one row per result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import narwhals as nw
import polars as pl

from data.channels.classification import DERIVED_COLUMNS, assign_channels
from data.facts.source import FactSource
from data.tables.touchpoint_dedup import TOUCH


def tagged_leads(
    facts: FactSource, start: date, end: date, by: str, step: str = "created"
) -> pl.DataFrame:
    """The leads that took a step (created, qualified, won) in a period.

    Columns: key (null where the tags say nothing), day (of the step), created (the day), person
    (an unknown person counts as one of their own), won, value, the amount of a won lead (0 where
    unknown), and currency, that of an amount other than 0 (empty where it is not named).
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
        day=day,
        created="created_on",
        person=pl.coalesce("person_key", pl.format("lead {}", "lead_id"), pl.format("{}", "_row")),
        won=won,
        value=pl.when(won).then(pl.col("amount")).fill_null(0.0),
        currency=pl.when(won, pl.col("amount") != 0).then(pl.col("currency").fill_null("")),
    ).collect()


def campaigns_of_conversions(facts: FactSource, events: Sequence[str]) -> pl.DataFrame:
    """The conversions of some names (of all, without any) by the campaign of their own visit.

    Columns: key (null where the visit had no campaign, or none is named) and day. No rows where no
    conversion names its visit: then it is unknown where any of them came from.
    """
    rows = facts.frame("conversions").filter(pl.col("converted_on").is_not_null())
    if events:
        rows = rows.filter(pl.col("event_name").is_in(list(events)))
    visits = facts.frame("touches").filter(pl.col("session_id").is_not_null())
    campaigns = visits.select(*TOUCH, "campaign").unique(TOUCH)
    # A file of one site names no property, in its visits and conversions alike.
    found = rows.join(campaigns, on=TOUCH, how="left", nulls_equal=True).select(
        key="campaign", day="converted_on", named=pl.col("session_id").is_not_null()
    )
    known = found.collect()
    return known.drop("named") if known["named"].any() else known.drop("named").clear()

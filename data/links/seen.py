"""The first and last day on which the UTM tags of a link were seen."""

from __future__ import annotations

import polars as pl

from data.facts.facts import Facts
from data.tables.schema import TABLES
from data.utm.audit.evidence import NO_VALUES
from data.utm.impact import days_of, read_with
from data.values.tags import TRACED

_NAMED = TRACED[:3]  # the tags that every report by tags has; content is often missing
_SEEN = {"first_seen": pl.Date(), "last_seen": pl.Date()}
_TABLES = ("web_sessions", "touches", "leads")


def seen(facts: Facts, saved: pl.DataFrame) -> pl.DataFrame:
    """One row per link: link_id, first_seen, last_seen; null where no row with a day has its tags.

    ``saved`` has link_id and ``TRACED``. Links with the same tags cannot be told apart: where the
    files do not have the content, and several links share the other tags, no day is theirs.
    """
    found = [_in_table(facts, table, saved) for table in _TABLES]
    days = pl.concat(found).group_by("link_id").agg(
        pl.col("first_seen").min(), pl.col("last_seen").max()
    )  # fmt: skip
    return saved.select("link_id").join(days, on="link_id", how="left", maintain_order="left")


def _in_table(facts: Facts, table: str, saved: pl.DataFrame) -> pl.DataFrame:
    read = read_with(days_of(facts, table), table, facts.inputs.tagging)
    missing = [pl.lit(None, pl.String).alias(n) for n in TRACED if n not in TABLES[table].schema]
    unknown = pl.col(TRACED).str.to_lowercase().is_in(NO_VALUES)
    rows = read.with_columns(missing).with_columns(
        pl.when(~unknown).then(pl.col(TRACED)).name.keep()
    )
    rows = rows.drop_nulls(("source", "campaign"))
    keys = list(TRACED if rows["content"].count() else _NAMED)
    days = rows.group_by(keys).agg(pl.col("first_seen").min(), pl.col("last_seen").max())
    alone = saved.filter(pl.struct(keys).len().over(keys) == 1)
    return alone.join(days, on=keys, nulls_equal=True).select("link_id", *_SEEN)

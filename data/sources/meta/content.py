"""Meta Business Suite content exports: time zone, rows not computed, and exports by day."""

from __future__ import annotations

import polars as pl

from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.spec import Exclude
from i18n.message import Message, msg

ZONE = "America/Los_Angeles"  # of every publish time, whatever the account's country

NOT_COMPUTED = Exclude(
    msg("Rows that Meta could not compute"),
    pl.col("post_id").is_null(),
)
_DATE = frozenset({"date", "datum", "fecha", "data"})
# “01/14/2026”, “14.1.2026”: a lifetime export writes the word “Lifetime” there.
_DAY = r"\d[/.\-]\d"


def not_by_day(raw: RawTable) -> Message | None:
    """Objects to an export by day, where a post has a row for each; “Date” names a word otherwise.

    Only the first of these rows would count, as if it were the post's whole life.
    """
    at = next((i for i, name in enumerate(raw.header) if normalise(name) in _DATE), None)
    if at is None or not raw.frame[f"c{at}"].str.contains(_DAY).any():
        return None
    return msg(
        "This export has values per day instead of per post. Choose “Lifetime” when you export"
    )

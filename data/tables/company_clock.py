"""The company's clock: instants and days of rows as the clock of the company shows them.

Files give times in three ways: with an offset (an instant), without one (what a clock on the wall
showed), or as a day only. Storage has all of them as instants in UTC; ``wall_clock`` names the
columns of a row that are not: they hold what the file wrote. Rows are counted on the days of the
company, so instants are moved to its clock when facts are read, and what a file wrote stays.
"""

from __future__ import annotations

from datetime import time, timedelta

import polars as pl

from data.tables.schema import INSTANT, WALL_CLOCK, Table

UTC_ZONE = "UTC"
# When an export was made orders its rows: it is no day that anything is counted on.
NOT_COUNTED = "observed_at"


def clocked(table: Table) -> tuple[str, ...]:
    """The instants of a table that are read on the company's clock."""
    return tuple(n for n, dtype in table.schema.items() if dtype == INSTANT and n != NOT_COUNTED)


def is_wall_clock(column: str) -> pl.Expr:
    """Whether the file gave a column on the company's own clock; null in rows that do not say it."""
    return pl.col(WALL_CLOCK).str.contains(rf"(^|,){column}(,|$)")


def on_company_clock(table: Table, rows: pl.LazyFrame, zone: str) -> pl.LazyFrame:
    """``rows`` with instants as the clock in ``zone`` shows them, and the days that follow.

    They are still typed as UTC, so that their date is the company's day. A day that the file states
    itself stays, and so does one that is not that of its instant in UTC: it says something else.
    Rows imported before ``wall_clock`` existed do not say what they have: midnights are days, other
    times are instants. In UTC nothing moves. An hour that a clock change repeats is there twice.
    """
    instants = clocked(table)
    if zone == UTC_ZONE or not instants:
        return rows
    moved = {name: _on_clock(name, zone) for name in instants}
    day = table.day
    own = f"{day.removesuffix('_on')}_at"
    at = pl.col(own).dt.date()
    # An export that names its data stream has always had a day of its own.
    named = pl.col("property").is_not_null() if "property" in table.schema else pl.lit(value=False)
    stated = is_wall_clock(day).fill_null(named) | (pl.col(day) != at)
    counted = pl.when(stated).then(day).otherwise(pl.coalesce(moved[own].dt.date(), day))
    return rows.with_columns(**moved, **{day: counted})


def _on_clock(name: str, zone: str) -> pl.Expr:
    at = pl.col(name)
    written = is_wall_clock(name).fill_null(at.dt.time() == time())
    shown = at.dt.convert_time_zone(zone).dt.replace_time_zone(None).dt.replace_time_zone(UTC_ZONE)
    return pl.when(written).then(at).otherwise(shown)


def with_offset(frame: pl.LazyFrame, zone: str) -> pl.LazyFrame:
    """What ``on_company_clock`` gives, for others to read: times with the offset of ``zone``.

    An hour that a clock change repeats is taken as its first occurrence, and one that it leaves
    out as the hour after it.
    """
    types = frame.collect_schema()
    names = [n for n, dtype in types.items() if dtype == INSTANT and n != NOT_COUNTED]
    return frame.with_columns(_with_offset(name, zone).alias(name) for name in names)


def _with_offset(name: str, zone: str) -> pl.Expr:
    shown = pl.col(name).dt.replace_time_zone(None)
    there = [
        each.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        for each in (shown, shown + timedelta(hours=1))
    ]
    return pl.coalesce(there)

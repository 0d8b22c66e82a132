"""Ad platform reports: null markers, totals rows, and the period of rows without a day.

A row without a day covers the report’s whole period; nothing is spread over days.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import polars as pl

from data.base.issue import Question
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.periods import answered_period, ask_period
from data.sources.kit.spec import Ask, Exclude, FieldSpec, Finish, ReadContext, TypedRows
from i18n.message import msg

Told = Callable[[RawTable], tuple[date, date] | None]
"""First and last day of a report, as the lines above its table state them."""

NULLS = ("--", "-", "N/A", "n/a")
TOTALS = Exclude(
    msg("Totals row"),
    # The whole cell must match: the name of a campaign may begin with “Total”.
    pl.col("_first").str.contains(r"^\s*(?i:grand total|totals?(?: of \d+ .*)?)\s*$"),
)
_GRAINS = {"weekly": "1w", "monthly": "1mo"}


def no_metadata(_raw: RawTable) -> None:
    """For reports that have no lines above their table."""


def ask_when_undated(period_of: Told, *days: FieldSpec) -> Ask:
    """Asks for the period of a report that states neither ``days`` nor its period."""
    names = frozenset(name for day in days for _, name in day.names)

    def ask(raw: RawTable, _given: ReadContext) -> tuple[Question, ...]:
        dated = any(normalise(name) in names for name in raw.header)
        return () if dated or period_of(raw) is not None else ask_period()

    return ask


def dated(period_of: Told) -> Finish:
    """The period of rows without a day, from the file or the answers."""

    def finish(rows: TypedRows) -> pl.DataFrame:
        if "date" in rows.columns:
            return rows.frame
        return with_period(rows.frame, period_of(rows.raw) or answered_period(rows.given))

    return finish


def with_period(frame: pl.DataFrame, span: tuple[date, date] | None) -> pl.DataFrame:
    """``frame`` whose rows all cover ``span``."""
    first, last = span or (None, None)
    return frame.with_columns(
        date=pl.lit(None, pl.Date),
        period_from=pl.lit(first, pl.Date),
        period_to=pl.lit(last, pl.Date),
    )


def by_grain(frame: pl.DataFrame, grain: str | None, last: date | None) -> pl.DataFrame:
    """``frame`` whose dates begin a week or month, where ``grain`` says so.

    The period ends with the report, whose ``last`` day may cut a week or month short.
    """
    length = _GRAINS.get((grain or "").casefold())
    if length is None:
        return frame
    # The day goes: a date would say that all of the week's spend fell on its first day.
    end = pl.col("date").dt.offset_by(length) - timedelta(days=1)
    return frame.with_columns(
        date=pl.lit(None, pl.Date), period_to=pl.min_horizontal(end, pl.lit(last, pl.Date))
    )

"""TikTok followers by group: files that say neither their day nor how many followers there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

import polars as pl

from data.base.issue import Level, Question
from data.reading.table import Finding, RawTable
from data.sources.kit.export_date import exported_at
from data.sources.kit.spec import ReadContext, SheetSpec, TypedRows, column
from data.sources.tiktok.dates import UNKNOWN
from data.tables.schema import AUDIENCE
from i18n.message import msg

_KEY = "as_of"


def _ask(_raw: RawTable, given: ReadContext) -> tuple[Question, ...]:
    """The day, where neither the name of the file nor its own time says it; the guess is today."""
    if exported_at(given) != datetime.combine(given.today, time(), UTC):
        return ()
    prompt = msg("The file does not say its day. When was it downloaded (YYYY-MM-DD)?")
    return (Question(_KEY, prompt, (), given.today.isoformat()),)


def _day(given: ReadContext) -> pl.Expr:
    answered = pl.lit(given.answers.get(_KEY), pl.String).str.to_date("%Y-%m-%d", strict=False)
    return answered if _KEY in given.answers else pl.lit(exported_at(given).date())


def _said(rows: TypedRows) -> Iterator[Finding]:
    day = pl.select(_day(rows.given)).item()
    if day is not None:
        yield Finding(
            Level.NOTE,
            msg("The file has no date, so its shares are those of {day}", day=str(day)),
            msg("If it was downloaded on another day, undo the import and give that day."),
        )


def _finish(rows: TypedRows) -> pl.DataFrame:
    """The day, and shares as parts of one: in 2021 they were percentages."""
    written = rows.raw.frame.select(
        source_row="row", percent=pl.col("c1").str.strip_chars().str.ends_with("%")
    )
    share = pl.when("percent").then(pl.col("share") / 100).otherwise("share")
    frame = rows.frame.join(written, on="source_row", how="left", maintain_order="left")
    return frame.with_columns(_day(rows.given).alias("as_of"), share=share).drop("percent")


def sheet(dimension: str, header: str) -> SheetSpec:
    """Shares of followers by the groups under ``header``."""
    return SheetSpec(
        table=AUDIENCE,
        signature=("value", "share"),
        fields=(column("value", en=header), column("share", en="Distribution")),
        required=("value",),
        unique=("value",),
        constants=(("network", "tiktok"), ("dimension", dimension)),
        nulls=UNKNOWN,
        ask=_ask,
        checks=(_said,),
        finish=_finish,
    )

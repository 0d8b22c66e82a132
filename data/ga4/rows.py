"""Rows of a canonical table from an API answer."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.facts.facts import canonical
from data.ga4.pages import Answer
from data.ga4.reports import ApiReport
from data.tables.schema import TABLES

# An empty day is a row of zeros, which replaces what an older import has of the day.
# Its dimensions are true whatever the report is broken down by.
_NOWHERE = {"channel_group": "Unassigned"}
_NOT_SET = "(not set)"


def rows_of(
    report: ApiReport, answer: Answer, name: str, days: tuple[date, ...], line: int
) -> pl.DataFrame:
    """The answer's rows for ``days``, and a row of zeros for each of them that it has none for.

    ``name`` is the property's, ``line`` that of the first row in the archived answers.
    Rows that Google groups over days belong to the day where one was requested. What the account
    may not see is null.
    """
    table = TABLES[report.table]
    typed = _typed(report, answer, days).with_columns(
        source_row=pl.int_range(pl.len(), dtype=pl.Int64) + line
    )
    typed = typed.filter(pl.col("date").is_in(days))
    missing = sorted(set(days) - set(typed["date"].unique().to_list()))
    rows = pl.concat([typed, _nothing(report, answer, missing)], how="diagonal_relaxed")
    return canonical(
        table,
        rows.with_columns(
            property=pl.lit(name),
            report=pl.lit(report.name),
            period_from="date",
            period_to="date",
            currency=pl.lit(answer.notes.currency or None, pl.String),
            source_sheet=pl.lit(report.id),
        ),
    )


def out_of_range_rows(answer: Answer, days: tuple[date, ...]) -> int:
    """How many rows are of a day that was not requested."""
    day = _day(days)
    return answer.rows.filter(~day.is_in(days) & day.is_not_null()).height


def rows_without_date(answer: Answer) -> bool:
    """Whether Google grouped rows of several days together."""
    return bool(answer.rows["date"].str.to_date("%Y%m%d", strict=False).has_nulls())


def _day(days: tuple[date, ...]) -> pl.Expr:
    written = pl.col("date").str.to_date("%Y%m%d", strict=False)
    return written.fill_null(pl.lit(days[0])) if len(days) == 1 else written


def _typed(report: ApiReport, answer: Answer, days: tuple[date, ...]) -> pl.DataFrame:
    schema = TABLES[report.table].schema
    texts = [pl.col(f.api).alias(f.column) for f in report.dimensions if f.column != "date"]
    figures = [
        _figure(field.api, field.api in answer.notes.hidden, schema.get(field.column)).alias(
            field.column
        )
        for field in report.metrics
    ]
    rows = answer.rows.select(_day(days).alias("date"), *texts, *figures)
    return _sessions_with_key_events(rows)


def _figure(api: str, hidden: bool, dtype: pl.DataType | None) -> pl.Expr:
    wanted = dtype or pl.Float64()
    if hidden:
        return pl.lit(None, wanted)
    number = pl.col(api).cast(pl.Float64, strict=False)
    return number.round().cast(wanted) if wanted.is_integer() else number


def _sessions_with_key_events(rows: pl.DataFrame) -> pl.DataFrame:
    if "_key_rate" not in rows.columns:
        return rows
    known = "sessions" in rows.columns
    # The API has no count of sessions with a key event, only their rate.
    counted = (pl.col("_key_rate") * pl.col("sessions")).round() if known else pl.lit(None)
    return rows.with_columns(key_event_sessions=counted).drop("_key_rate")


def _nothing(report: ApiReport, answer: Answer, days: list[date]) -> pl.DataFrame:
    schema = TABLES[report.table].schema
    dimensions = [f.column for f in report.dimensions if f.column != "date"]
    zeros = [f.column for f in report.metrics if f.api not in answer.notes.hidden]
    zeros = ["key_event_sessions" if name == "_key_rate" else name for name in zeros]
    return pl.DataFrame({"date": days}, schema={"date": pl.Date()}).with_columns(
        *(pl.lit(_NOWHERE.get(name, _NOT_SET)).alias(name) for name in dimensions),
        *(pl.lit(0, schema[name]).alias(name) for name in zeros),
        source_row=pl.lit(None, pl.Int64),
    )

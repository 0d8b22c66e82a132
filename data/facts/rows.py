"""Row export: rows of a canonical table as CSV, JSON lines or Parquet, in batches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

import polars as pl

from data.facts.facts import Facts
from data.store import Store
from data.tables.company_clock import UTC_ZONE, clocked, with_offset
from data.tables.schema import TABLES

# CSV injection: a spreadsheet runs a cell that begins like this as a formula, unless it is a
# number.
_FORMULA, _NUMBER = r"^[=+\-@\t\r]", r"^[+-]?[\d\s.,]+%?$"


def select_rows(
    store: Store, table: str, where: Mapping[str, str], *, raw: bool = False
) -> pl.LazyFrame:
    """The rows of ``table`` whose columns have the given values; an empty text means no value.

    Of a single import, these are the rows as in its file; otherwise the rows that metrics are
    computed from, with ``raw`` with their tags as they were imported and with times in the company's time zone. Raises KeyError for a table
    or column that does not exist and ValueError for a value that its column cannot have.
    """
    facts = Facts(store)
    counted = facts.raw(table) if raw else facts.frame(table)
    single = "import_id" in where
    rows = store.scan(table) if single else counted
    schema, zone = TABLES[table].schema, facts.inputs.zone
    for name, value in where.items():
        clock = zone if not single and name in clocked(TABLES[table]) else UTC_ZONE
        rows = rows.filter(_matches(name, schema[name], value, clock))
    return rows if single else with_offset(rows, zone)


def _matches(name: str, dtype: pl.DataType, value: str, zone: str) -> pl.Expr:
    if not value:
        return pl.col(name).is_null()
    try:
        return pl.col(name).eq(_typed(dtype, value, zone))
    except (ValueError, pl.exceptions.InvalidOperationError) as error:
        raise ValueError(f"“{value}” cannot be a value of {name}.") from error


def _typed(dtype: pl.DataType, value: str, zone: str) -> Any:
    if dtype == pl.Date:
        return date.fromisoformat(value)
    if dtype == pl.Datetime:
        instant = datetime.fromisoformat(value)
        shown = instant.astimezone(ZoneInfo(zone)) if instant.tzinfo else instant
        return shown.replace(tzinfo=UTC)
    return pl.Series([value]).cast(dtype).first()


def write_csv(rows: pl.LazyFrame, out: BinaryIO) -> None:
    """CSV with a header; texts that would run as formulas get a leading apostrophe."""
    text = [name for name, dtype in rows.collect_schema().items() if dtype == pl.String]
    header = True
    for batch in rows.with_columns(map(_formula_safe, text)).collect_batches():
        # Written by Python, not by polars: a reader that stops early is then a plain EPIPE.
        out.write(batch.write_csv(include_header=header).encode())
        header = False
    if header:
        out.write(rows.collect().write_csv().encode())


def write_jsonl(rows: pl.LazyFrame, out: BinaryIO) -> None:
    """One JSON object a row; dates and instants as ISO 8601."""
    out.writelines(batch.write_ndjson().encode() for batch in rows.collect_batches())


def write_parquet(rows: pl.LazyFrame, out: BinaryIO) -> None:
    """One Parquet file in the canonical types."""
    rows.sink_parquet(out)


WRITERS: dict[str, Callable[[pl.LazyFrame, BinaryIO], None]] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
}


def _formula_safe(name: str) -> pl.Expr:
    cell = pl.col(name)
    runs = cell.str.contains(_FORMULA) & ~cell.str.contains(_NUMBER)
    return pl.when(runs).then(pl.concat_str(pl.lit("'"), cell)).otherwise(cell).alias(name)

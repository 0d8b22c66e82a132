"""Writes one Parquet file of facts, and the Delta log action (with statistics) that adds it.

Polars writes the file itself, several times faster than handing the rows over. The statistics
in the line are what readers skip whole files by: days and the import.
"""

from __future__ import annotations

import json
import time
import uuid
from datetime import date
from pathlib import Path

import polars as pl
from deltalake.transaction import AddAction

_GROUP = 250_000  # rows; readers skip whole groups by day, and a group still compresses well


def write(folder: Path, rows: pl.DataFrame) -> AddAction:
    """Write ``rows`` to a new file in ``folder``; no reader sees it before it is committed."""
    path = folder / f"part-{uuid.uuid4()}.lz4.parquet"
    # To readers of a Delta table a column that a file lacks is null; most tables have many.
    filled = [column for column in rows if column.null_count() < rows.height]
    rows.select(filled).write_parquet(path, compression="lz4", row_group_size=_GROUP)
    return AddAction(
        path=path.name,
        size=path.stat().st_size,
        partition_values={},
        modification_time=int(time.time() * 1000),
        data_change=True,
        stats=json.dumps(_statistics(rows)),
    )


def _statistics(rows: pl.DataFrame) -> dict[str, object]:
    """Row count, nulls of every column, and the range of those that files are chosen by."""
    ranged = [rows[name] for name in rows.columns if is_chosen_by(name, rows.schema[name])]
    known = [column for column in ranged if column.null_count() < len(column)]
    return {
        "numRecords": rows.height,
        "minValues": {column.name: _json(column.min()) for column in known},
        "maxValues": {column.name: _json(column.max()) for column in known},
        "nullCount": rows.null_count().row(0, named=True),
    }


def is_chosen_by(name: str, dtype: pl.DataType) -> bool:
    """Whether readers skip files by the range of this column."""
    return name == "import_id" or dtype == pl.Date


def _json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value

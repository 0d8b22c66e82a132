"""Parquet a batch of records at a time; runs in the child process."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, BinaryIO

import polars as pl
import pyarrow as pa
from pyarrow import parquet

from data.reading.child import Item
from data.reading.limits import UPLOAD
from data.reading.table import Unreadable
from i18n.message import msg

MAX_FIELDS = 2_000
MAX_ROW = 1 << 20  # bytes a record may unpack to on average; no event comes near
MIN_ROW = 2  # bytes of the file for a record: times alone take more, so less repeats one record
FEW = 100_000  # records of which the smallest file is read

_BROKEN = (pa.ArrowException, OSError, ValueError, TypeError, pl.exceptions.PolarsError)


def fields(file: BinaryIO) -> Iterator[Item]:
    """One item: the fields of the file, as an empty frame. Raises Unreadable for damage."""
    try:
        source = parquet.ParquetFile(file)
        check(source.metadata, file.seek(0, io.SEEK_END))
        empty = source.schema_arrow.empty_table()
    except MemoryError:
        raise
    except _BROKEN:
        raise damaged() from None
    for name in empty.column_names:
        # A field of a kind that polars does not know is no field that anyone asks for.
        with suppress(*_BROKEN):
            yield Item.of(pl.DataFrame(pl.from_arrow(empty.select([name]))))


def batches(file: BinaryIO, names: Sequence[str], rows: int) -> Iterator[Item]:
    """So many ``rows`` at a time in their order, with ``first`` and ``size``. Raises Unreadable."""
    try:
        # Pre-buffering would hold whole row groups in memory.
        source = parquet.ParquetFile(file, pre_buffer=False)
        length = file.seek(0, io.SEEK_END)
        check(source.metadata, length)
        done, each = 0, length / max(source.metadata.num_rows, 1)
        for part in source.iter_batches(rows, columns=[*names]):
            size = int(each * part.num_rows)
            frame = pl.DataFrame(pl.from_arrow(part))
            # A text that many records share is here once; later every record has its own.
            if sum(map(_text_bytes, frame)) > UPLOAD.unpacked:
                raise Unreadable(
                    msg("Its records hold far longer texts than those of exports"),
                    msg("Export fewer columns."),
                )
            yield Item.of(frame, first=done + 1, size=size)
            done += part.num_rows
    except MemoryError:
        raise
    except _BROKEN:
        raise damaged() from None


def _text_bytes(cells: pl.Series) -> int:
    """Bytes of all texts in a column, as if each were written out."""
    if isinstance(cells.dtype, pl.List | pl.Array):
        return _text_bytes(cells.explode(empty_as_null=False, keep_nulls=False))
    if isinstance(cells.dtype, pl.Struct):
        return sum(map(_text_bytes, cells.struct.unnest()))
    if cells.dtype == pl.Binary:
        return int(cells.bin.size().sum())
    if isinstance(cells.dtype, pl.String | pl.Categorical | pl.Enum):
        return int(cells.cast(pl.String).str.len_bytes().sum())
    return 0


def check(meta: Any, size: int) -> None:
    """Refuses what claims to unpack to more than records can hold. Raises Unreadable."""
    groups = [meta.row_group(n) for n in range(min(meta.num_row_groups, 100_000))]
    vast = any(g.total_byte_size > max(g.num_rows, 64) * MAX_ROW for g in groups)
    if vast or meta.num_columns > MAX_FIELDS or meta.num_rows != sum(g.num_rows for g in groups):
        raise damaged()
    if meta.num_rows > FEW + size / MIN_ROW:
        raise Unreadable(
            msg("The file repeats the same records again and again"),
            msg("Export it again with the time of every event."),
        )


def damaged() -> Unreadable:
    """The verdict about a file of records that cannot be read."""
    return Unreadable(
        msg("The file is damaged or incomplete"),
        msg("Download it again."),
    )

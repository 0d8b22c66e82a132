"""A file of records as it may be kept: what is read of it, in Parquet, people as keys."""

from __future__ import annotations

import io
from functools import partial
from typing import BinaryIO

import polars as pl

from data.person import Pseudonym, changed, hide_all_emails
from data.reading.chunks import Opener
from data.sources import Given, RecordFile, open_record_file


def write_records(file: RecordFile, hide: Pseudonym, out: BinaryIO) -> None:
    """Writes the records that ``file`` reads, under flattened names and in their order.

    Columns of people hold keys, e-mail addresses in any other text are replaced as well.
    """
    from pyarrow import parquet  # noqa: PLC0415  # heavy, and only for files of records

    writer = None
    for frame in file.kept():
        hidden = frame.select(_hidden(cells, file.loaded.personal, hide) for cells in frame)
        table = hidden.to_arrow()
        writer = writer or parquet.ParquetWriter(out, table.schema, compression="zstd")
        writer.write_table(table.cast(writer.schema))
    if writer is not None:
        writer.close()


def keepable(opener: Opener, given: Given, hide: Pseudonym) -> bytes:
    """What ``write_records`` writes for a small file."""
    out = io.BytesIO()
    file = open_record_file(opener, given)
    if file is not None:
        write_records(file, hide, out)
    return out.getvalue()


def _hidden(cells: pl.Series, personal: tuple[str, ...], hide: Pseudonym) -> pl.Series:
    if cells.dtype != pl.String:
        return cells
    if cells.name in personal:
        return changed(cells, cells.str.contains(r"\S"), hide.many)
    mails = cells.str.contains("@", literal=True)
    return changed(cells, mails, partial(hide_all_emails, hide=hide))

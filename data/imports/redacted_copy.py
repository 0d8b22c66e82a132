"""Redacted copy of a record file: the columns that are read, in Parquet, people as keys."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, BinaryIO

import polars as pl

from data.base.contacts import hide_contacts
from data.imports.pseudonymise import changed
from data.people.pseudonym import Pseudonym
from data.reading.chunks import Opener
from data.sources.registry import ReadContext, open_record_file


@dataclass(slots=True)
class RedactedWriter:
    """Writes batches of records to ``out``, in their order and under the names they have.

    Columns named ``personal`` hold keys; no other text holds e-mail addresses or phone numbers.
    """

    out: BinaryIO
    personal: tuple[str, ...]
    hide: Pseudonym
    _writer: Any = None

    def add(self, records: pl.DataFrame) -> None:
        """Write one more batch."""
        from pyarrow import parquet  # noqa: PLC0415  # heavy, and only for files of records

        hidden = records.select(_hidden(cells, self.personal, self.hide) for cells in records)
        table = hidden.to_arrow()
        if self._writer is None:
            self._writer = parquet.ParquetWriter(self.out, table.schema, compression="zstd")
        self._writer.write_table(table)

    def close(self) -> None:
        """Write what ends the file."""
        if self._writer is not None:
            self._writer.close()


def redact_records(opener: Opener, given: ReadContext, hide: Pseudonym) -> bytes:
    """A small file of records as it may be stored."""
    out = io.BytesIO()
    file = open_record_file(opener, given)
    assert file is not None  # noqa: S101  # text is stored as text
    writer = RedactedWriter(out, file.loaded.personal, hide)
    for _tables in file.tables(tap=lambda records, _size: writer.add(records)):
        pass
    writer.close()
    return out.getvalue()


def _hidden(cells: pl.Series, personal: tuple[str, ...], hide: Pseudonym) -> pl.Series:
    if cells.dtype != pl.String or cells.null_count() == len(cells):
        return cells
    if cells.name in personal:
        return changed(cells, cells.str.contains(r"\S"), hide.many)
    return hide_contacts(cells)

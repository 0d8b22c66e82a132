"""An upload as it may be stored when its columns name people."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import polars as pl

from data.person import Pseudonym, hide_emails
from data.reading import Kind, Unreadable, kind_of
from data.reading.encoding import decode
from data.reading.grid import grid
from data.reading.workbook import workbook

_Cells = tuple[str | None, ...]


def redacted(content: bytes, columns: Sequence[str], hide: Pseudonym) -> bytes:
    """The file as UTF-8 CSV with the cells of ``columns`` replaced by keyed hashes.

    Records keep their numbers, so that a stored row still leads to its line; a workbook keeps
    the sheet that has the columns. E-mail addresses in any other cell are replaced as well.
    Where the columns cannot be found nothing is given: an upload is lost rather than kept in
    clear.
    """
    for frame in _grids(content):
        records = frame.drop("row").rows()
        for number, record in enumerate(records):
            if set(columns) <= {(cell or "").strip() for cell in record}:
                return _written(records, number, columns, hide)
    return b""


def _grids(content: bytes) -> Iterable[pl.DataFrame]:
    try:
        kind = kind_of(content)
        if kind is Kind.TEXT:
            return [grid(decode(content).data).frame]
        return [cells.frame for _, cells in workbook(content, kind)]
    except Unreadable:
        return []


def _written(
    records: Sequence[_Cells], header: int, columns: Sequence[str], hide: Pseudonym
) -> bytes:
    personal = {i for i, name in enumerate(records[header]) if (name or "").strip() in columns}
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows(records[: header + 1])
    for record in records[header + 1 :]:
        writer.writerow(_hidden(record, personal, hide))
    return out.getvalue().encode()


def _hidden(record: _Cells, personal: set[int], hide: Pseudonym) -> Iterable[str]:
    for position, cell in enumerate(record):
        text = cell or ""
        hidden = position in personal and text.strip()
        yield hide(text) if hidden else hide_emails(text, hide)

"""An upload as it may be stored when its columns name people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import polars as pl

from data.person import Pseudonym, changed, hide_emails
from data.reading import Kind, Unreadable, kind_of
from data.reading.encoding import decode
from data.reading.grid import grid
from data.reading.table import Grid
from data.reading.workbook import workbook

_SLICE = 1_000  # records at a time while the header is looked for; it stands near the top


def redacted(content: bytes, columns: Sequence[str], hide: Pseudonym) -> bytes:
    """The file as UTF-8 CSV with the cells of ``columns`` replaced by keyed hashes.

    Records keep their numbers, so that a stored row still leads to its line; a workbook keeps
    the sheet that has the columns. E-mail addresses in any other cell are replaced as well.
    Where the columns cannot be found nothing is given: an upload is lost rather than kept in
    clear.
    """
    for cells in _grids(content):
        records = cells.frame.drop("row")
        header = _header(records, set(columns))
        if header is not None:
            hidden = _hidden(records, header, columns, hide)
            return hidden.write_csv(
                include_header=False, separator=cells.delimiter or ",", line_terminator="\r\n"
            ).encode()
    return b""


def _grids(content: bytes) -> Iterable[Grid]:
    try:
        kind = kind_of(content)
        if kind is Kind.TEXT:
            return [grid(decode(content).data)]
        return [cells for _, cells in workbook(content, kind)]
    except Unreadable:
        return []


def _header(records: pl.DataFrame, columns: set[str]) -> int | None:
    """The position of the first record that holds all of ``columns``."""
    at = 0
    for part in records.iter_slices(_SLICE):
        for record in part.rows():
            if columns <= {(cell or "").strip() for cell in record}:
                return at
            at += 1
    return None


def _hidden(
    records: pl.DataFrame, header: int, columns: Sequence[str], hide: Pseudonym
) -> pl.DataFrame:
    titles = zip(records.columns, records.row(header), strict=True)
    personal = {name for name, title in titles if (title or "").strip() in columns}
    above, below = records[: header + 1], records[header + 1 :]
    return pl.concat([above, below.select(_cells(c, c.name in personal, hide) for c in below)])


def _cells(cells: pl.Series, personal: bool, hide: Pseudonym) -> pl.Series:
    if personal:
        return changed(cells, cells.str.contains(r"\S"), hide)
    return changed(cells, cells.str.contains("@", literal=True), partial(hide_emails, hide=hide))

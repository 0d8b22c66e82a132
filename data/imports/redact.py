"""Redaction: an upload as CSV with the cells of personal columns replaced by keyed hashes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import zip_longest

import polars as pl

from data.imports.pseudonymise import Pseudonym, changed, hide_all_emails
from data.reading import FileKind, Unreadable, kind_of
from data.reading.encoding import decode
from data.reading.grid import grid
from data.reading.table import Grid
from data.reading.workbook import workbook

_SLICE = 1_000  # records at a time while the header is looked for; it is near the top


def redacted(content: bytes, columns: Sequence[str], hide: Pseudonym) -> bytes:
    """The file as UTF-8 CSV with the cells of ``columns`` replaced by keyed hashes.

    Records have the same numbers, so that a stored row still leads to its line; from a
    workbook only the sheet with the columns is taken. An empty name means all columns without one.
    E-mail addresses in any other cell are replaced as well. Where the columns cannot be found the
    result is empty: an upload is lost rather than stored in clear.
    """
    for cells in _grids(content):
        if (done := redacted_records(cells, columns, hide)) is not None:
            return done
    return b""


def redacted_records(
    cells: Grid, columns: Sequence[str], hide: Pseudonym, header: Sequence[str] = ()
) -> bytes | None:
    """The records of ``cells`` likewise, None where the columns cannot be found.

    ``header`` names all columns when it is in an earlier piece of the file than these records.
    """
    records = cells.frame.drop("row")
    at = -1 if header else _header(records, set(columns))
    if at is None:
        return None
    titles = header or [cell or "" for cell in records.row(at)]
    hidden = _hidden(records, at, _named(records.columns, titles, columns), hide)
    return hidden.write_csv(
        include_header=False, separator=cells.delimiter or ",", line_terminator="\r\n"
    ).encode()


def _named(names: list[str], titles: Sequence[str], columns: Sequence[str]) -> frozenset[str]:
    """The grid's names of the columns with these titles; those beyond the header have none."""
    titled = zip_longest(names, titles, fillvalue="")
    return frozenset(name for name, title in titled if title.strip() in columns)


def _grids(content: bytes) -> Iterable[Grid]:
    try:
        kind = kind_of(content)
        if kind is FileKind.TEXT:
            return [grid(decode(content).data)]
        return [cells for _, cells in workbook(content, kind)]
    except Unreadable:
        return []


def _header(records: pl.DataFrame, columns: set[str]) -> int | None:
    """The position of the first record that holds all of ``columns``."""
    at = 0
    for part in records.iter_slices(_SLICE):
        for record in part.rows():
            if columns - {""} <= {(cell or "").strip() for cell in record}:
                return at
            at += 1
    return None


def _hidden(
    records: pl.DataFrame, header: int, personal: frozenset[str], hide: Pseudonym
) -> pl.DataFrame:
    above, below = records[: header + 1], records[header + 1 :]
    return pl.concat([above, below.select(_cells(c, c.name in personal, hide) for c in below)])


def _cells(cells: pl.Series, personal: bool, hide: Pseudonym) -> pl.Series:
    if personal:
        return changed(cells, cells.str.contains(r"\S"), hide.many)
    mails = cells.str.contains("@", literal=True)
    return changed(cells, mails, partial(hide_all_emails, hide=hide))

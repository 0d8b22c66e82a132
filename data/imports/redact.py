"""Redaction: an upload as it may be stored, without anything about people that no figure needs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

import polars as pl

from data.base.contacts import hide_contacts
from data.imports.pseudonymise import changed
from data.people.pseudonym import Pseudonym
from data.reading import FileKind, Unreadable, kind_of
from data.reading.encoding import decode
from data.reading.grid import grid
from data.reading.table import Grid
from data.reading.workbook import workbook
from data.sources.kit.parse_result import ParseResult

# A cell with a day in it, such as "2026-10-01 - 2026-10-31" once its words are gone.
_DATED = r"^.*\b(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|20\d{6})\b.*$"
_PIECE = 100_000  # records that are redacted at once
_SLICE = 1_000  # records at a time while the header is looked for; it is near the top


@dataclass(frozen=True, slots=True)
class ServingColumns:
    """The columns of a file of people whose cells are stored; the cells of all others are dropped.

    ``hashed`` hold keys in place of people, ``in_clear`` what they held, without e-mail addresses and
    phone numbers.
    """

    hashed: tuple[str, ...]
    in_clear: tuple[str, ...]

    @classmethod
    def of(cls, loaded: ParseResult) -> ServingColumns:
        """Those of a file that was read."""
        return cls(tuple(name for name in loaded.personal if name), loaded.in_clear)


def redacted(content: bytes, columns: ServingColumns, hide: Pseudonym) -> bytes:
    """A file of people as UTF-8 CSV, with the cells of serving columns only.

    Records have the same numbers, so that a stored row still leads to its line; from a
    workbook only the sheet with the columns is taken. Of what is above the header only dates stay.
    Where the columns cannot be found the result is empty: an upload is lost rather than stored in
    clear.
    """
    for cells in _grids(content):
        if (done := redacted_records(cells, columns, hide)) is not None:
            return done
    return b""


def redacted_records(
    cells: Grid, columns: ServingColumns, hide: Pseudonym, header: Sequence[str] = ()
) -> bytes | None:
    """The records of ``cells`` likewise, None where the columns cannot be found.

    ``header`` names all columns when it is in an earlier piece of the file than these records.
    """
    records = cells.frame.drop("row")
    at = -1 if header else _header(records, {*columns.hashed, *columns.in_clear})
    if at is None:
        return None
    titles = header or [cell or "" for cell in records.row(at)]
    # In pieces: of a long file the records exist twice otherwise, and as text once more.
    out, first = io.BytesIO(), at + 1 + _PIECE
    for start in (0, *range(first, records.height, _PIECE)):
        part = records[start : start + _PIECE] if start else records[:first]
        hidden = _hidden(part, -1 if start else at, titles, columns, hide)
        out.write(written(hidden, cells.delimiter))
    return out.getvalue()


def written(records: pl.DataFrame, delimiter: str | None) -> bytes:
    """Records as CSV."""
    return records.write_csv(
        include_header=False, separator=delimiter or ",", line_terminator="\r\n"
    ).encode()


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
    records: pl.DataFrame,
    header: int,
    titles: Sequence[str],
    columns: ServingColumns,
    hide: Pseudonym,
) -> pl.DataFrame:
    top = max(header, 0)
    above = pl.DataFrame([_dates_alone(cells) for cells in records[:top]])
    names = pl.DataFrame([hide_contacts(cells) for cells in records[top : header + 1]])
    below, known, made = records[header + 1 :], set[str](), []
    for cells, title in zip(below, map(str.strip, chain(titles, repeat(""))), strict=False):
        # Of two columns of one name the first is the one that was read.
        is_first = title not in known
        known.add(title)
        made.append(_cells(cells, title, columns, hide) if is_first else _dropped(cells))
    return pl.concat([above, names, pl.DataFrame(made)])


def _cells(cells: pl.Series, title: str, columns: ServingColumns, hide: Pseudonym) -> pl.Series:
    if title in columns.hashed:
        return changed(cells, cells.str.contains(r"\S"), hide.many)
    return hide_contacts(cells) if title in columns.in_clear else _dropped(cells)


def _dropped(cells: pl.Series) -> pl.Series:
    return pl.Series(cells.name, [None], dtype=pl.String).new_from_index(0, len(cells))


def _dates_alone(cells: pl.Series) -> pl.Series:
    """A period that the file states stays; who made it, and for whom, does not."""
    return cells.str.replace_all(r"[^\d\s./:–-]+", " ").str.extract(_DATED, 0)

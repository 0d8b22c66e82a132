"""Raw tables: the result of reading, tables of text with record numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from data.base.issue import Issue, Level, Where
from i18n.message import Message

MAX_COLUMNS = 5_000  # the widest real export has 2,681
MAX_CELLS = 20_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding that does not know its file yet; ``at`` gives it a place."""

    level: Level
    what: Message
    fix: Message
    row: int | None = None
    column: str | None = None

    def at(self, file: str, sheet: str | None = None) -> Issue:
        """The finding as an issue of ``file``."""
        return Issue(self.level, Where(file, sheet, self.row, self.column), self.what, self.fix)


class Unreadable(Exception):  # noqa: N818 - it is a verdict about a file, not a fault of the program
    """Content that cannot become a table: whoever loads or imports a file makes it an issue of it."""

    def __init__(self, what: Message, fix: Message) -> None:
        super().__init__(str(what))
        self.finding = Finding(Level.ERROR, what, fix)


@dataclass(frozen=True, slots=True)
class Grid:
    """All records of one sheet or text file.

    ``frame`` has ``row`` (record number from 1) and the String columns ``c0`` … ``cn`` with
    null for an empty cell. ``cut_off`` is the number of a last record that ends too early.
    ``widths`` has ``row`` and ``cells``, how many a record has; None where all fill the frame.
    """

    frame: pl.DataFrame
    delimiter: str | None = None
    cut_off: int | None = None
    widths: pl.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table of text: the records under one header.

    ``preamble`` holds the filled cells of the records above the header, back to the previous
    table, and ``top`` those above the first header of the sheet; ``titles`` are those of all
    tables of the sheet. ``frame`` is shaped as in ``Grid``; it may be wider than the header.
    Header names are as written, duplicates included. A title with nothing under it has an
    empty header. ``witnesses`` are sample rows numbered 0 that show how the columns are written
    elsewhere, in a file that is read piece by piece; they are no facts. ``later`` marks every
    piece but the first. ``widths`` has ``row`` and ``cells``, how many a record has, where not all
    have as many; ``header_cells`` is how many the record of the header has, empty ones at its end
    included. ``described`` counts the first records of ``frame`` that describe
    the columns again, in words: they are no rows.
    """

    sheet: str | None
    preamble: tuple[tuple[str, ...], ...]
    header: tuple[str, ...]
    frame: pl.DataFrame
    delimiter: str | None = None
    cut_off: int | None = None
    top: tuple[tuple[str, ...], ...] = ()
    titles: tuple[str, ...] = ()
    witnesses: pl.DataFrame | None = None
    later: bool = False
    widths: pl.DataFrame | None = None
    header_cells: int = 0
    described: int = 0

    @property
    def title(self) -> str | None:
        """The nearest record above the header that is one cell and no comment."""
        singles = [r[0] for r in self.preamble if len(r) == 1 and not r[0].startswith("#")]
        return singles[-1] if singles else None


@dataclass(frozen=True, slots=True)
class Document:
    """The tables of one file, how it was encoded, and what was noticed on the way."""

    tables: tuple[RawTable, ...] = ()
    encoding: str | None = None
    issues: tuple[Issue, ...] = field(default=())

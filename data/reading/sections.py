"""Table detection: splits a grid into stacked tables with titles, blank records and headers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

import polars as pl

from data.reading.delimiter import declared
from data.reading.table import Grid, RawTable, Unreadable
from i18n.message import msg

_MOST_DESCRIBED = 2  # records under the names that describe the columns: a text and an id
_WORDS = re.compile(r"[^\W\d_]{2}")
_LOOK = 50  # records of a block among which its header must be
_MOST_BLOCKS = 1_000
_COMMENT = re.compile(r"#+\s*(?:$|[-=_*#]{3}|[^:]*:(?:\s|$))")
FIGURE = r"^\s*[-+]?\d[\d.,:/\-T +]*(?:%|Z|\s?[AaPp]\.?[Mm]\.?)?\s*$"
"""How a cell looks that holds a number, a share, a day or a time."""
_HASHED = re.compile(r"#+\s*(?=\"?[^\W\d_])(?!of\b)", re.IGNORECASE)  # “# of posts” is a name
_FIGURE = re.compile(FIGURE)

Record = tuple[str | None, ...]
Preamble = tuple[tuple[str, ...], ...]


def sections(grid: Grid, sheet: str | None = None) -> tuple[RawTable, ...]:
    """The tables of ``grid`` in order, with the records above each header as its preamble."""
    tables: list[RawTable] = []
    pending: Preamble = ()
    for block in _blocks(grid.frame):
        if tables and not pending and _continues(block, tables[-1]):
            tables[-1] = _extended(tables[-1], block)
            continue
        part = _split(block)
        pending += part.preamble
        if part.header:
            tables.append(_table(part, pending, grid, sheet))
            pending = ()
    if pending:
        empty = grid.frame.clear()
        tables.append(RawTable(sheet, pending, (), empty, grid.delimiter))
    titles = tuple(table.title for table in tables if table.title is not None)
    return tuple(replace(table, top=tables[0].preamble, titles=titles) for table in tables)


def continued(table: RawTable, grid: Grid) -> RawTable:
    """``table`` with the records of ``grid``, in which it goes on, in place of its own.

    Single cells after a blank record are notes below the table. Raises Unreadable where
    another table begins.
    """
    rows = [_narrowed(block, len(table.header)) for block in _going_on(table, grid)]
    own = table.frame.select("row", *(f"c{at}" for at in range(len(table.header)))).clear()
    frame = pl.concat([own, *rows], how="diagonal")
    widths = grid.widths
    if widths is None and grid.frame.width - 1 != table.header_cells:
        widths = grid.frame.select("row", cells=pl.lit(grid.frame.width - 1, pl.Int64))
    return replace(table, frame=frame, cut_off=grid.cut_off, later=True, widths=widths)


def _going_on(table: RawTable, grid: Grid) -> Iterator[pl.DataFrame]:
    for number, block in enumerate(_blocks(grid.frame)):
        if number == 0 or _continues(block, table):
            yield block
        elif _split(block).header:
            raise Unreadable(
                msg(
                    "The file is very large and a second table begins in row {row}",
                    row=block["row"][0],
                ),
                msg("Save each table as a file of its own and import those."),
            )


@dataclass(frozen=True, slots=True)
class _Part:
    preamble: Preamble
    header: tuple[str, ...]
    rows: pl.DataFrame
    at: int = 0
    described: int = 0


def _blocks(frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Runs of records that are not blank. Only records with an empty first cell are looked at."""
    cells = frame.columns[1:]
    if not cells:
        return
    index = pl.int_range(pl.len()).alias("_at")
    candidates = frame.with_columns(index).filter(_is_blank(cells[0]))
    blank = candidates.filter(pl.all_horizontal(_is_blank(c) for c in cells))["_at"].to_list()
    if len(blank) > _MOST_BLOCKS:  # blank lines everywhere are spacing, not structure
        filled = frame.filter(~pl.all_horizontal(_is_blank(c) for c in cells))
        yield from [filled] if filled.height else []
        return
    start = 0
    for stop in (*blank, frame.height):
        if stop > start:
            yield frame[start:stop]
        start = stop + 1


def _is_blank(column: str) -> pl.Expr:
    return pl.col(column).str.strip_chars().fill_null("") == ""


def _split(block: pl.DataFrame) -> _Part:
    records: list[Record] = block.drop("row").head(_LOOK).rows()
    at = _header_at(records)
    above = records if at is None else records[:at]
    preamble = tuple(cells for record in above if (cells := _filled(record)) and not _is_sep(cells))
    if at is None:
        return _Part(preamble, (), block[len(records) :])
    header = _unhashed(_grouped(_trimmed(records[at]), records[at - 1] if at else ()))
    more = _described(records[at + 1 :], len(header))
    return _Part(preamble, header, block[at + 1 :], block["row"][at], more)


def _unhashed(header: tuple[str, ...]) -> tuple[str, ...]:
    """The names without a “#” before the first: some programs write the header as a remark."""
    first, *rest = header
    if not first.startswith("#") or any(name.lstrip().startswith("#") for name in rest):
        return header
    # After a “#” the quotation marks of a cell are part of its text.
    return (bare.strip('"') if (bare := _HASHED.sub("", first, count=1)) != first else first, *rest)


def _grouped(header: tuple[str, ...], above: Record) -> tuple[str, ...]:
    """Names that stand several times, each with its group from the record above.

    Merged cells of a spreadsheet name a group once, over the first of its columns.
    """
    names = [cell.strip().casefold() for cell in header]
    groups = _spread(above[: len(header)])
    if len(_filled(above)) < 2 or has_figures(above) or _is_comment(above):
        return header
    twice = {
        name
        for name in names
        if name and len({g for n, g in zip(names, groups, strict=False) if n == name}) > 1
    }
    return tuple(
        f"{group} {cell.strip()}".strip() if name in twice else cell
        for cell, name, group in zip_longest(header, names, groups, fillvalue="")
    )


def _spread(above: Record) -> list[str]:
    spread: list[str] = []
    for cell in above:
        spread.append((cell or "").strip() or (spread[-1] if spread else ""))
    return spread


def _described(records: list[Record], width: int) -> int:
    """How many records below the names describe the columns again, in words over figures."""
    for count in range(min(_MOST_DESCRIBED, len(records)), 0, -1):
        columns = list(zip(*(_padded(r, width) for r in records[count:]), strict=True))
        figures = [at for at, cells in enumerate(columns) if _are_figures(cells)]
        if all(_names_columns(_padded(r, width), figures) for r in records[:count]):
            return count
    return 0


def _padded(record: Record, width: int) -> Record:
    return (*record[:width], *(None,) * (width - len(record)))


def _are_figures(cells: tuple[str | None, ...]) -> bool:
    filled = [cell for cell in cells if cell and cell.strip()]
    return len(filled) > 1 and all(_FIGURE.match(cell) for cell in filled)


def _names_columns(record: Record, figures: list[int]) -> bool:
    """Words in most columns of figures, and in two at least: one may be a word for “unknown”."""
    cells = [cell for at in figures if (cell := record[at]) and cell.strip()]
    words = [cell for cell in cells if _WORDS.search(cell) and not _FIGURE.match(cell)]
    alike = len(set(words)) < len(words)  # “n/a” in every column is no description
    return len(words) == len(cells) and not alike and len(words) >= max(2, len(figures) / 2)


def _header_at(records: list[Record]) -> int | None:
    """The first record about as long as most; comment lines never are the header.

    Length is the position of the last filled cell, so padding does not count and a blank corner
    does. Longer records do not matter: a caption with loose commas makes them.
    """
    lengths = [0 if _is_comment(r) else len(_trimmed(r)) for r in records]
    counts = Counter(length for length in lengths if length > 1)
    if not counts:
        return _lone(records)
    usual = max(counts, key=lambda length: (counts[length], length))
    enough = max(2, min(usual - 1, -(-usual * 4 // 5)))
    several = [i for i, r in enumerate(records) if lengths[i] > 1 and len(_filled(r)) > 1]
    fitting = [i for i in several if lengths[i] >= enough]
    names = [i for i in fitting if not has_figures(records[i])]
    loose = [i for i in several if not has_figures(records[i])]
    first = next(iter(names or loose or fitting), None)
    return first + 1 if first is not None and _groups(records, first) else first


def _groups(records: list[Record], at: int) -> bool:
    """Whether a record with gaps names groups of the columns that repeat their names below it."""
    here, below = records[at], records[at + 1] if at + 1 < len(records) else ()
    names = [cell.casefold() for cell in _filled(below)]
    gaps = len(_filled(here)) < len(names)
    return gaps and len(set(names)) < len(names) and not has_figures(below)


def _lone(records: list[Record]) -> int | None:
    """The name in a block of title, one name and one number: a table of a single column."""
    cells = [_filled(record) for record in records]
    at = [i for i, filled in enumerate(cells) if filled and not _is_sep(filled)]
    if len(at) != 3 or any(_is_comment(records[i]) for i in at):
        return None
    figures = [has_figures(cells[i]) for i in at]
    return at[1] if figures == [False, False, True] else None


def _is_comment(record: Record) -> bool:
    """A remark: alone in its record, or a name and a value of which a comma has made two cells.

    “#” and “# of posts” next to other cells are names of columns.
    """
    cells = _filled(record)
    if not cells or not cells[0].startswith("#"):
        return False
    if len(cells) == 1:
        return True
    names = cells[0] == "#" or all(cell.startswith("#") for cell in cells)
    return not names and _COMMENT.match(cells[0]) is not None


def has_figures(record: Record) -> bool:
    """Whether any cell is a number or a date; names of columns seldom are."""
    return any(_FIGURE.match(cell) for cell in record if cell)


def _filled(record: Record) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in record if cell and cell.strip())


def _is_sep(cells: tuple[str, ...]) -> bool:
    return cells[0].startswith("sep=") and (
        len(cells[0]) == len("sep=") or declared(cells[0]) is not None
    )


def _trimmed(record: Record) -> tuple[str, ...]:
    cells = [cell or "" for cell in record]
    while cells and not cells[-1].strip():
        cells.pop()
    return tuple(cells)


def _continues(block: pl.DataFrame, table: RawTable) -> bool:
    """Whether a block is the previous table going on after a stray blank line.

    A header has no numbers; a record that has, and is no longer, is one more row.
    """
    first = block.drop("row").row(0)
    fits = len(_filled(first)) > 1 and len(_trimmed(first)) <= len(table.header) + 1
    return fits and bool(table.header) and has_figures(first)


def _extended(table: RawTable, block: pl.DataFrame) -> RawTable:
    more = _narrowed(block, len(table.header))
    return replace(table, frame=pl.concat([table.frame, more], how="diagonal"))


def _table(part: _Part, preamble: Preamble, grid: Grid, sheet: str | None) -> RawTable:
    rows = _narrowed(part.rows, len(part.header))
    table = RawTable(sheet, preamble, part.header, rows, grid.delimiter, grid.cut_off)
    cells = _cells(grid, part.at)
    return replace(table, widths=grid.widths, header_cells=cells, described=part.described)


def _cells(grid: Grid, row: int) -> int:
    """How many cells a record has; one that is not counted fills the frame."""
    known = () if grid.widths is None else grid.widths.filter(pl.col("row") == row)["cells"]
    return max(known, default=grid.frame.width - 1)


def _narrowed(rows: pl.DataFrame, width: int) -> pl.DataFrame:
    """The rows without empty columns beyond the header."""
    return rows.drop(c for c in rows.columns[1 + width :] if rows[c].null_count() == rows.height)

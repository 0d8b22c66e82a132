"""CSV parsing: UTF-8 bytes to a grid of text cells, with a fast and a tolerant path."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice, zip_longest

import polars as pl

from data.reading.delimiter import sample, vote
from data.reading.rewrapped import is_rewrapped, unwrap
from data.reading.table import MAX_CELLS, MAX_COLUMNS, Grid, Unreadable
from i18n.message import msg, plural

FAST_FROM = 1 << 20  # bytes; below this Python's csv module is fast enough and more tolerant
MESSY_LIMIT = 100 << 20
LONGEST_CELL = 1 << 20  # characters; CRMs export whole e-mails, no export a longer text
_OPEN = (
    128 << 10
)  # characters from which a last cell with an open quotation mark has swallowed rows
_HEAD = 1 << 18
_SLICE = 50_000  # records that are held as lists at a time

# The reader's own limit, 128 KB, is for programs that read what other programs write.
csv.field_size_limit(LONGEST_CELL)


def grid(data: bytes, fast_from: int = FAST_FROM) -> Grid:
    """The records of ``data``. Raises Unreadable for what no export looks like."""
    head = _head(data)
    if is_rewrapped(head):
        _check_size(data)
        return _messy(unwrap(data.decode()).encode(), vote(unwrap(head)))
    delimiter = vote(head)
    if len(data) >= fast_from and (quick := _plain(data, head, delimiter)) is not None:
        return quick
    _check_size(data)
    return _messy(data, delimiter)


def plain(data: bytes, delimiter: str | None = None) -> Grid | None:
    """The records of ``data`` in one vectorised read, None when they are not regular enough.

    ``delimiter`` is voted on where none is given.
    """
    head = _head(data)
    return _plain(data, head, delimiter or vote(head))


def _head(data: bytes) -> str:
    """The beginning of the text, ending with a whole line."""
    end = len(data) if len(data) <= _HEAD else data.rfind(b"\n", 0, _HEAD) + 1 or _HEAD
    return data[:end].decode("utf-8", "ignore")


def _plain(data: bytes, head: str, delimiter: str) -> Grid | None:
    """The whole file in one vectorised read, or None when it is not regular enough for that.

    Polars takes its width from the first line it sees, so it starts at the first record that
    is as wide as any in the head; the narrower records above are few and stay as they are.
    """
    records = sample(head, delimiter)
    width = max(map(len, records), default=0)
    first = next((i for i, record in enumerate(records) if len(record) == width), 0)
    if not 1 < width <= MAX_COLUMNS:
        return None
    above = records[:first]
    try:
        body = pl.read_csv(
            data,
            has_header=False,
            separator=delimiter,
            # Everything is text here: types are decided by the source over whole columns.
            infer_schema=False,
            skip_lines=_lines(head, delimiter, first),
        )
    except pl.exceptions.PolarsError:
        return None
    body.columns = [f"c{i}" for i in range(body.width)]
    if body.width != width:
        return None
    frame = pl.concat([_frame(above, width), body]) if above else body
    ragged = _may_be_ragged(data, delimiter, above, body)
    widths = _widths(data, delimiter) if ragged else _listed(above, body)
    return Grid(_numbered(frame), delimiter, _cut_line(data, delimiter, frame), widths)


def _may_be_ragged(data: bytes, delimiter: str, above: list[list[str]], body: pl.DataFrame) -> bool:
    """Whether a record may have too few cells: the reader fills them up, the last one at least."""
    if body[:, -1].null_count() == 0:
        return False
    if b'"' in data:
        return True
    separators = data.count(delimiter.encode()) - sum(len(record) - 1 for record in above)
    return separators < (body.width - 1) * body.height


def _widths(data: bytes, delimiter: str) -> pl.DataFrame | None:
    try:
        return _counted([len(record) for record in _reader(data, delimiter)])
    except csv.Error:  # a cell longer than Python reads: the rows stay as polars read them
        return None


def _listed(above: list[list[str]], body: pl.DataFrame) -> pl.DataFrame | None:
    """Widths of the records above the first widest one, and of the others, all of them as wide."""
    if not above:
        return None
    widths = pl.Series([len(record) for record in above], dtype=pl.Int64)
    cells = widths.extend_constant(body.width, body.height)
    return pl.DataFrame({"row": pl.int_range(1, len(cells) + 1, eager=True), "cells": cells})


def _counted(cells: list[int]) -> pl.DataFrame | None:
    if len(set(cells)) <= 1:
        return None
    return pl.DataFrame({"row": range(1, len(cells) + 1), "cells": cells})


def _cut_line(data: bytes, delimiter: str, frame: pl.DataFrame) -> int | None:
    """A last line without its line end and without all its cells (quotes are balanced here)."""
    last = data[data.rfind(b"\n") + 1 :]
    short = last.count(delimiter.encode()) + 1 < frame.width
    return frame.height if last and short and b'"' not in last else None


def _lines(head: str, delimiter: str, records: int) -> int:
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    for _ in range(records):
        next(reader)
    return reader.line_num


def _messy(data: bytes, delimiter: str) -> Grid:
    # Some programs write \r\r\n, which would read as a blank record after every record.
    data = data.replace(b"\r\r\n", b"\r\n")
    reader = _reader(data, delimiter)
    parts: list[pl.DataFrame] = []
    counts: list[int] = []
    last: list[str] = []
    width = 0
    # In slices: as lists a text takes ten times the memory that it takes as columns.
    while records := _next_records(reader, data, len(counts)):
        counts.extend(map(len, records))
        last, widest = records[-1], max(map(len, records))
        width = max(width, widest)
        if _is_too_much(width, len(counts)):
            parts.clear()  # refused below, when all records are counted
        else:
            parts.append(_frame(records, max(1, widest)))  # blank rows count too
    # The reader takes the end of the file for the end of an open cell, however much it swallowed.
    if last and len(last[-1]) > _OPEN and data.count(b'"') % 2:
        raise _endless(data, len(counts) - 1)
    _check_width(width, len(counts))
    frame = pl.concat(parts, how="diagonal") if width else pl.DataFrame()
    return Grid(_numbered(frame), delimiter, _cut_off(data, counts), _counted(counts))


def _reader(data: bytes, delimiter: str) -> Iterator[list[str]]:
    # Decoded line by line: as one text it takes four bytes a letter.
    return csv.reader(io.TextIOWrapper(io.BytesIO(data), "utf-8", newline=""), delimiter=delimiter)


def _next_records(reader: Iterator[list[str]], data: bytes, done: int) -> list[list[str]]:
    records: list[list[str]] = []
    try:
        records.extend(islice(reader, _SLICE))
    except csv.Error:
        raise _endless(data, done + len(records)) from None
    return records


def _endless(data: bytes, row: int) -> Unreadable:
    """The verdict about a cell that is longer than Python's reader takes."""
    # Where every quotation mark has its other one, none was left open.
    if data.count(b'"') % 2:
        return Unreadable(
            msg(
                "After row {row} a cell never ends, because a quotation mark was opened and "
                "not closed",
                row=row,
            ),
            msg(
                "The file was probably edited or cut off. Export it again and import it unchanged."
            ),
        )
    return Unreadable(
        msg(
            "After row {row} a cell is longer than {most}",
            row=row,
            most=plural("{n} character", "{n} characters", n=LONGEST_CELL),
        ),
        msg("Export without the column of long texts, or shorten the text."),
    )


def _frame(records: list[list[str]], width: int) -> pl.DataFrame:
    columns = [*zip_longest(*records)]
    columns += [(None,) * len(records)] * (width - len(columns))
    return pl.DataFrame(
        {f"c{i}": pl.Series(values, dtype=pl.String) for i, values in enumerate(columns)}
    ).with_columns(pl.all().replace("", None))


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_row_index("row", offset=1).cast({"row": pl.Int64})


def _cut_off(data: bytes, counts: list[int]) -> int | None:
    """A last record that is narrower than the one before it, in a file that ends mid-record."""
    if len(counts) < 2 or (data.endswith((b"\n", b"\r")) and data.count(b'"') % 2 == 0):
        return None
    widths = {count for count in counts[:-1] if count > 1}
    narrower = bool(widths) and counts[-1] < min(widths)
    return len(counts) if narrower else None


def _is_too_much(width: int, height: int) -> bool:
    return width > MAX_COLUMNS or width * height > MAX_CELLS


def _check_width(width: int, height: int) -> None:
    if _is_too_much(width, height):
        raise Unreadable(
            msg(
                "The file has {width} and {height}. No export looks like this",
                width=plural("{n} column", "{n} columns", n=width),
                height=plural("{n} row", "{n} rows", n=height),
            ),
            msg("Check that this is the file you downloaded, and import the original."),
        )


def _check_size(data: bytes) -> None:
    if len(data) > MESSY_LIMIT:
        raise Unreadable(
            msg("The file is very large and its rows are irregular, so it cannot be read safely"),
            msg("Export a shorter period, or several periods one by one."),
        )

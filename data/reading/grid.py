"""CSV parsing: UTF-8 bytes to a grid of text cells, with a fast and a tolerant path."""

from __future__ import annotations

import csv
import io
from itertools import zip_longest

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

# The reader's own limit, 128 KB, is for programs that read what other programs write.
csv.field_size_limit(LONGEST_CELL)


def grid(data: bytes, fast_from: int = FAST_FROM) -> Grid:
    """The records of ``data``. Raises Unreadable for what no export looks like."""
    head = _head(data)
    if is_rewrapped(head):
        _check_size(data)
        text = unwrap(data.decode())
        return _messy(text, vote(unwrap(head)))
    delimiter = vote(head)
    if len(data) >= fast_from and (quick := _plain(data, head, delimiter)) is not None:
        return quick
    _check_size(data)
    return _messy(data.decode(), delimiter)


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
    reader = csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter)
    try:
        return _counted([len(record) for record in reader])
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


def _messy(text: str, delimiter: str) -> Grid:
    # Some programs write \r\r\n, which would read as a blank record after every record.
    text = text.replace("\r\r\n", "\r\n")
    records: list[list[str]] = []
    try:
        records.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise _endless(text, len(records)) from None
    # The reader takes the end of the file for the end of an open cell, however much it swallowed.
    if records and records[-1] and len(records[-1][-1]) > _OPEN and text.count('"') % 2:
        raise _endless(text, len(records) - 1)
    width = max(map(len, records), default=0)
    _check_width(width, len(records))
    widths = _counted([len(record) for record in records])
    return Grid(_numbered(_frame(records, width)), delimiter, _cut_off(text, records), widths)


def _endless(text: str, row: int) -> Unreadable:
    """The verdict about a cell that is longer than Python's reader takes."""
    # Where every quotation mark has its other one, none was left open.
    if text.count('"') % 2:
        return Unreadable(
            msg(
                "After row {row} a cell never ends: a quotation mark was opened and not closed",
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
    columns = zip_longest(*records) if records else ((),) * width
    frame = pl.DataFrame(
        {f"c{i}": pl.Series(values, dtype=pl.String) for i, values in enumerate(columns)}
    )
    return frame.with_columns(
        pl.lit(None, pl.String).alias(f"c{i}") for i in range(frame.width, width)
    ).with_columns(pl.all().replace("", None))


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_row_index("row", offset=1).cast({"row": pl.Int64})


def _cut_off(text: str, records: list[list[str]]) -> int | None:
    """A last record that is narrower than the one before it, in a file that ends mid-record."""
    if len(records) < 2 or (text.endswith(("\n", "\r")) and text.count('"') % 2 == 0):
        return None
    widths = {len(record) for record in records[:-1] if len(record) > 1}
    narrower = bool(widths) and len(records[-1]) < min(widths)
    return len(records) if narrower else None


def _check_width(width: int, height: int) -> None:
    if width > MAX_COLUMNS or width * height > MAX_CELLS:
        raise Unreadable(
            msg(
                "The file spreads over {width} and {height}; no export looks like this",
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

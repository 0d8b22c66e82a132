"""A text file too large to be held at once, as pieces of UTF-8 that end with a whole record."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

import polars as pl

from data.reading.encoding import BOMS, Decoded, decode, is_utf8, mended, single_byte
from data.reading.grid import plain
from data.reading.sections import continued, sections
from data.reading.table import Finding, Grid, RawTable, Unreadable
from i18n.message import msg

CHUNK = 32 << 20
_LONGEST = 4  # chunks that one record may fill; no export has a cell of a hundred megabytes

Opener = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Cut:
    """One piece: its rows as part of the table, and all its records as they stand."""

    table: RawTable
    cells: Grid


@dataclass(frozen=True, slots=True)
class LargeText:
    """A large text file whose beginning was read: its one table and how its bytes are written.

    ``head`` holds the rows of the first piece. ``pieces`` gives the table again and again,
    each time with the rows of one piece under the same header and their numbers in the file.
    """

    opener: Opener
    head: RawTable
    encoding: str
    findings: tuple[Finding, ...]
    codec: str
    skip: int
    mend: bool
    chunk: int

    @classmethod
    def open(cls, opener: Opener, chunk: int = CHUNK) -> LargeText:
        """Reads the first piece. Raises Unreadable for what cannot be read piece by piece."""
        with opener() as file:
            raw = file.read(chunk)
        skip = next((len(mark) for mark, _, _ in BOMS if raw.startswith(mark)), 0)
        decoded = decode(raw[: _whole_lines(raw)])
        codec = _codec(decoded.encoding)
        if codec == "utf-8" and not _utf8_throughout(opener, skip, chunk):
            codec = single_byte(raw)
            decoded = Decoded(b"", codec)
        pieces = _pieces(opener, codec, skip, mend=decoded.mended, chunk=chunk)
        first = next(pieces, None)
        if first is None:
            raise _never_ends()
        tables = sections(_grid(first))
        if len(tables) != 1 or not tables[0].header:
            raise _several()
        return cls(
            opener,
            tables[0],
            decoded.encoding,
            decoded.findings,
            codec,
            skip,
            decoded.mended,
            chunk,
        )

    def pieces(self) -> Iterator[Cut]:
        """The table with the rows of each piece in turn. Raises Unreadable where one differs."""
        done = 0
        for data in _pieces(self.opener, self.codec, self.skip, mend=self.mend, chunk=self.chunk):
            cells = _grid(data, self.head.delimiter if done else None)
            shifted = _shifted(cells, done)
            yield Cut(continued(self.head, shifted) if done else sections(shifted)[0], shifted)
            done += cells.frame.height


def _whole_lines(raw: bytes) -> int:
    """Where the last line ends: no character is cut in two there, of two bytes or more."""
    end = raw.rfind(b"\n") + 1
    return end + (raw[end : end + 1] == b"\x00") or len(raw)


def _codec(label: str) -> str:
    return label.removesuffix("-bom")


def _utf8_throughout(opener: Opener, skip: int, chunk: int) -> bool:
    with opener() as file:
        file.seek(skip)
        rest = b""
        while data := file.read(chunk):
            data = rest + data
            end = data.rfind(b"\n") + 1 or len(data)
            if not is_utf8(data[:end]):
                return False
            rest = data[end:]
        return is_utf8(rest)


def _pieces(opener: Opener, codec: str, skip: int, *, mend: bool, chunk: int) -> Iterator[bytes]:
    """UTF-8 without NULs, cut where no quotation mark is open."""
    decoder = None if codec == "utf-8" else codecs.getincrementaldecoder(codec)("replace")
    rest = b""
    with opener() as file:
        file.seek(skip)
        while data := file.read(chunk):
            text = data if decoder is None else decoder.decode(data).encode()
            text = rest + text.replace(b"\x00", b"")
            end = _end_of_record(text)
            if end == 0 and len(text) > _LONGEST * chunk:
                raise _never_ends()
            if end:
                yield mended(text[:end]) if mend else text[:end]
            rest = text[end:]
    if rest:
        yield mended(rest) if mend else rest


def _end_of_record(text: bytes) -> int:
    """Just after the last line end at which every quotation mark has been closed, 0 if none."""
    quotes = text.count(b'"')
    end = len(text)
    while (end := text.rfind(b"\n", 0, end)) >= 0:
        if (quotes - text.count(b'"', end)) % 2 == 0:
            return end + 1
    return 0


def _grid(data: bytes, delimiter: str | None = None) -> Grid:
    found = plain(data, delimiter)
    if found is None:
        raise Unreadable(
            msg("The file is very large and its rows are irregular, so it cannot be read safely"),
            msg("Export a shorter period, or several periods one by one."),
        )
    return found


def _shifted(cells: Grid, done: int) -> Grid:
    if not done:
        return cells
    cut_off = None if cells.cut_off is None else cells.cut_off + done
    onward = pl.col("row") + done
    widths = None if cells.widths is None else cells.widths.with_columns(onward)
    return Grid(cells.frame.with_columns(onward), cells.delimiter, cut_off, widths)


def _several() -> Unreadable:
    return Unreadable(
        msg("The file is very large and is not one single table"),
        msg("Export a shorter period, or save each table as a file of its own."),
    )


def _never_ends() -> Unreadable:
    return Unreadable(
        msg("A cell never ends: a quotation mark was opened and not closed"),
        msg("The file was probably edited or cut off. Export it again and import it unchanged."),
    )

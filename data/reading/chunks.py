"""Large text files: read in chunks of UTF-8 that end with a whole record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

import polars as pl

from data.reading.code_pages import ENOUGH, TONES, composed, sample
from data.reading.encoding import BOMS, decode, decoder, is_utf8
from data.reading.grid import plain
from data.reading.sections import continued, sections
from data.reading.table import Finding, Grid, RawTable, Unreadable
from i18n.message import msg

CHUNK = 32 << 20
_LONGEST = 4  # chunks of one record; no export has a cell of a hundred megabytes

Opener = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Cut:
    """One piece: its rows as part of the table, and all its records unchanged."""

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
    repair: bool
    chunk: int

    @classmethod
    def open(cls, opener: Opener, chunk: int = CHUNK) -> LargeText:
        """Reads the first piece. Raises Unreadable for what cannot be read piece by piece."""
        with opener() as file:
            raw = file.read(chunk)
        skip = next((len(mark) for mark, _, _ in BOMS if raw.startswith(mark)), 0)
        decoded = decode(raw[: _whole_lines(raw)])
        if not skip and not decoded.encoding.startswith(("utf-16", "utf-32")):
            # The first chunk may be plain ASCII: letters in another code page can come much later.
            lines = _encoding_sample(opener, chunk)
            decoded = decoded if lines is None else decode(lines)
        codec = decoded.encoding.removesuffix("-bom")
        if codec != "utf-8":
            decoded = replace(decoded, damaged=_damaged(opener, codec, skip, chunk))
        pieces = _pieces(opener, codec, skip, repair=decoded.repaired, chunk=chunk)
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
            decoded.repaired,
            chunk,
        )

    def decoded(self) -> Iterator[bytes]:
        """The file as UTF-8, in pieces that end with a whole record."""
        return _pieces(self.opener, self.codec, self.skip, repair=self.repair, chunk=self.chunk)

    def pieces(self) -> Iterator[Cut]:
        """The table with the rows of each piece in turn. Raises Unreadable where one differs."""
        done = 0
        for data in self.decoded():
            cells = _grid(data, self.head.delimiter if done else None)
            shifted = _shifted(cells, done)
            yield Cut(continued(self.head, shifted) if done else sections(shifted)[0], shifted)
            done += cells.frame.height


def _whole_lines(raw: bytes) -> int:
    """The end of the last line, where no multi-byte character is cut in two."""
    end = raw.rfind(b"\n") + 1
    nuls = next((n for n in (3, 1) if raw[end : end + n] == b"\x00" * n), 0)
    return end + nuls if end else len(raw)


def _encoding_sample(opener: Opener, chunk: int) -> bytes | None:
    """Lines that show how the file is written, None where all of it is UTF-8."""
    lines, utf8 = b"", True
    with opener() as file:
        rest = b""
        while data := file.read(chunk):
            data = rest + data
            end = data.rfind(b"\n") + 1 or len(data)
            utf8 = utf8 and is_utf8(data[:end])
            if len(lines) < ENOUGH:
                lines = sample(lines + b"\n" + sample(data[:end]))
            elif not utf8:
                return lines
            rest = data[end:]
    return None if utf8 and is_utf8(rest) else sample(lines + b"\n" + rest)


def _damaged(opener: Opener, codec: str, skip: int, chunk: int) -> int:
    """How many characters of the file cannot be read."""
    read = decoder(codec)
    count = 0
    with opener() as file:
        file.seek(skip)
        while data := file.read(chunk):
            count += read(data, False).count("\ufffd")
    return count + read(b"", True).count("\ufffd")


def _pieces(opener: Opener, codec: str, skip: int, *, repair: bool, chunk: int) -> Iterator[bytes]:
    """UTF-8 without NULs, cut where no quotation mark is open."""
    read = None if codec == "utf-8" else decoder(codec)
    rest = b""
    with opener() as file:
        file.seek(skip)
        last = False
        while not last:
            data = file.read(chunk)
            last = not data
            text = data if read is None else read(data, last).encode()
            text = rest + text.replace(b"\x00", b"")
            end = len(text) if last else _end_of_record(text)
            if end == 0 and len(text) > _LONGEST * chunk:
                raise _never_ends()
            if end:
                yield _finished(text[:end], codec, repair=repair)
            rest = text[end:]


def _finished(data: bytes, codec: str, *, repair: bool) -> bytes:
    """Whole records, so that what is spelt with several characters is complete."""
    if not repair and codec != TONES:
        return data
    text = composed(data.decode(), codec)
    if not repair:
        return text.encode()
    from data.reading.mojibake import repaired  # noqa: PLC0415 - few files need it

    return repaired(text).encode()


def _end_of_record(text: bytes) -> int:
    """Just after the last line end at which every quotation mark has been closed, 0 if none."""
    # An even number of quotation marks before a line end means that no cell is open there.
    quotes = text.count(b'"')
    end = len(text)
    while (end := text.rfind(b"\n", 0, end)) >= 0:
        if (quotes - text.count(b'"', end)) % 2 == 0:
            return end + 1
    return 0


def _grid(data: bytes, delimiter: str | None = None) -> Grid:
    cells = plain(data, delimiter)
    if cells is None:
        raise Unreadable(
            msg(
                "The file is very large and its rows are irregular, so it cannot be read safely",
            ),
            msg(
                "Export a shorter period, or several periods one by one.",
            ),
        )
    return cells


def _shifted(cells: Grid, done: int) -> Grid:
    if not done:
        return cells
    cut_off = None if cells.cut_off is None else cells.cut_off + done
    onward = pl.col("row") + done
    widths = None if cells.widths is None else cells.widths.with_columns(onward)
    return Grid(cells.frame.with_columns(onward), cells.delimiter, cut_off, widths)


def _several() -> Unreadable:
    return Unreadable(
        msg(
            "The file is very large and is not one single table",
        ),
        msg(
            "Export a shorter period, or save each table as a separate file.",
        ),
    )


def _never_ends() -> Unreadable:
    return Unreadable(
        msg(
            "A cell never ends, because a quotation mark was opened and not closed",
        ),
        msg(
            "The file was probably edited or cut off. Export it again and import it unchanged.",
        ),
    )

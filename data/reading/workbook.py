"""Excel workbooks to grids of text: cheap checks first, then a child process with limits."""

from __future__ import annotations

import io
import logging
import os
import re
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from data.reading.sniff import FileKind
from data.reading.table import MAX_CELLS, MAX_COLUMNS, Grid, Unreadable
from data.reading.zip_errors import BROKEN
from i18n.message import msg

_log = logging.getLogger(__name__)

MAX_UNZIPPED = 400 << 20
MEMORY = 2 << 30
SECONDS = 60
_CHILD = Path(__file__).with_name("workbook_child.py")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*([A-Z]{1,3})([0-9]{1,7})\s*["']""")
_CELL = re.compile(rb"<(?:\w+:)?(c|/?row)[\s/>]")
_HELD_CHUNK = 4 << 20  # bytes; a mark of a workbook has no attributes of that size
_ENTITY = (b"<!DOCTYPE", b"<!ENTITY")


def workbook(content: bytes, kind: FileKind) -> tuple[tuple[str, Grid], ...]:
    """Every sheet as (name, grid), all cells as text, date cells in ISO form.

    Row numbers are the spreadsheet's own. Raises Unreadable within the limits above.
    """
    if kind is FileKind.XLSX:
        _check_package(content)
    elif kind is FileKind.XML_SHEET and _has_entities(content):
        raise _refused()
    return tuple((name, _grid(frame)) for name, frame in _sheets(_in_child(content, kind)))


def _check_package(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(info.file_size for info in package.infolist()) > MAX_UNZIPPED:
                raise _refused()
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    _check_part(package, name)
    except BROKEN:
        raise _damaged() from None


def _check_part(package: zipfile.ZipFile, name: str) -> None:
    """No entities anywhere; no sheet that claims more cells than a dense reader can hold."""
    size = _Size() if name.startswith("xl/worksheets/") else None
    tail = b""
    with package.open(name) as part:
        while chunk := part.read(1 << 20):
            text = tail + chunk
            # A mark may be cut in two by the end of a chunk: what has no end yet waits for the next.
            end = text.rfind(b">") + 1
            if _has_entities(text):
                raise _refused()
            if size is not None:
                size.add(text[: end or len(text)])
            tail = text[end:] if end and len(text) - end < _HELD_CHUNK else text[-24:]


@dataclass(slots=True)
class _Size:
    """The cells that a sheet claims: by their references, and by their number where none has any."""

    column: int = 0
    row: int = 0
    here: int = 0
    rows: int = 0

    def add(self, xml: bytes) -> None:
        """Takes in a part of the sheet that ends with a whole mark. Raises Unreadable."""
        references, marks = _REFERENCE.findall(xml), _CELL.findall(xml)
        for letters, number in references:
            self.column, self.row = max(self.column, _column(letters)), max(self.row, int(number))
        # Almost every program writes references, and then there is nothing to count.
        for mark in marks if len(references) < marks.count(b"c") else ():
            self.rows += mark == b"row"
            self.here = self.here + 1 if mark == b"c" else 0
            self.column = max(self.column, self.here)
        height = max(self.row, self.rows)
        if self.column * height > MAX_CELLS or self.column > MAX_COLUMNS:
            raise _refused()


def _has_entities(xml: bytes) -> bool:
    narrow = xml.replace(b"\x00", b"")  # the same marks in UTF-16
    return any(mark in narrow for mark in _ENTITY)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _in_child(content: bytes, kind: FileKind) -> bytes:
    # One thread: polars reserves address space per thread, which the memory limit counts.
    environment = {**os.environ, "POLARS_MAX_THREADS": "1"}
    command = [sys.executable, "-I", str(_CHILD), kind.value, str(MEMORY), str(MAX_CELLS)]
    try:
        child = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        _log.warning("A workbook took longer than %d s and was refused", SECONDS)
        raise _refused() from None
    if child.returncode:
        raise _damaged() if child.returncode == 1 else _refused()
    return child.stdout


def _sheets(packed: bytes) -> Iterator[tuple[str, pl.DataFrame]]:
    at = 0
    while at < len(packed):
        name_size, size = struct.unpack_from("<IQ", packed, at)
        at += struct.calcsize("<IQ")
        name = packed[at : at + name_size].decode()
        at += name_size
        yield name, pl.read_ipc(io.BytesIO(packed[at : at + size]))
        at += size


def _grid(frame: pl.DataFrame) -> Grid:
    frame.columns = [f"c{i}" for i in range(frame.width)]
    cells = frame.select(pl.all().cast(pl.String).replace("", None))
    return Grid(cells.with_row_index("row", offset=1).cast({"row": pl.Int64}))


def _refused() -> Unreadable:
    return Unreadable(
        msg(
            "The workbook claims far more cells than exports hold, or hides active content, so it was not opened"
        ),
        msg("Open it, copy the table alone into a new workbook, or export as CSV."),
    )


def _damaged() -> Unreadable:
    return Unreadable(
        msg("The workbook is damaged or has a password"),
        msg("Open it in a spreadsheet, save it again without a password, or export as CSV."),
    )

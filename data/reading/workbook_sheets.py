"""Sheets of workbooks as Arrow, after cheap checks; runs in the child process."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree import ElementTree as ET

import polars as pl

from data.base.contacts import ANY_CONTACT
from data.reading.child import Item
from data.reading.limits import AS_CSV, UPLOAD, Limits, UploadBudget
from data.reading.sniff import FileKind
from data.reading.table import MAX_COLUMNS, Unreadable
from data.reading.zip_errors import BROKEN
from i18n.message import msg

MAX_ROWS = 1 << 20  # as many as a sheet of Excel has

_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*([A-Z]{1,3})([0-9]{1,7})\s*["']""")
_CELL = re.compile(rb"<(?:\w+:)?(c|/?row)[\s/>]")
_HELD_CHUNK = 4 << 20  # bytes; a mark of a workbook has no attributes of that size
_ENTITY = (b"<!DOCTYPE", b"<!ENTITY")
_TEXTS = re.compile(r"xl/(?:sharedStrings|worksheets/[^/]+)\.xml")
_CHUNK = 4 << 20
_OVERLAP = 1_000  # bytes of a chunk that are searched again with the next one
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_CONTROL = re.compile(
    rb"[\x01-\x08\x0b\x0c\x0e-\x1f]"
    rb"|&#(?:x0*(?:[1-8bcef]|1[0-9a-f])|0*(?:[1-8]|1[124-9]|2[0-9]|3[01]));",
    re.IGNORECASE,
)


def sheets(file: BinaryIO, kind: str, limits: Limits = UPLOAD) -> Iterator[Item]:
    """Every sheet of a workbook, all cells as text. Raises Unreadable within ``limits``."""
    content = file.read()
    yield from read_sheets(content, FileKind(kind), UploadBudget(len(content), limits, AS_CSV))


def read_sheets(content: bytes, kind: FileKind, budget: UploadBudget) -> Iterator[Item]:
    """The same on the budget of an upload, of which the workbook is a part."""
    if kind is FileKind.XLSX:
        _check_package(content, budget)
    elif kind is FileKind.XML_SHEET and _has_entities(content):
        raise _active()
    frames = (_spreadsheetml if kind is FileKind.XML_SHEET else _excel)(content, budget)
    while (sheet := _next(frames)) is not None:
        yield Item.of(sheet[1], kind="sheet", title=sheet[0])


def _next(frames: Iterator[tuple[str, pl.DataFrame]]) -> tuple[str, pl.DataFrame] | None:
    try:
        return next(frames, None)
    # What the readers raise for a damaged file has no common class but this.
    except (*BROKEN, SyntaxError, KeyError, TypeError, AttributeError, pl.exceptions.PolarsError):
        raise _damaged() from None


def contacts(file: BinaryIO) -> Iterator[Item]:
    """Whether any text of an .xlsx may be an e-mail address or a phone number: one item."""
    found = False
    try:
        with zipfile.ZipFile(file) as package:
            names = [name for name in package.namelist() if _TEXTS.fullmatch(name)]
            found = any(_has_contacts(package, name) for name in names)
    except BROKEN:
        raise _damaged() from None
    yield Item({"found": found})


def _has_contacts(package: zipfile.ZipFile, name: str) -> bool:
    tail = b""
    with package.open(name) as part:
        while chunk := part.read(_CHUNK):
            text = pl.Series([(tail + chunk).decode("utf-8", "replace")], dtype=pl.String)
            if text.str.contains(ANY_CONTACT)[0]:
                return True
            tail = chunk[-_OVERLAP:]
    return False


def _check_package(content: bytes, budget: UploadBudget) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            infos = package.infolist()
            budget.add_members(len(infos))
            budget.check_declared(sum(info.file_size for info in infos))
            for info in infos:
                budget.add_bytes(info.file_size, info.compress_size)
            for info in infos:
                if info.filename.endswith((".xml", ".rels")):
                    _check_part(package, info, budget.limits)
    except BROKEN:
        raise _damaged() from None


def _check_part(package: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> None:
    """No entities anywhere; no sheet that claims more cells than a dense reader can hold."""
    size = _Size(limits.cells) if info.filename.startswith("xl/worksheets/") else None
    tail = b""
    with package.open(info) as part:
        while chunk := part.read(1 << 20):
            text = tail + chunk
            # A mark may be cut in two by the end of a chunk: what has no end yet waits for the next.
            end = text.rfind(b">") + 1
            if _has_entities(text):
                raise _active()
            if size is not None:
                size.add(text[: end or len(text)])
            tail = text[end:] if end and len(text) - end < _HELD_CHUNK else text[-24:]


@dataclass(slots=True)
class _Size:
    """The cells that a sheet claims: by their references, and by their number where none has any."""

    most: int
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
        if self.column * height > self.most or self.column > MAX_COLUMNS:
            raise _vast()


def _has_entities(xml: bytes) -> bool:
    narrow = xml.replace(b"\x00", b"")  # the same marks in UTF-16
    return any(mark in narrow for mark in _ENTITY)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _excel(content: bytes, budget: UploadBudget) -> Iterator[tuple[str, pl.DataFrame]]:
    """Sheets of an .xlsx or BIFF .xls. With ``skip_rows=0`` leading blank rows are counted."""
    import fastexcel  # noqa: PLC0415 - only the child process needs it

    try:
        book = fastexcel.read_excel(content)
        for name in book.sheet_names:
            sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            budget.add_cells(sheet.width * sheet.height)
            yield name, sheet.to_polars()
    except fastexcel.FastExcelError:
        raise _damaged() from None


def _spreadsheetml(content: bytes, budget: UploadBudget) -> Iterator[tuple[str, pl.DataFrame]]:
    """Sheets of SpreadsheetML 2003, where a row or cell may jump ahead by ``ss:Index``."""
    for sheet in _parsed(content).iter(f"{_SS}Worksheet"):
        rows: list[list[str | None]] = []
        width = 0
        for row in sheet.iter(f"{_SS}Row"):
            at = int(row.get(f"{_SS}Index", len(rows) + 1))
            _check_row(at)
            _check(width * at, budget)
            rows.extend([] for _ in range(at - 1 - len(rows)))
            rows.append(_cells(row))
            width = max(width, len(rows[-1]))
            # Now, because rows and cells that no one wrote take up memory as well.
            _check(width * len(rows), budget)
        budget.add_cells(width * len(rows))
        yield sheet.get(f"{_SS}Name", ""), _padded(rows, width)


def _padded(rows: list[list[str | None]], width: int) -> pl.DataFrame:
    """Rows of different lengths as columns, one at a time: the rest is not written out twice."""
    return pl.DataFrame(
        [
            pl.Series(
                f"c{at}", [row[at] if at < len(row) else None for row in rows], dtype=pl.String
            )
            for at in range(width)
        ]
    )


def _parsed(content: bytes) -> ET.Element:
    """The document; control characters that users paste into posts are not XML and are removed."""
    try:
        return ET.fromstring(content)  # noqa: S314 - no entities get here, see ``read_sheets``
    except ET.ParseError:
        return ET.fromstring(_CONTROL.sub(b"", content))  # noqa: S314 - as above


def _cells(row: ET.Element) -> list[str | None]:
    """The text of one row's cells; a date cell reads ``YYYY-MM-DDTHH:MM:SS.000``."""
    values: list[str | None] = []
    for cell in row.iter(f"{_SS}Cell"):
        at = int(cell.get(f"{_SS}Index", len(values) + 1))
        _check_width(at)
        values.extend([None] * (at - 1 - len(values)))
        data = cell.find(f"{_SS}Data")
        values.append(None if data is None else "".join(data.itertext()))
        merged = int(cell.get(f"{_SS}MergeAcross", 0))
        _check_width(at + merged)
        values.extend([None] * merged)
    return values


def _check_width(columns: int) -> None:
    if columns > MAX_COLUMNS:
        raise _vast()


def _check_row(number: int) -> None:
    if number > MAX_ROWS:
        raise _vast()


def _check(cells: int, budget: UploadBudget) -> None:
    if cells > budget.limits.cells:
        raise _vast()


def _vast() -> Unreadable:
    return Unreadable(msg("The workbook declares far more cells than exports have"), AS_CSV)


def _active() -> Unreadable:
    return Unreadable(
        msg("The workbook contains hidden active content, so it was not opened"), AS_CSV
    )


def _damaged() -> Unreadable:
    return Unreadable(
        msg("The workbook is damaged or has a password"),
        msg("Open it in a spreadsheet, save it again without a password, or export as CSV."),
    )

"""File type detection by content (magic bytes), whatever the file name says."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from data.reading.limits import UPLOAD
from data.reading.table import Unreadable
from data.reading.zip_directory import directory_size
from data.reading.zip_errors import BROKEN
from i18n.message import msg


class FileKind(StrEnum):
    """The containers that can hold tables."""

    TEXT = "text"
    XLSX = "xlsx"
    XLS = "xls-biff8"
    XML_SHEET = "xls-xml"
    ZIP = "zip"
    PARQUET = "parquet"
    JSON = "json"

    @property
    def label(self) -> str:
        """The display name of the kind."""
        return {FileKind.PARQUET: "Parquet", FileKind.JSON: "JSON"}.get(self, self.value)


RECORDS = frozenset({FileKind.PARQUET, FileKind.JSON})
"""Files whose records have fields of their own: no tables of text, see ``data.reading.records``."""

WORKBOOKS = frozenset({FileKind.XLSX, FileKind.XLS, FileKind.XML_SHEET})
"""Files of sheets, see ``data.reading.workbook``."""


_FOREIGN = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
)
_MARKUP = re.compile(
    rb"^\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|table)", re.IGNORECASE
)
_JSON = re.compile(rb'^\s*(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*[\[{"])')
_BINARY = "binary"
_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0c\x0e-\x1f]")
_HEAD = 4096


def kind_of(content: bytes) -> FileKind:
    """The container of ``content``. Raises Unreadable when it cannot hold a table."""
    head = content[:_HEAD]
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return FileKind.XLSX if _is_workbook(content) else FileKind.ZIP
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return FileKind.XLS
    # Excel 2003 XML may be UTF-16, in which every other byte is NUL.
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head.replace(b"\x00", b""):
        return FileKind.XML_SHEET
    if content.startswith(b"PAR1"):
        return FileKind.PARQUET
    if _JSON.match(head):
        return FileKind.JSON
    _refuse_foreign(head)
    return FileKind.TEXT


def _is_workbook(content: bytes) -> bool:
    # A list of millions of files is no workbook's, and reading it would take gigabytes.
    listed = directory_size(io.BytesIO(content))
    if listed is None or listed > UPLOAD.listed:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except BROKEN:
        return False


def _refuse_foreign(head: bytes) -> None:
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(
            msg("The file is empty"),
            msg("Export it again. The download may have failed."),
        )
    if (what := _foreign(head)) is not None:
        raise no_table(what)


def no_table(what: str) -> Unreadable:
    """The verdict about content of another kind than tables."""
    return Unreadable(
        msg(
            "The file is not a table. Its content is {kind}",
            kind=msg("binary") if what == _BINARY else what,
        ),
        msg("Export the data as CSV or Excel and import that file."),
    )


def _foreign(head: bytes) -> str | None:
    for magic, name in _FOREIGN:
        if head.startswith(magic):
            return name
    if _MARKUP.match(head):
        return "HTML"
    narrow = head.replace(b"\x00", b"")
    wide = len(narrow) < 0.75 * len(head)  # UTF-16 holds any byte, so control bytes prove nothing
    return _BINARY if not wide and len(_CONTROL.findall(head)) > 0.05 * len(head) else None

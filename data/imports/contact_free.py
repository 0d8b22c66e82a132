"""Uploads about no single people, without the e-mail addresses and phone numbers in their cells.

The most usual is the address of a page with a form's answers in it. Almost no file has any: it is
stored as it came, byte for byte, but a workbook without what says who made it.
"""

from __future__ import annotations

import io
import zipfile
from typing import BinaryIO

import polars as pl

from data.base.contacts import (
    ANY_CONTACT,
    hide_contacts,
    hide_contacts_in_file,
    without_contacts,
)
from data.imports.bare_workbook import bare_workbook
from data.reading import FileKind, Unreadable, kind_of
from data.reading.archive import unpack
from data.reading.delimiter import vote
from data.reading.encoding import decode
from data.reading.workbook import may_have_contacts, workbook

_HEAD = 64 << 10  # bytes that show how cells are separated
_BLOCK = 4 << 20  # bytes of a large file that are searched at once
_OVERLAP = 1_000  # bytes of a block that are searched again with the next one
_SHEET = 31  # characters of a sheet's name
_OLD_WORKBOOKS = frozenset({FileKind.XLS, FileKind.XML_SHEET})
_UNDATED = (1980, 1, 1, 0, 0, 0)  # how a zip says that a date was left out
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # two bytes a letter


def contact_free(content: bytes) -> bytes:
    """The file as it may be stored: itself, or one of the same cells without contacts.

    Text becomes UTF-8, a zip one of such files. Of a workbook only sheets and cells are stored, as text where a cell has a contact.
    """
    kind = kind_of(content)
    try:
        if kind is FileKind.ZIP:
            return _zip(content)
        if kind in _OLD_WORKBOOKS:  # they name their makers, in a form of their own
            return _workbook(content, kind)
        if not _may_have_contacts(content, kind):
            bare = bare_workbook(content) if kind is FileKind.XLSX else content
            return _workbook(content, kind) if bare is None else bare
        if kind in {FileKind.TEXT, FileKind.JSON}:
            return clean_lines(decode(content).data)
        return _workbook(content, kind)
    except Unreadable:
        return b""


def clean_lines(text: bytes, delimiter: str | None = None) -> bytes:
    """UTF-8 text that ends with a whole line, without contacts."""
    return hide_contacts_in_file(
        text.decode("utf-8", "replace"),
        delimiter or vote(text[:_HEAD].decode("utf-8", "ignore")),
    ).encode()


def has_contacts(file: BinaryIO) -> bool:
    """Whether a text may have any; it is read to its end in blocks, for it may be large."""
    tail = b""
    while block := file.read(_BLOCK):
        if block.startswith(_WIDE) and not tail:
            return True
        if _has_contacts((tail + block).decode("utf-8", "replace")):
            return True
        tail = block[-_OVERLAP:]
    return False


def _has_contacts(text: str) -> bool:
    return bool(pl.Series([text], dtype=pl.String).str.contains(ANY_CONTACT)[0])


def _may_have_contacts(content: bytes, kind: FileKind) -> bool:
    if kind is FileKind.PARQUET:
        return False
    if kind is not FileKind.XLSX:
        return has_contacts(io.BytesIO(decode(content).data))
    # Its texts as they are packed first: that is cheaper than its cells.
    return may_have_contacts(content) and any(
        _has_contacts(cells.frame.write_csv()) for _name, cells in workbook(content, kind)
    )


def _zip(content: bytes) -> bytes:
    """An export that comes as a zip."""
    members = unpack(content).members
    cleaned = [contact_free(member.content) for member in members]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        said = archive.comment or any(info.comment or info.extra for info in archive.infolist())
    same = all(new == member.content for new, member in zip(cleaned, members, strict=True))
    if same and not said:
        return content
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for new, member in zip(cleaned, members, strict=True):
            written = _UNDATED if member.written is None else member.written.timetuple()[:6]
            archive.writestr(zipfile.ZipInfo(member.name, written), new, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _workbook(content: bytes, kind: FileKind) -> bytes:
    from xlsxwriter import Workbook  # noqa: PLC0415  # only for a workbook with contacts

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_urls": False}) as book:
        for number, (name, cells) in enumerate(workbook(content, kind), 1):
            shown_name = without_contacts(name)
            # Two names that say who it is may become one.
            sheet = book.add_worksheet(
                name if shown_name == name else f"{number} {shown_name}"[:_SHEET]
            )
            for at, column in enumerate(cells.frame.drop("row")):
                sheet.write_column(0, at, ())
                shown = hide_contacts(column)
                for row, text in zip(cells.frame["row"], shown, strict=True):
                    if text is not None:
                        sheet.write_string(row - 1, at, text)
    written = out.getvalue()
    return bare_workbook(written) or written

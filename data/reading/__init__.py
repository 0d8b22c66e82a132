"""File reading: from bytes to tables of text, whatever the vendor.

``read`` is the entry point: it never raises, whatever the bytes are.
"""

from __future__ import annotations

from collections.abc import Iterable

from data.reading.encoding import decode
from data.reading.grid import grid
from data.reading.sections import sections
from data.reading.sniff import RECORDS, WORKBOOKS, FileKind, kind_of, no_table
from data.reading.table import Document, Finding, Grid, RawTable, Unreadable
from data.reading.workbook import workbook

__all__ = [
    "RECORDS",
    "WORKBOOKS",
    "Document",
    "FileKind",
    "Finding",
    "RawTable",
    "Unreadable",
    "kind_of",
    "read",
]


def read(
    name: str,
    content: bytes,
    sheet: str | None = None,
    sheets: Iterable[tuple[str, Grid]] | None = None,
) -> Document:
    """The tables of a text file or workbook; ``sheet`` names a text file's place in a zip.

    ``sheets`` are those of a workbook that was read already.

    Content that cannot be read gives a document without tables and one error that says why.
    """
    try:
        kind = kind_of(content)
        if kind is FileKind.TEXT:
            return _text(name, content, sheet)
        if kind in RECORDS:
            raise no_table(kind.label)
        if sheets is None:
            sheets = workbook(content, kind)
        tables = [t for title, cells in sheets for t in sections(cells, title)]
        return Document(tuple(tables), kind.value)
    # A file that cannot be read is a result with a fix, not an error of the program.
    except Unreadable as verdict:
        return Document(issues=(verdict.finding.at(name, sheet),))


def _text(name: str, content: bytes, sheet: str | None) -> Document:
    decoded = decode(content)
    tables = sections(grid(decoded.data), sheet)
    issues = tuple(finding.at(name, sheet) for finding in decoded.findings)
    return Document(tables, decoded.encoding, issues)

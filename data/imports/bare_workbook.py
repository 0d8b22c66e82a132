"""A workbook with nothing but its sheets and cells.

The package of an .xlsx file says much that no cell does: who made it and changed it last, the company, comments and who wrote
them, the folder it was saved in, names of ranges, drawings, links, earlier texts of cells. None of it is read, so none of it is stored.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from data.base.contacts import without_contacts

_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_KEPT = frozenset({"worksheet", "sharedStrings", "styles"})
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_TAG = re.compile(rb"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_COMMENT = re.compile(rb"<!--.*?-->|<\?(?!xml\b).*?\?>", re.DOTALL)
_ENTRY = re.compile(rb"<(?:\w+:)?si\b(?:[^>]*/>|.*?</(?:\w+:)?si\s*>)", re.DOTALL)
_NUMBER = re.compile(rb"<(?:\w+:)?v\b[^>]*>\s*(\d+)\s*<")


def bare_workbook(content: bytes) -> bytes | None:
    """The .xlsx file with its sheets, cells and formats of numbers alone; None for an unusual package."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = dict(_parts(package))
        if not parts:
            return None
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bare:
        for name, part in parts.items():
            # A date of its own would say when it was made.
            bare.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED, 1)
    return out.getvalue()


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The parts of the new package, none at all where one cannot be told from the rest."""
    names = set(package.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return
    relations = dict(_relations(package.read("xl/_rels/workbook.xml.rels"), names))
    kept = {target: kind for _number, (kind, target) in relations.items()}
    workbook = _workbook(package.read("xl/workbook.xml"))
    sheets = {
        t: _element(package.read(t), b"sheetData") for t, k in kept.items() if k == "worksheet"
    }
    if workbook is None or not sheets or None in sheets.values():
        return
    used = {number for part in sheets.values() if part for number in _NUMBER.findall(part)}
    yield "[Content_Types].xml", _content_types(kept)
    yield "_rels/.rels", _relations_part([("rId1", "officeDocument", "xl/workbook.xml")])
    yield "xl/workbook.xml", workbook
    yield (
        "xl/_rels/workbook.xml.rels",
        _relations_part(
            [(number, kind, f"/{target}") for number, (kind, target) in relations.items()]
        ),
    )
    for target, kind in kept.items():
        sheet = sheets.get(target)
        part = _COMMENT.sub(b"", package.read(target)) if sheet is None else sheet
        yield target, _without_unused(part, used) if kind == "sharedStrings" else part


def _relations(part: bytes, names: set[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    for tag in _TAG.findall(part):
        said = {name.decode(): (a or b).decode() for name, a, b in _ATTRIBUTE.findall(tag)}
        kind = said.get("Type", "").rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/xl", said.get("Target", ""))).lstrip("/")
        if kind in _KEPT and target in names:
            yield said.get("Id", ""), (kind, target)


def _workbook(part: bytes) -> bytes | None:
    """Which sheets there are, and from which year days count."""
    whole = _element(part, b"sheets")
    if whole is None:
        return None
    if re.search(rb"""\bdate1904\s*=\s*["'](?:1|true)""", part):
        at = whole.index(b">", whole.index(b"workbook")) + 1
        prefix = _prefix(whole, b"workbook")
        whole = whole[:at] + b"<" + prefix + b'workbookPr date1904="1"/>' + whole[at:]
    return re.sub(
        rb'\bname="[^"]*"', lambda name: without_contacts(name[0].decode()).encode(), whole
    )


def _element(part: bytes, name: bytes) -> bytes | None:
    """A part's root with one of its elements, and nothing besides."""
    part = _COMMENT.sub(b"", part)
    root = re.search(rb"<(\w+:)?(worksheet|workbook)\b[^>]*[^/]>", part)
    inner = re.search(
        rb"<(?:\w+:)?" + name + rb"\b(?:[^>]*/>|.*</(?:\w+:)?" + name + rb"\s*>)", part, re.DOTALL
    )
    if root is None or inner is None:
        return None
    return _XML + root[0] + inner[0] + b"</" + (root[1] or b"") + root[2] + b">"


def _prefix(part: bytes, name: bytes) -> bytes:
    found = re.search(rb"<(\w+:)?" + name + rb"\b", part)
    return b"" if found is None else found[1] or b""


def _without_unused(strings: bytes, used: set[bytes]) -> bytes:
    """Texts that no cell shows any more are empty; the others have the same numbers."""
    number = -1

    def shown(entry: re.Match[bytes]) -> bytes:
        nonlocal number
        number += 1
        if str(number).encode() in used:
            return entry[0]
        prefix = _prefix(entry[0], b"si")
        return b"<%bsi><%bt></%bt></%bsi>" % (prefix, prefix, prefix, prefix)

    return _ENTRY.sub(shown, strings)


def _content_types(kept: dict[str, str]) -> bytes:
    every = {"xl/workbook.xml": "sheet.main", **kept}
    overrides = "".join(
        f'<Override PartName={quoteattr("/" + name)} ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in every.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = f'<Default Extension="rels" ContentType="{rels}"/><Default Extension="xml" ContentType="application/xml"/>'
    return _XML + f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'.encode()


def _relations_part(relations: list[tuple[str, str, str]]) -> bytes:
    every = "".join(
        f'<Relationship Id={quoteattr(number)} Type="{_RELATIONS}/{kind}" Target={quoteattr(target)}/>'
        for number, kind, target in relations
    )
    return (
        _XML + f'<Relationships xmlns="{_PACKAGE}/relationships">{every}</Relationships>'.encode()
    )

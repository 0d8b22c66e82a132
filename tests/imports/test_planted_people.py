"""People planted into every export that can hold some: no byte of the store names them afterwards.

Every column that a figure does not need is filled with them, and columns are added: other names of
the fields that identify people, columns that are known and of no use, and unknown ones. A line above
the header, the name of the file and that of a zip around it name them too.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from data.imports import import_upload
from data.imports.redact import _header
from data.reading import FileKind, kind_of
from data.reading.encoding import decode
from data.reading.grid import grid
from data.sources.registry import SOURCES, load
from tests.sources.exports import FIXTURES, TODAY

PLANTED = (
    "Zelphira0 Quockenbush0", "zelph0@quockmail.example", "+33 6 98 76 54 00", "0698 77 54 00",
    "Ownerella Bramblewick0", "12 rue Zorblax0", "ring Zelphira0 on 0698775400",
)  # fmt: skip
FOUND = re.compile(
    rb"zelph|quock|brambl|zorblax|6[ .]?98[ .]?7\d[ .]?54[ .]?00|98775400|98765400", re.IGNORECASE
)
UNKNOWN = ("Comments", "WhatsApp", "Contact person", "Ihre Nachricht", "")
ABOVE = ["Export of contacts", "by Ownerella Bramblewick0", "ownerella@quockmail.example"]


def _part(name, content):
    return load(name, content, {}, today=TODAY)


@cache
def of_people() -> tuple[str, ...]:
    """The fixtures of text that can hold people."""
    names = (path.name for path in sorted(FIXTURES.iterdir()) if path.is_file())
    return tuple(
        name
        for name in names
        if kind_of(content := (FIXTURES / name).read_bytes()) is FileKind.TEXT
        and all(part.loaded.personal and part.loaded.in_clear for part in _part(name, content))
    )


def planted(content: bytes, part, *, above: bool, without: frozenset[str] = frozenset()) -> bytes:
    """The file with people in every column that serves nothing, and in further ones."""
    source, personal, kept = part.source, set(part.personal), set(part.in_clear)
    cells = grid(decode(content).data)
    records = [[cell or "" for cell in row] for row in cells.frame.drop("row").rows()]
    at = _header(cells.frame.drop("row"), (personal | kept) - {""})
    header = [title.strip() for title in records[at]]
    extra = [*UNKNOWN]
    for sheet in SOURCES[source].sheets:
        people = [field for field in sheet.fields if field.to in sheet.personal]
        extra += [name for field in people for _language, name in field.names]
        extra += [name for name in sheet.ignores if "*" not in name]
    extra = [name for name in dict.fromkeys(extra) if name not in {*header, *without}]
    rows = [[*records[at], *extra]]
    for number, record in enumerate(records[at + 1 :]):
        whose = [
            PLANTED[(number + place) % len(PLANTED)] if cell and title not in kept else cell
            for place, (title, cell) in enumerate(zip(header, record, strict=False))
        ]
        rows.append([*whose, *(PLANTED[(number + n) % len(PLANTED)] for n in range(len(extra)))])
    out = io.StringIO()
    writer = csv.writer(out, delimiter=cells.delimiter)
    writer.writerows([*([ABOVE, []] if above else []), *records[:at], *rows])
    return out.getvalue().encode()


def everything(folder: Path):
    """All that the files of a store say: their bytes, their tables and the members of zips."""
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        content = path.read_bytes()
        yield path.name.encode() + b"\n" + content
        if content.startswith(b"PAR1"):
            yield repr(pl.read_parquet(path).rows()).encode()
        if content.startswith(b"SQLite format 3"):
            with sqlite3.connect(path) as state:
                yield "\n".join(state.iterdump()).encode()
        if content.startswith(b"PK"):
            with zipfile.ZipFile(path) as package:
                yield b"\n".join(package.read(name) for name in package.namelist())


def finds(folder: Path) -> list[bytes]:
    """What names somebody, with what is around it."""
    return [
        text[max(hit.start() - 60, 0) : hit.end() + 40]
        for text in everything(folder)
        for hit in FOUND.finditer(text)
    ]


def test_there_are_exports_of_people() -> None:
    names = " ".join(of_people())
    for tool in ("hubspot", "salesforce", "pipedrive", "meta_leads", "shopify", "woocommerce"):
        assert tool in names
    for tool in ("stripe", "paypal", "brevo", "leads", "conversions", "touches"):
        assert tool in names


@pytest.mark.parametrize("name", of_people())
def test_no_byte_of_the_store_names_anybody(store, tmp_path, name):
    content = (FIXTURES / name).read_bytes()
    (part,) = _part(name, content)
    # What fills a figure after all is no place for a sentence about somebody.
    (first,) = _part(name, planted(content, part.loaded, above=False))
    serving = frozenset(first.loaded.in_clear) - {*part.loaded.in_clear}
    made = planted(content, part.loaded, above=False, without=serving)
    said = {answer.key: answer.guess for answer in part.loaded.questions}
    results = import_upload(store, f"Zelphira0 zelph0@quockmail.example {name}", made, said)
    topped = planted(content, part.loaded, above=True, without=serving)
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w") as package:
        package.writestr(f"Zelphira0 Quockenbush0 {name}", topped)
    results += import_upload(store, "crm Quockenbush0.zip", bundle.getvalue(), said)
    assert results[0].summary.source == part.loaded.source
    assert results[0].outcome in {"imported", "needs_input"}
    store.close()
    assert finds(tmp_path) == []


def test_the_search_finds_what_is_there(tmp_path):
    (tmp_path / "one").write_text(json.dumps(PLANTED), "utf-8")
    pl.DataFrame({"who": PLANTED}).write_parquet(tmp_path / "two.parquet")
    assert len(finds(tmp_path)) > len(PLANTED)

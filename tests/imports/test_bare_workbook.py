"""Of a workbook its cells are stored, and nothing of who made it, commented it or was named in it before."""

from __future__ import annotations

import io
import re
import zipfile

import polars as pl
import pytest
from xlsxwriter import Workbook

from data.imports import import_upload
from data.imports.bare_workbook import bare_workbook
from data.imports.contact_free import contact_free
from data.reading import FileKind, kind_of
from data.reading.workbook import workbook
from tests.imports.test_planted_people import finds
from tests.sources.exports import FIXTURES

WORKBOOKS = sorted(path.name for path in FIXTURES.iterdir() if path.suffix in {".xls", ".xlsx"})
WHO = "Zelphira Quockenbush"
LEADS = [["lead_id", "created_at", "email", "stage"], ["7", "2026-03-02", "zelph0@quockmail.example", "MQL"]]  # fmt: skip
POSTS = "instagram_posts_en.csv"


def grids(content: bytes) -> list[tuple[str, object]]:
    kind = kind_of(content)
    return [(name, cells.frame.rows()) for name, cells in workbook(content, kind)]


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_stored_workbook_has_the_same_cells(name):
    content = (FIXTURES / name).read_bytes()
    if kind_of(content) is FileKind.TEXT:
        pytest.skip("text under the name of a workbook")
    assert grids(contact_free(content)) == grids(content)
    if kind_of(content) is FileKind.XLSX:
        assert bare_workbook(content) is not None


def made(rows: list[list[str]], sheet: str = "Sheet1") -> bytes:
    """A workbook that names somebody wherever a workbook can."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        words = ("title", "subject", "author", "manager", "company", "category", "keywords", "comments", "status")  # fmt: skip
        book.set_properties(dict.fromkeys(words, WHO))
        book.set_custom_property("Reviewed by", WHO)
        book.define_name("Zelphira_Quockenbush", f"='{sheet}'!$A$1")
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        page.write_comment("A1", f"Ring {WHO}", {"author": WHO})
        page.set_header(f"&L{WHO}")
        page.write_url("Z1", "internal:Sheet1!A1", string="here", tip=WHO)
        page.data_validation("Y1", {"validate": "list", "source": [WHO]})
        page.unprotect_range("A1", WHO)
    return planted(out.getvalue())


def planted(content: bytes) -> bytes:
    """More places: a text that no cell shows any more, the folder, a part of its own, the archive's comments."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/sharedStrings.xml":
                part = part.replace(b"</sst>", f"<si><t>{WHO}</t></si></sst>".encode())
            if name == "xl/workbook.xml":
                part = part.replace(b"<sheets>", f'<!-- {WHO} --><fileSharing userName="{WHO}"/><sheets>'.encode())  # fmt: skip
            new.writestr(name, part)
        new.writestr("customXml/item1.xml", f"<who>{WHO}</who>")
        new.writestr(f"xl/media/{WHO}.png", b"")
        new.comment = WHO.encode()
        info = zipfile.ZipInfo("xl/persons/person.xml")
        info.comment = WHO.encode()
        new.writestr(info, f'<person displayName="{WHO}"/>')
    return out.getvalue()


def test_a_workbook_of_posts_names_nobody(store, tmp_path):
    rows = pl.read_csv(FIXTURES / POSTS, infer_schema=False)
    content = made([rows.columns, *([cell or "" for cell in row] for row in rows.rows())])
    assert finds(packed(tmp_path / "before", content))  # it does name somebody
    (result,) = import_upload(store, "posts.xlsx", content)
    assert result.outcome == "imported"
    assert finds(packed(tmp_path / "after", store.raw.get(result.sha256))) == []
    assert grids(store.raw.get(result.sha256)) == grids(content)


def test_a_workbook_of_leads_names_nobody_nor_does_its_sheet(store, tmp_path):
    content = made(LEADS, sheet=WHO)
    (result,) = import_upload(store, "leads.xlsx", content)
    assert result.outcome == "imported"
    assert store.scan("leads").collect()["source_sheet"].to_list() == ["…"]
    store.close()
    assert finds(tmp_path) == []


def test_an_older_workbook_loses_who_made_it(tmp_path):
    """A spreadsheet as XML, which has them next to its cells."""
    cells = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in (["Date", "Visitors"], ["2026-03-01", "3"])
    )  # fmt: skip
    content = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f"<DocumentProperties><Author>{WHO}</Author></DocumentProperties>"
        f'<Worksheet ss:Name="Sheet1"><Table>{cells}</Table></Worksheet></Workbook>'
    ).encode()
    assert kind_of(content) is FileKind.XML_SHEET
    stored = contact_free(content)
    assert finds(packed(tmp_path / "after", stored)) == []
    assert grids(stored) == grids(content)


@pytest.mark.parametrize("without", ["xl/workbook.xml", "sheetData"])
def test_an_unusual_package_is_written_anew_from_its_cells(without):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made(LEADS))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != without:
                new.writestr(name, old.read(name).replace(without.encode(), b"other"))
    assert bare_workbook(out.getvalue()) is None


def test_days_that_count_from_1904_still_do():
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "date_1904": True}) as book:
        page = book.add_worksheet()
        page.write_number(0, 0, 100.0, book.add_format({"num_format": "yyyy-mm-dd"}))
        page.write_string(0, 1, "x")
    assert "1904" in str(grids(out.getvalue()))
    assert grids(contact_free(out.getvalue())) == grids(out.getvalue())


def packed(folder, content: bytes):
    folder.mkdir()
    (folder / "upload").write_bytes(content)
    assert re.match(rb"PK|<\?xml", content)
    return folder

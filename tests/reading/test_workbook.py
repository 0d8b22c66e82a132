import io
import zipfile
from datetime import date

import openpyxl
import pytest

from data.reading import Unreadable, read, workbook_sheets
from data.reading.table import MAX_CELLS, MAX_COLUMNS
from tests.languages import is_translated

SPREADSHEETML = """<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Posts"><Table>
<Row><Cell><Data ss:Type="String">Id</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">Reach</Data></Cell></Row>
<Row ss:Index="4"><Cell><Data ss:Type="String">a_1</Data></Cell><Cell ss:Index="3"><Data ss:Type="Number">{}</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def book(cells, sheet="Data"):
    workbook = openpyxl.Workbook()
    workbook.active.title = sheet
    for place, value in cells.items():
        workbook.active[place] = value
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def with_part(content, name, data):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, data if part == name else old.read(part))
    return out.getvalue()


def test_reads_every_sheet_as_text_with_the_spreadsheet_s_row_numbers():
    (table,) = read(
        "a.xlsx", book({"A3": "Day", "B3": "Id", "A4": date(2026, 3, 4), "B4": 1234567890123456})
    ).tables
    assert (table.sheet, table.header) == ("Data", ("Day", "Id"))
    assert table.frame.rows() == [(4, "2026-03-04 00:00:00", "1234567890123456")]


def test_reads_spreadsheetml_with_its_jumps():
    document = read("old.xls", SPREADSHEETML.format(7).encode())
    (table,) = document.tables
    assert (document.encoding, table.sheet, table.header) == (
        "xls-xml",
        "Posts",
        ("Id", "", "Reach"),
    )
    assert table.frame.rows() == [(4, "a_1", None, "7")]


def test_control_characters_in_spreadsheetml_are_left_out():
    text = SPREADSHEETML.format(7).replace(">a_1<", ">a_&#11;\x0b1&#x1F;<")
    (table,) = read("old.xls", text.encode()).tables
    assert table.frame["c0"].to_list() == ["a_1"]


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'


def spreadsheetml(value="7", head=""):
    return SPREADSHEETML.replace("?>", "?>" + head, 1).format(value)


def sheet(rows):
    return with_part(
        book({"A1": "x"}),
        "xl/worksheets/sheet1.xml",
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>",
    )


HOSTILE = {
    "last cell filled": lambda: book({"A1": "x", "XFD1048576": "y"}),
    "last cell filled, in other quotes": lambda: sheet(
        "<row><c r = 'XFD1048576'><v>1</v></c></row>"
    ),
    "more columns than any export, without references": lambda: sheet(
        f"<row>{'<c><v>1</v></c>' * (MAX_COLUMNS + 1)}</row>"
    ),
    "too many cells, without references": lambda: sheet(
        f"<row>{'<c/>' * MAX_COLUMNS}</row>" + "<row/>" * (MAX_CELLS // MAX_COLUMNS)
    ),
    "entities": lambda: with_part(book({"A1": "x"}), "xl/workbook.xml", DOCTYPE + "<workbook/>"),
    "entities in XML": lambda: spreadsheetml("&a;", DOCTYPE).encode(),
    "a billion laughs": lambda: spreadsheetml("&l9;", BILLION).encode(),
    "a billion laughs in UTF-16": lambda: spreadsheetml("&l9;", BILLION).encode("utf-16"),
    "a merge of two billion columns": lambda: (
        spreadsheetml().replace("<Cell>", '<Cell ss:MergeAcross="2000000000">', 1).encode()
    ),
    "XML that never ends": lambda: spreadsheetml().replace("</Workbook>", "<Row>" * 5000).encode(),
    "a jump of a billion rows": lambda: SPREADSHEETML.replace('"4"', '"1000000000"').encode(),
    "cut in half": lambda: book({"A1": "x"})[:2000],
    "not a workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"nothing" * 500,
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_refuses_hostile_workbooks_with_a_sentence(make):
    document = read("bomb.xlsx", make())
    assert document.tables == ()
    (issue,) = document.issues
    assert is_translated(issue.what)
    assert is_translated(issue.fix)


def test_cells_without_references_are_read():
    (table,) = read(
        "a.xlsx", sheet("<row><c><v>7</v></c><c><v>8</v></c></row><row><c><v>1</v></c><c/></row>")
    ).tables
    assert table.frame.height + 1 == 2


def test_the_checks_alone_refuse_what_claims_too_many_cells(monkeypatch):
    # Nothing may get as far as the reader of cells.
    monkeypatch.setattr(workbook_sheets, "_excel", None)
    for name in ("last cell filled", *(n for n in HOSTILE if "quotes" in n or "references" in n)):
        with pytest.raises(Unreadable, match="far more cells"):
            list(workbook_sheets.sheets(io.BytesIO(HOSTILE[name]()), "xlsx"))

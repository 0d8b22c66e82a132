"""Files that are small and would unpack to very much, or claim to."""

import io
import zipfile

from tests.fuzz.mutation import Allowed, mutation


@mutation(Allowed.NOTHING)
def a_zip_bomb(rng, _e):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("export.csv", b"a,b\n" + b"0" * rng.choice([50, 300]) * (1 << 20))
    return out.getvalue()


@mutation(Allowed.NOTHING)
def zips_in_zips(rng, e):
    data = e.content
    for _ in range(rng.randint(4, 8)):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("in.zip", data)
        data = out.getvalue()
    return data


@mutation(Allowed.NOTHING)
def a_workbook_bomb(rng, _e):
    cells = "".join(
        f"<row><c t='inlineStr'><is><t>{'x' * 50}</t></is></c></row>" for _ in range(200)
    )
    sheet = f"<worksheet><sheetData>{cells * rng.choice([500, 3000])}</sheetData></worksheet>"
    return _workbook(sheet)


@mutation(Allowed.NOTHING)
def an_entity_bomb(rng, _e):
    entities = "".join(
        f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "lol"}{("&l" + str(n - 1) + ";") * 9 if n else ""}">'
        for n in range(10)
    )
    kind = rng.choice(["xlsx", "xml"])
    doc = f'<?xml version="1.0"?><!DOCTYPE x [{entities}]>'
    if kind == "xlsx":
        return _workbook(
            f"{doc}<worksheet><sheetData><row><c><v>&l9;</v></c></row></sheetData></worksheet>"
        )
    return (
        f'{doc}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
        "<Worksheet><Table><Row><Cell><Data>&l9;</Data></Cell></Row></Table></Worksheet></Workbook>"
    ).encode()


@mutation(Allowed.NOTHING)
def a_workbook_that_claims_to_be_vast(rng, _e):
    at = rng.choice(["XFD1048576", "A99999999", "ZZZZ1"])
    return _workbook(
        f'<worksheet><dimension ref="A1:{at}"/><sheetData><row r="1048576"><c r="{at}"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )


def _workbook(sheet):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    pack = "http://schemas.openxmlformats.org/package/2006/relationships"
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    sheet = sheet.replace("<worksheet>", f'<worksheet xmlns="{main}">', 1)
    spread = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{kinds}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{spread}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{spread}.worksheet+xml"/></Types>',
        )
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{pack}"><Relationship Id="a" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="A" sheetId="1" r:id="b"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{pack}"><Relationship Id="b" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()

"""Text exports saved as workbooks, and workbooks with damage inside their package."""

import io
import re
import zipfile

import xlsxwriter

from tests.fuzz.mutation import Allowed, mutation

_CELL = re.compile(rb"<c [^>]*?(?:/>|>.*?</c>)")
_MARKUP_CELL = re.compile(rb"<(?:ss:)?Cell.*?(?:/>|</(?:ss:)?Cell>)", re.DOTALL)


def _saved(records, title="Export"):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(title)
        for y, record in enumerate(records):
            for x, cell in enumerate(record):
                if cell:
                    sheet.write_string(y, x, cell)
    return out.getvalue()


@mutation(Allowed.SAME)
def saved_as_a_workbook(_rng, e):
    semicolons = e.delimiter in ";\t"  # there a comma is decimal, which a workbook cannot show
    return None if not e.records or semicolons else _saved(e.records)


@mutation(Allowed.NULLS)
def a_cell_of_a_workbook_lost(rng, e):
    return _in_a_sheet(rng, e, lambda xml: _without(rng, xml, _CELL))


@mutation(Allowed.NULLS)
def a_cell_of_a_workbook_with_another_value(rng, e):
    values = [b"<v>9999999999</v>", b"<v>-1</v>", b"<v>1e308</v>", b"<v>x</v>", b"<v></v>"]

    def other(xml):
        hit = rng.choice(list(re.finditer(rb"<v>[^<]*</v>", xml)) or [None])
        return xml and hit and xml[: hit.start()] + rng.choice(values) + xml[hit.end() :]

    return _in_a_sheet(rng, e, other)


@mutation(Allowed.ANYTHING)
def a_part_of_a_workbook_cut(rng, e):
    return _in_a_sheet(rng, e, lambda xml: xml[: rng.randrange(len(xml))], any_part=True)


@mutation(Allowed.ANYTHING)
def bytes_of_a_workbook_part_flipped(rng, e):
    def flipped(xml):
        data = bytearray(xml)
        for _ in range(rng.randint(1, 5)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        return bytes(data)

    return _in_a_sheet(rng, e, flipped, any_part=True)


# Its cells have no place of their own: a lost one looks like one that was never written.
@mutation(Allowed.ANYTHING)
def a_cell_of_a_markup_sheet_lost(rng, e):
    if b"office:spreadsheet" not in e.content[:2000]:
        return None
    return _without(rng, e.content, _MARKUP_CELL)


def _without(rng, xml, cell):
    hits = list(cell.finditer(xml))
    if not hits:
        return None
    hit = rng.choice(hits)
    return xml[: hit.start()] + xml[hit.end() :]


def _in_a_sheet(rng, e, change, *, any_part=False):
    """The workbook (a text export is saved as one first) with one part of its package changed."""
    data = _saved(e.records) if e.records and e.delimiter == "," else e.content
    if not data.startswith(b"PK") or (not e.records and not e.name.endswith(".xlsx")):
        return None
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    inside = [n for n in parts if any_part or n.startswith("xl/worksheets/sheet")]
    name = rng.choice(inside)
    changed = change(parts[name])
    if changed is None:
        return None
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in (parts | {name: changed}).items():
            package.writestr(part, content)
    return out.getvalue()

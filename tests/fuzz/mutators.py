"""Mutations of an export, each with what may still be accepted of the result.

A mutator takes a random generator and an export and gives new bytes, or None where it does not
apply to that export.
"""

import csv
import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from data.reading import Kind, Unreadable, kind_of, read
from data.reading.delimiter import vote
from data.reading.encoding import decode
from data.reading.names import normalise


class Allowed(StrEnum):
    """What may be accepted of a mutated file."""

    SAME = "the same rows"
    SUBSET = "rows of the original only"
    LOCAL = "rows of the original, but for the record that was hit"
    NULLS = "every figure as it was, or unknown"
    NOTHING = "nothing at all"
    ANYTHING = "anything that ends in rows or in a sentence"


@dataclass(frozen=True)
class Export:
    """A fixture: its bytes and, where it is one text table, its records."""

    name: str
    content: bytes
    records: tuple[tuple[str, ...], ...] = ()
    header: int = 0
    delimiter: str = ","


@dataclass(frozen=True)
class Mutation:
    """A way of damaging an export."""

    name: str
    allowed: Allowed
    make: Callable[[random.Random, Export], bytes | None]


MUTATIONS: list[Mutation] = []


def mutation(allowed):
    def register(make):
        MUTATIONS.append(Mutation(make.__name__, allowed, make))
        return make

    return register


def export(name, content, header_names):
    """The export with its records, if it is text and its header (any of its names) is found."""
    try:
        if kind_of(content) is not Kind.TEXT:
            return Export(name, content)
    except Unreadable:
        return Export(name, content)
    text = decode(content).data.decode()
    if len(read(name, content).tables) != 1:
        return Export(name, content)
    delimiter = vote(text)
    records = tuple(
        tuple(r) for r in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    )
    known = [
        (sum(normalise(cell) in header_names for cell in record), -at)
        for at, record in enumerate(records)
    ]
    hits, at = max(known, default=(0, 0))
    return Export(name, content, records, -at, delimiter) if hits > 1 else Export(name, content)


def written(records, delimiter=",", quoting=csv.QUOTE_MINIMAL, end="\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(records)
    return out.getvalue()


def table(e):
    """Records above, header and rows as lists."""
    rows = [list(record) for record in e.records]
    return rows[: e.header], rows[e.header], rows[e.header + 1 :]


def body(e):
    """Positions of rows that have as many cells as the header."""
    _above, header, rows = table(e)
    return [at for at, row in enumerate(rows) if len(row) == len(header)]


# --- the whole file ---------------------------------------------------------------------------


@mutation(Allowed.SAME)
def written_again(rng, e):
    if not e.records:
        return None
    quoting = rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    return written(e.records, e.delimiter, quoting, rng.choice(["\n", "\r\n"])).encode()


@mutation(Allowed.SAME)
def other_separator(rng, e):
    if not e.records or any(r and r[0].startswith("sep=") for r in e.records):
        return None
    # With semicolons a comma is decimal, as in a file that a spreadsheet saved: the tab and the
    # semicolon are left to figures without commas.
    plain = not any("," in cell or "." in cell for r in e.records for cell in r)
    return written(e.records, rng.choice(";\t|") if plain else "|").encode()


@mutation(Allowed.SAME)
def other_encoding(rng, e):
    if not e.records:
        return None
    text = written(e.records, e.delimiter)
    codecs = ["utf-8-sig", "utf-16", "utf-16-be"]
    codec = rng.choice(codecs)
    return (b"\xfe\xff" if codec == "utf-16-be" else b"") + text.encode(codec)


@mutation(Allowed.ANYTHING)
def wrong_code_page(rng, e):
    if not e.records:
        return None
    return written(e.records, e.delimiter).encode(
        rng.choice(["cp1252", "cp1251", "mac_roman"]), "replace"
    )


@mutation(Allowed.SAME)
def blank_lines_at_the_end(rng, e):
    return None if not e.records else e_text(e) + b"\n" * rng.randint(1, 5)


def e_text(e):
    return written(e.records, e.delimiter).encode()


@mutation(Allowed.SUBSET)
def truncated(rng, e):
    if len(e.content) < 4:
        return None
    return e.content[: rng.randrange(1, len(e.content))]


@mutation(Allowed.SUBSET)
def cut_at_a_line(rng, e):
    if not e.records:
        return None
    lines = e_text(e).splitlines(keepends=True)
    return b"".join(lines[: rng.randrange(1, len(lines) + 1)])


@mutation(Allowed.LOCAL)
def one_byte_flipped(rng, e):
    data = bytearray(e.content)
    if not data:
        return None
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(data)


@mutation(Allowed.ANYTHING)
def many_bytes_flipped(rng, e):
    data = bytearray(e.content)
    for _ in range(max(1, len(data) // 50)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


@mutation(Allowed.ANYTHING)
def a_stretch_missing(rng, e):
    at = rng.randrange(len(e.content))
    return e.content[:at] + e.content[at + rng.randint(1, 200) :]


@mutation(Allowed.ANYTHING)
def a_stretch_twice(rng, e):
    at = rng.randrange(len(e.content))
    stretch = e.content[at : at + rng.randint(1, 500)]
    return e.content[:at] + stretch * rng.randint(2, 4) + e.content[at:]


@mutation(Allowed.ANYTHING)
def glued_to_another(rng, e):
    return (
        e.content + rng.choice([b"", b"\n", b"\x00"]) + e.content[rng.randrange(len(e.content)) :]
    )


@mutation(Allowed.ANYTHING)
def separators_replaced_blindly(rng, e):
    return e.content.replace(b",", rng.choice([b";", b"\t", b"|", b" "]))


@mutation(Allowed.ANYTHING)
def quotes_removed(rng, e):
    return e.content.replace(b'"', rng.choice([b"", b"'"]))


@mutation(Allowed.SAME)
def nul_bytes(rng, e):
    if not e.records:
        return None
    data = bytearray(e_text(e))
    if not data.isascii():
        return None
    for _ in range(rng.randint(1, 5)):
        data.insert(rng.randrange(len(data)), 0)
    return bytes(data)


@mutation(Allowed.SAME)
def zipped_once(rng, e):
    out = io.BytesIO()
    with zipfile.ZipFile(
        out, "w", rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    ) as archive:
        archive.writestr(e.name, e.content)
    return None if e.content[:2] == b"PK" else out.getvalue()


# --- columns ----------------------------------------------------------------------------------


@mutation(Allowed.SAME)
def columns_reordered(rng, e):
    if not e.records or any(
        len(r) not in {0, len(e.records[e.header])} for r in e.records[e.header :]
    ):
        return None
    above, header, rows = table(e)
    order = list(range(1, len(header)))  # the first one says which rows are totals
    rng.shuffle(order)
    order = [0, *order]
    if len({normalise(name) for name in header}) < len(header):
        return None  # of equal names the first counts
    turned = [[row[at] for at in order] if row else row for row in [header, *rows]]
    return written([*above, *turned], e.delimiter).encode()


@mutation(Allowed.NULLS)
def a_column_deleted(rng, e):
    return _changed_column(rng, e, lambda row, at, _head: row[:at] + row[at + 1 :])


@mutation(Allowed.NULLS)
def a_column_renamed(rng, e):
    def renamed(row, at, head):
        return [*row[:at], "Zzqx", *row[at + 1 :]] if head else row

    return _changed_column(rng, e, renamed)


@mutation(Allowed.SAME)
def a_column_repeated_at_the_end(rng, e):
    return _changed_column(rng, e, lambda row, at, _head: [*row, row[at]])


@mutation(Allowed.SAME)
def an_unknown_column_added(rng, e):
    def added(row, _at, head):
        return [*row, "Zzqx" if head else "x"]

    return _changed_column(rng, e, added)


@mutation(Allowed.NULLS)
def two_headers_exchanged_with_nonsense(rng, e):
    def swapped(row, at, head):
        other = (at + 1) % len(row)
        if not head:
            return row
        new = list(row)
        new[at], new[other] = "Qq1", "Qq2"
        return new

    return _changed_column(rng, e, swapped)


def _changed_column(rng, e, change):
    if not e.records:
        return None
    above, header, rows = table(e)
    at = rng.randrange(len(header))
    new = [change(header, at, True)]
    new += [change(row, at, False) if len(row) == len(header) else row for row in rows]
    return written([*above, *new], e.delimiter).encode()


@mutation(Allowed.NOTHING)
def no_header(_rng, e):
    if not e.records or not body(e):
        return None
    above, _header, rows = table(e)
    return written([*above, *rows], e.delimiter).encode()


@mutation(Allowed.NOTHING)
def a_million_columns(_rng, e):
    if not e.records:
        return None
    _above, header, rows = table(e)
    wide = [",".join(header + ["x"] * 1_000_000)]
    return "\n".join(wide + [",".join(row) for row in rows[:2]]).encode()


# --- rows -------------------------------------------------------------------------------------


@mutation(Allowed.SAME)
def rows_shuffled(rng, e):
    if not e.records or len(body(e)) < len(table(e)[2]):
        return None
    above, header, rows = table(e)
    inner = rows[:-1]  # a totals row may be the last
    rng.shuffle(inner)
    return written([*above, header, *inner, rows[-1]], e.delimiter).encode()


@mutation(Allowed.SUBSET)
def rows_deleted(rng, e):
    if not e.records:
        return None
    above, header, rows = table(e)
    kept = [row for row in rows if rng.random() < 0.6]
    return written([*above, header, *kept], e.delimiter).encode()


@mutation(Allowed.SUBSET)
def a_cell_deleted_from_a_row(rng, e):
    def without(row):
        at = rng.randrange(len(row) - 1)
        return row[:at] + row[at + 1 :]

    return _changed_row(rng, e, without)


@mutation(Allowed.SUBSET)
def a_cell_inserted_into_a_row(rng, e):
    def more(row):
        at = rng.randrange(len(row))
        return [*row[:at], rng.choice(["7", "x", "2026-03-01"]), *row[at:]]

    return _changed_row(rng, e, more)


@mutation(Allowed.SUBSET)
def the_header_again_in_the_middle(rng, e):
    if not e.records:
        return None
    above, header, rows = table(e)
    at = rng.randrange(len(rows) + 1)
    return written([*above, header, *rows[:at], header, *rows[at:]], e.delimiter).encode()


def _changed_row(rng, e, change):
    if not e.records or not body(e) or len(e.records[e.header]) < 3:
        return None
    above, header, rows = table(e)
    at = rng.choice(body(e))
    rows[at] = change(rows[at])
    return written([*above, header, *rows], e.delimiter).encode()


# --- cells ------------------------------------------------------------------------------------

HOSTILE = (
    '=HYPERLINK("http://evil.example")', "+1+1", "-2+3", "@SUM(A1)", "<script>alert(1)</script>",
    "{{7*7}}", "${jndi:ldap://x}", "';--", "../../etc/passwd", "\u202eabc", "\ufeff", "🧵" * 50,
    "NaN", "inf", "-inf", "1e400", "9" * 400, "0x10", "1_000", "١٢٣", "1.2.3", "--", "31/02/2026",
    "2026-13-45", "0000-00-00", "9999-12-31", "1899-12-31", "12:61", "\r", "\x0b", " ", "\u00a0",
)  # fmt: skip


@mutation(Allowed.LOCAL)
def a_hostile_cell(rng, e):
    def hostile(row):
        at = rng.randrange(len(row))
        return [*row[:at], rng.choice(HOSTILE), *row[at + 1 :]]

    return _changed_row(rng, e, hostile)


@mutation(Allowed.LOCAL)
def a_huge_cell(rng, e):
    def huge(row):
        at = rng.randrange(len(row))
        return [
            *row[:at],
            rng.choice(["x", "9", '"', "é"]) * rng.choice([100_000, 2_000_000]),
            *row[at + 1 :],
        ]

    return _changed_row(rng, e, huge)


@mutation(Allowed.LOCAL)
def an_emptied_cell(rng, e):
    def emptied(row):
        at = rng.randrange(len(row))
        return [*row[:at], "", *row[at + 1 :]]

    return _changed_row(rng, e, emptied)


@mutation(Allowed.LOCAL)
def two_cells_exchanged(rng, e):
    def exchanged(row):
        new = list(row)
        one, other = rng.sample(range(len(row)), 2)
        new[one], new[other] = new[other], new[one]
        return new

    return _changed_row(rng, e, exchanged)


# --- bombs ------------------------------------------------------------------------------------


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

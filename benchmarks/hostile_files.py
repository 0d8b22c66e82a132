"""Files made to use up memory, time or a reader's patience, each with what has to become of it."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import random
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

import polars as pl

Content = TypeVar("Content", bytes, Iterator[bytes])

MB = 1 << 20
CRM = "Record ID,Email,Create Date,Lifecycle Stage,Original Traffic Source,Notes2\n"
LEAD = "{n},a{n}@b.example,2026-10-01 10:00,Lead,Organic Social,"


@dataclass(frozen=True, slots=True)
class HostileFile:
    """A file of a size (``full``, or ``small`` for a quick test) and the sentence that refuses it.

    ``said`` is a part of the sentence. It is None where the file can be imported, or be refused for
    what is in it, within the limits. ``seconds`` of processor time are the most that it may take.
    """

    name: str
    write: Callable[[Path, int], object]
    full: int
    small: int
    said: str | None
    seconds: float = 20.0


FILES: list[HostileFile] = []


def hostile(
    name: str,
    full: int = 1,
    small: int | None = None,
    said: str | None = None,
    seconds: float = 20.0,
) -> Callable[[Callable[[int], Content]], Callable[[int], Content]]:
    """Registers what makes the content of a file, at once or in pieces."""

    def register(make: Callable[[int], Content]) -> Callable[[int], Content]:
        def write(path: Path, size: int) -> None:
            made: object = make(size)
            with path.open("wb") as file:
                file.writelines(
                    [made] if isinstance(made, bytes) else cast("Iterator[bytes]", made)
                )

        FILES.append(
            HostileFile(name, write, full, full if small is None else small, said, seconds)
        )
        return make

    return register


def zipped(members: Iterable[tuple[str, bytes]], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


# Archives.


@hostile("repetitive.zip", 1_000, 300, "Unpacked it is more than")
def repetitive(count: int) -> bytes:
    row = b"2026-01-01,5,abc\n"
    body = b"Date,Reach,x\n" + row * (MB // len(row) - 2)
    return zipped((f"m{n}.csv", body + b"%d" % n) for n in range(count))


@hostile("repetitive_few.zip", 30, 30, "times its size")
def repetitive_few(count: int) -> bytes:
    return repetitive(count)


@hostile("repetitive_padded.zip", 60, 60, "times its size")
def repetitive_padded(count: int) -> bytes:
    """Random bytes next to a bomb make the ratio of the whole small."""
    noise = random.Random(1).randbytes(MB)
    row = b"2026-01-01,5,abc\n"
    body = b"Date,Reach,x\n" + row * (MB // len(row) - 2)
    return zipped([("noise.bin", noise), *((f"m{n}.csv", body) for n in range(count))])


@hostile("nested_2.zip", 1_000, 300, "Unpacked it is more than")
def nested_2(count: int) -> bytes:
    inner = repetitive(count)
    return zipped(((f"i{n}.zip", inner) for n in range(2)), zipfile.ZIP_STORED)


@hostile("nested_20.zip", 1_000, 300, "Unpacked it is more than")
def nested_20(count: int) -> bytes:
    inner = repetitive(count)
    return zipped(((f"i{n}.zip", inner) for n in range(20)), zipfile.ZIP_STORED)


@hostile("nested_small.zip", 200, 200, "It holds more than 5000 files")
def nested_small(count: int) -> bytes:
    """Each zip is within the limits of one; all together are not."""
    inner = zipped((f"e{n}.csv", b"a,b\n%d,2\n" % n) for n in range(30))
    return zipped(((f"i{n}.zip", inner) for n in range(count)), zipfile.ZIP_STORED)


@hostile("deep.zip", 6, 6, "too many levels deep")
def deep(levels: int) -> bytes:
    data = b"a,b\n1,2\n"
    for _ in range(levels):
        data = zipped([("in.zip", data)])
    return data


@hostile("tiny_members.zip", 1_999, 20, "No supported export has these columns")
def tiny_members(count: int) -> bytes:
    return zipped((f"e{n}.csv", b"a,b\n%d,2\n" % n) for n in range(count))


@hostile("members_65000.zip", 65_000, 6_000, "It holds more than 5000 files")
def many_members(count: int) -> bytes:
    return zipped(((f"e{n}.csv", b"") for n in range(count)), zipfile.ZIP_STORED)


@hostile("directory_zip64.zip", 400_000, 80_000, "It holds more than 5000 files")
def directory_zip64(count: int) -> Iterator[bytes]:
    """A list of millions of files, as zip64, none of which is there."""
    yield b"PK\x03\x04" + bytes(26)
    entry = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", *[20] * 2, *[0] * 4, *[0] * 3, 200, *[0] * 4, *[0] * 2
    )
    listed = count * (len(entry) + 200)
    for _ in range(count // 1_000):
        yield (entry + b"n" * 200) * 1_000
    yield struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, listed, 30)
    yield struct.pack("<4sLQL", b"PK\x06\x07", 0, 30 + listed, 1)
    yield struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)


@hostile("one_member.zip", 130, 130, "A file in it is larger than")
def one_member(megabytes: int) -> bytes:
    """Too large for memory, although it shrinks no more than texts do."""
    block = random.Random(6).randbytes(10_000).hex().encode()
    return zipped([("a.csv", block * (megabytes * MB // len(block) + 1))])


@hostile("same_bytes.zip", 2_000, 2_000, "Unpacked it is more than")
def same_bytes(count: int) -> bytes:
    """Every entry of the list leads to the bytes of one and the same file."""
    noise = random.Random(2).randbytes(700_000)
    one = zipped([("a.csv", noise)])
    at = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    listed = one[at:end] * count
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(listed), at, 0)
    return one[:at] + listed + tail


@hostile("claims_more.zip", said="Unpacked it is more than")
def claims_more(_size: int) -> bytes:
    return _claiming(3 << 30)


@hostile("claims_less.zip", said="is damaged or has a password")
def claims_less(_size: int) -> bytes:
    return _claiming(100)


def _claiming(size: int) -> bytes:
    """A file of 20 MB whose entry in the list says another size."""
    content = bytearray(zipped([("a.csv", b"a,b\n" + b"1,2\n" * 5 * MB)]))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<L", size)
    return bytes(content)


@hostile("encrypted.zip", said="is damaged or has a password")
def encrypted(_size: int) -> bytes:
    content = bytearray(zipped([("a.csv", b"a,b\n1,2\n"), ("b.csv", b"a,b\n1,2\n")]))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            content[at + place] |= 1
    return bytes(content)


@hostile("bzip2_members.zip", 100, 100, "times its size")
def bzip2_members(megabytes: int) -> bytes:
    return zipped([("a.csv", bytes(megabytes * MB))], zipfile.ZIP_BZIP2)


@hostile("lzma_members.zip", 100, 100, "times its size")
def lzma_members(megabytes: int) -> bytes:
    return zipped([("a.csv", bytes(megabytes * MB))], zipfile.ZIP_LZMA)


@hostile("lzma_dictionary.zip", said="MB of memory")
def lzma_dictionary(_size: int) -> bytes:
    """A small file that asks for a dictionary of almost 4 GB."""
    content = bytearray(zipped([("a.csv", b"a,b\n1,2\n" * 1_000)], zipfile.ZIP_LZMA))
    at = content.index(b"a.csv") + 5
    content[at + 5 : at + 9] = struct.pack("<L", 0xFFFF0000)
    return bytes(content)


@hostile("names.zip")
def names(_size: int) -> bytes:
    row = "Date,Primary\n2026-01-01T00:00:00,5\n"
    odd = (
        "../../../../EVIL.csv", "/etc/cron.d/evil.csv", "C:\\windows\\evil.csv", "x" * 3_000 + ".csv",
        "\u202egnp.csv", "<img src=x onerror=alert(1)>.csv", "..", "\n\r.csv", "con.csv",
        "d/" * 20_000 + "deep.csv",
    )  # fmt: skip
    return zipped(
        (name, f"{row}2026-01-{at + 2:02d}T00:00:00,5\n".encode()) for at, name in enumerate(odd)
    )


@hostile("links.zip", said="a link, a device or a pipe")
def links(_size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, target in (
            ("out.csv", "/etc/passwd"),
            ("up.csv", "../.."),
            ("loop.csv", "loop.csv"),
        ):
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = 3, 0o120777 << 16
            archive.writestr(info, target)
    return out.getvalue()


@hostile("cut.zip", said="damaged")
def cut(_size: int) -> bytes:
    return zipped([("a.csv", random.Random(3).randbytes(10_000))])[:-60]


@hostile("zeros.csv.gz", 1_024, 20, "Its content is gzip")
def gz_of_zeros(megabytes: int) -> bytes:
    return gzip.compress(bytes(megabytes * MB))


@hostile("wrong_length.csv.gz", said="Its content is gzip")
def gz_of_wrong_length(_size: int) -> bytes:
    return gzip.compress(b"a,b\n1,2\n")[:-4] + b"\xff" * 4


@hostile("zeros.csv.bz2", 512, 20, "Its content is binary")
def bz2_of_zeros(megabytes: int) -> bytes:
    return bz2.compress(bytes(megabytes * MB))


@hostile("zeros.csv.xz", 256, 20, "Its content is binary")
def xz_of_zeros(megabytes: int) -> bytes:
    return lzma.compress(bytes(megabytes * MB))


@hostile("exports.tar", 10, 10, "")
def tar(_size: int) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("a.csv")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


# Workbooks.

_PARTS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(rows: str, strings: str = "", sheets: int = 1, head: str = "") -> bytes:
    """A workbook whose sheets all have these rows."""
    sheet = f'<?xml version="1.0"?>{head}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    package = "http://schemas.openxmlformats.org/package/2006/content-types"
    listed = "".join(f'<sheet name="S{n}" sheetId="{n + 1}" r:id="r{n}"/>' for n in range(sheets))
    ways = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(sheets)
    )
    if strings:
        ways += f'<Relationship Id="s" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PARTS}"><Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PARTS}">{ways}</Relationships>',
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'
    parts |= {f"xl/worksheets/sheet{n}.xml": sheet for n in range(sheets)}
    return zipped((name, text.encode()) for name, text in parts.items())


_TEXT = "<c {} t='inlineStr'><is><t>a</t></is></c>"
_CELLS = "declares far more cells"


@hostile("far_cell_quotes.xlsx", said=_CELLS)
def far_cell_quotes(_size: int) -> bytes:
    far = _TEXT.format("r='XFD1048576'")
    return xlsx(f"<row r='1'>{_TEXT.format(chr(114) + '=' + repr('A1'))}</row><row>{far}</row>")


@hostile("far_cell_spaces.xlsx", said=_CELLS)
def far_cell_spaces(_size: int) -> bytes:
    return xlsx('<row r="1"><c r = "XFD1048576"><v>1</v></c></row>')


@hostile("far_cell_middle.xlsx", said=_CELLS)
def far_cell_middle(_size: int) -> bytes:
    return xlsx("<row r='1'><c r='A1'><v>1</v></c></row><row><c r='ZZ1048576'><v>1</v></c></row>")


@hostile("wide.xlsx", said=_CELLS)
def wide(_size: int) -> bytes:
    return xlsx(f"<row>{'<c><v>1</v></c>' * 16_384}</row>")


def _shared(rows: int) -> bytes:
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c r="B{n}" t="s"><v>0</v></c></row>'
        for n in range(1, rows + 1)
    )
    return xlsx(cells, f"<si><t>{'a' * 128_000}</t></si>")


@hostile("shared_text.xlsx", 50_000, 50_000, "MB of memory")
def shared_text(rows: int) -> bytes:
    return _shared(rows)


@hostile("shared_text_nested.zip", 50_000, 50_000, "MB of memory")
def shared_text_nested(rows: int) -> bytes:
    return zipped([("b.zip", zipped([("a.xlsx", _shared(rows))]))])


@hostile("dense.xlsx", 190_000, 190_000, "Unpacked it is more than")
def dense(rows: int) -> bytes:
    return xlsx(
        "".join(f'<row r="{n}">{"<c><v>1</v></c>" * 100}</row>' for n in range(1, rows + 1))
    )


@hostile("many_sheets.xlsx", 1_500, 50, "No table was found")
def many_sheets(sheets: int) -> bytes:
    return xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', sheets=sheets)


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
_BILLION = f"<!DOCTYPE x [{_LAUGHS}]>"


@hostile("laughs.xlsx", said="active content")
def laughs_xlsx(_size: int) -> bytes:
    return xlsx("<row><c t='inlineStr'><is><t>&l9;</t></is></c></row>", head=_BILLION)


@hostile("laughs.xls", said="active content")
def laughs_xml(_size: int) -> bytes:
    return spreadsheetml("<Row><Cell><Data>&l9;</Data></Cell></Row>", _BILLION)


def spreadsheetml(rows: str, head: str = "") -> bytes:
    """An XML spreadsheet of 2003."""
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?>{head}<Workbook xmlns="{name}" xmlns:ss="{name}">'
        f'<Worksheet ss:Name="a"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


_ONE = "<Cell{}><Data>1</Data></Cell>"


@hostile("row_index.xls", said=_CELLS)
def row_index(_size: int) -> bytes:
    return spreadsheetml(f'<Row ss:Index="19999999">{_ONE.format("")}</Row>')


@hostile("cell_index.xls", 3_900, 3_900, "MB of memory")
def cell_index(rows: int) -> bytes:
    return spreadsheetml(
        f"<Row>{_ONE.format(' ss:Index=' + chr(34) + '4999' + chr(34))}</Row>" * rows
    )


@hostile("negative_index.xls", said="damaged")
def negative_index(_size: int) -> bytes:
    return spreadsheetml(f'<Row ss:Index="-5">{_ONE.format(" ss:Index=" + repr("x"))}</Row>')


@hostile("deep.xls", 200_000, 200_000, "No table was found")
def deep_xml(levels: int) -> bytes:
    inside = "<b>" * levels + "1" + "</b>" * levels
    return spreadsheetml(f"<Row><Cell><Data>{inside}</Data></Cell></Row>")


@hostile("noise.xls", 20, 1, "damaged")
def noise_biff(megabytes: int) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(4).randbytes(megabytes * MB)


# Texts.


@hostile("columns.csv", 1_000_000, 100_000, "No export looks like this")
def columns(count: int) -> bytes:
    names_ = ",".join(f"c{n}" for n in range(count))
    return f"{names_}\n{','.join('1' * count)}\n".encode()


@hostile("long_line.csv", 60, 2, "")
def long_line(megabytes: int) -> Iterator[bytes]:
    yield b"a,b,c\n"
    yield from (b"x" * MB for _ in range(megabytes))
    yield b",1,2\n"


@hostile("endless_line.csv", 1_024, 2, "")
def endless_line(megabytes: int) -> Iterator[bytes]:
    yield b"Date,Reach\n"
    yield from (b"x" * MB for _ in range(megabytes))


@hostile("open_quote.csv", 4_500_000, 100_000, "a quotation mark was opened and not closed")
def open_quote(rows: int) -> bytes:
    return b'Date,"Reach\n' + b"2026-01-01,5\n" * rows


@hostile("long_quoted_field.csv", 50, 2)
def long_quoted_field(megabytes: int) -> Iterator[bytes]:
    yield b'Date,Reach,Text\n2026-01-01,5,"'
    yield from (b"x" * MB for _ in range(megabytes))
    yield b'"\n2026-01-02,5,y\n'


@hostile("dense.csv", 190_000, 2_000, "")
def dense_text(rows: int) -> bytes:
    return b"a,b\n" + (b"1," * 100 + b"1\n") * rows


@hostile("dense_csv.zip", 190_000, 2_000, "")
def dense_csv_in_zip(rows: int) -> bytes:
    header = ",".join(f"c{n}" for n in range(101))
    digits = (
        random.Random(7)
        .randbytes(101 * rows)
        .translate(bytes(b"0123456789"[n % 10] for n in range(256)))
    )
    lines = (
        b",".join(digits[n : n + 1] for n in range(at, at + 101))
        for at in range(0, len(digits), 101)
    )
    return zipped([("a.csv", header.encode() + b"\n" + b"\n".join(lines))])


def large_leads(rows: int, number: int, last: bytes = b"") -> bytes:
    """Leads, no two alike; ``last`` are lines at the end."""
    lines = (
        f"{number}{n},p{n}@mail{number}.example,2026-10-{n % 28 + 1:02} 10:00,Lead,Organic Social,\n"
        for n in range(rows)
    )
    return (CRM + "".join(lines)).encode() + last


# Mostly UTF-8 with a letter of another encoding, letters beyond the common ones and too few cells.
ODD_LINES = "7,é😀é😀é😀é😀é😀\n".encode() * 2 + b"8,\xe9\n"


# Rows that are imported take what they take: as much as in files outside a zip.
@hostile("large_texts.zip", 1_050_000, 2_000, seconds=60)
def large_texts(rows: int) -> bytes:
    """As much text as a zip may have, in files as large as one may be."""
    return zipped((f"leads{n}.csv", large_leads(rows, n)) for n in range(3))


@hostile("large_odd_texts.zip", 1_050_000, 2_000, seconds=60)
def large_odd_texts(rows: int) -> bytes:
    """Likewise, of files that no fast way can read."""
    return zipped((f"leads{n}.csv", large_leads(rows, n, ODD_LINES)) for n in range(3))


@hostile("texts_read_at_once.zip", 950_000, 2_000, seconds=60)
def texts_read_at_once(rows: int) -> bytes:
    """Likewise, of files a little too short to be read in pieces."""
    return zipped((f"leads{n}.csv", large_leads(rows, n, ODD_LINES)) for n in range(4))


@hostile("many_short_rows.zip", 1_050_000, 2_000)
def many_short_rows(rows: int) -> bytes:
    """Millions of irregular rows, which take many times their size as lists."""
    block = b"".join(b"2026-01-%02dT00:00:00,%d\n" % (n % 28 + 1, n % 10) for n in range(3 * rows))
    return zipped((f"m{n}.csv", b"Date,Primary\n" + block + ODD_LINES) for n in range(3))


@hostile("nuls.csv")
def nuls(_size: int) -> bytes:
    return b"Date,Reach\n" + b"2026-01-01,\x00\x005\x00\n" * 1_000


@hostile("at_without_address.csv", 1_000_000, 300_000)
def at_without_address(length: int) -> bytes:
    return (CRM + LEAD.format(n=1) + "a" * length + " @\n").encode()


@hostile("cell_too_long.csv", 2_000_000, 2_000_000)
def cell_too_long(length: int) -> bytes:
    return (CRM + LEAD.format(n=1) + "a" * length + " @\n" + LEAD.format(n=2) + "\n").encode()


@hostile("at_and_dots.csv", 1_000_000, 100_000)
def at_and_dots(length: int) -> bytes:
    return (CRM + LEAD.format(n=1) + "a@" + "." * length + "@ \n").encode()


@hostile("at_in_many.csv", 50, 10)
def at_in_many(rows: int) -> bytes:
    lines = (LEAD.format(n=n) + "a" * 30_000 + " @\n" for n in range(rows))
    return (CRM + "".join(lines)).encode()


@hostile("base64.csv", 100, 10)
def base64_cells(rows: int) -> bytes:
    rng = random.Random(5)
    lines = (
        LEAD.format(n=n) + base64.b64encode(rng.randbytes(75_000)).decode() + "\n"
        for n in range(rows)
    )
    return (CRM + "".join(lines)).encode()


# Records.

_RECORD = '{"event_date":"20260101","event_name":"x","event_timestamp":"1","user_pseudo_id":"1.2",'


@hostile("deep.json", 1_000_000, 1_000_000, "")
def deep_json(levels: int) -> bytes:
    return b"[" * levels


@hostile("deep_params.jsonl", 500_000, 500_000, "")
def deep_params(levels: int) -> bytes:
    return f'{_RECORD}"event_params":{"[" * levels}{"]" * levels}}}\n'.encode()


@hostile("deep_objects.jsonl", 300_000, 300_000, "")
def deep_objects(levels: int) -> bytes:
    inside = '{"a":' * levels + "1" + "}" * levels
    return f'{_RECORD}"foo":{inside}}}\n'.encode()


def _events(count: int) -> pl.DataFrame:
    value = pl.struct(int_value=pl.lit(1), string_value=pl.lit(None, pl.String))
    return pl.select(
        event_date=pl.repeat("20260101", count),
        event_name=pl.repeat("page_view", count),
        event_timestamp=pl.repeat(1_767_225_600_000_000, count, dtype=pl.Int64),
        user_pseudo_id=pl.repeat("1.2", count),
    ).with_columns(
        event_params=pl.concat_list(
            pl.struct(key=pl.lit("ga_session_id"), value=value)
        )
    )  # fmt: skip


def _write(frame: pl.DataFrame, path: Path, compression: str = "zstd") -> None:
    frame.write_parquet(path, compression=compression)  # type: ignore[arg-type]  # one of polars'


def _register(
    name: str, write: Callable[[Path, int], object], full: int, small: int, said: str | None
) -> None:
    FILES.append(HostileFile(name, write, full, small, said))


def repeated_events(path: Path, count: int) -> None:
    """Ten million times the same event take little more room than one."""
    import pyarrow.parquet as pq  # noqa: PLC0415  # only here

    batch = _events(min(count, 500_000)).to_arrow()
    with pq.ParquetWriter(path, batch.schema, compression="zstd") as writer:
        for _ in range(max(1, count // 500_000)):
            writer.write_table(batch)


def long_texts(path: Path, count: int) -> None:
    """One long text that every record has: a dictionary of one entry."""
    import pyarrow.parquet as pq  # noqa: PLC0415  # only here

    frame = _events(count).to_arrow()
    at = frame.schema.get_field_index("user_pseudo_id")
    import pyarrow as pa  # noqa: PLC0415  # only here

    text = pa.DictionaryArray.from_arrays(pa.array([0] * count, pa.int32()), ["x" * 500_000])
    pq.write_table(frame.set_column(at, "user_pseudo_id", text), path, compression="zstd")


_register(
    "repeated_events.parquet", repeated_events, 10_000_000, 1_000_000, "repeats the same records"
)
_register("long_texts.parquet", long_texts, 90_000, 20_000, "MB of memory")


def by_name() -> Mapping[str, HostileFile]:
    """Every hostile file."""
    return {file.name: file for file in FILES}

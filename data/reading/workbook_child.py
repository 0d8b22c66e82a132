"""Workbook child process: reads a workbook from standard input under limits; never imported.

Arguments: kind, bytes of memory, most cells. Writes each sheet as name size, data size, name
and Arrow IPC. Exit 1: not a workbook; 3: too many cells; anything else: a limit was reached.
"""

from __future__ import annotations

import contextlib
import io
import re
import struct
import sys
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import polars as pl

SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
DAMAGED, TOO_BIG = 1, 3
CONTROL = re.compile(
    rb"[\x01-\x08\x0b\x0c\x0e-\x1f]"
    rb"|&#(?:x0*(?:[1-8bcef]|1[0-9a-f])|0*(?:[1-8]|1[124-9]|2[0-9]|3[01]));",
    re.IGNORECASE,
)


def limit(memory: int) -> None:
    """Caps the address space and forbids core dumps where the platform can."""
    try:
        import resource  # noqa: PLC0415 - Windows has no such module
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # macOS does not limit address space
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def excel(content: bytes) -> Iterator[tuple[str, pl.DataFrame]]:
    """Sheets of an .xlsx or BIFF .xls. With ``skip_rows=0`` leading blank rows are counted."""
    import fastexcel  # noqa: PLC0415 - the other kind does not need it

    book = fastexcel.read_excel(content)
    for name in book.sheet_names:
        sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        yield name, sheet.to_polars()


def spreadsheetml(content: bytes) -> Iterator[tuple[str, pl.DataFrame]]:
    """Sheets of SpreadsheetML 2003, where a row or cell may jump ahead by ``ss:Index``."""
    for sheet in parsed(content).iter(f"{SS}Worksheet"):
        rows: list[list[str | None]] = []
        for row in sheet.iter(f"{SS}Row"):
            at = int(row.get(f"{SS}Index", len(rows) + 1))
            check(at)
            rows.extend([] for _ in range(at - 1 - len(rows)))
            rows.append(cells(row))
        width = max(map(len, rows), default=0)
        check(width * len(rows))
        padded = [row + [None] * (width - len(row)) for row in rows]
        yield (
            sheet.get(f"{SS}Name", ""),
            pl.DataFrame(padded, schema={f"c{i}": pl.String for i in range(width)}, orient="row"),
        )


def parsed(content: bytes) -> ET.Element:
    """The document; control characters that users paste into posts are not XML and are removed."""
    try:
        return ET.fromstring(content)  # noqa: S314 - no entities get here, see ``workbook``
    except ET.ParseError:
        return ET.fromstring(CONTROL.sub(b"", content))  # noqa: S314 - as above


def cells(row: ET.Element) -> list[str | None]:
    """The text of one row's cells; a date cell reads ``YYYY-MM-DDTHH:MM:SS.000``."""
    values: list[str | None] = []
    for cell in row.iter(f"{SS}Cell"):
        at = int(cell.get(f"{SS}Index", len(values) + 1))
        check(at)
        values.extend([None] * (at - 1 - len(values)))
        data = cell.find(f"{SS}Data")
        values.append(None if data is None else "".join(data.itertext()))
        merged = int(cell.get(f"{SS}MergeAcross", 0))
        check(at + merged)
        values.extend([None] * merged)
    return values


def check(cells_so_far: int) -> None:
    """Leaves the process when a sheet outgrows the limit."""
    if cells_so_far > int(sys.argv[3]):
        sys.exit(TOO_BIG)


def main() -> None:
    """Reads, checks and writes all sheets."""
    limit(int(sys.argv[2]))
    content = sys.stdin.buffer.read()
    read = spreadsheetml if sys.argv[1] == "xls-xml" else excel
    total = 0
    for name, frame in read(content):
        total += frame.width * frame.height
        check(total)
        packed = io.BytesIO()
        frame.write_ipc(packed)
        label = name.encode()
        sys.stdout.buffer.write(struct.pack("<IQ", len(label), packed.tell()) + label)
        sys.stdout.buffer.write(packed.getvalue())


if __name__ == "__main__":
    main()

"""Excel workbooks to grids of text, read in a child process with limits."""

from __future__ import annotations

import polars as pl

from data.reading.child import run
from data.reading.limits import AS_CSV
from data.reading.sniff import FileKind
from data.reading.table import Grid


def workbook(content: bytes, kind: FileKind) -> tuple[tuple[str, Grid], ...]:
    """Every sheet as (name, grid), all cells as text, date cells in ISO form.

    Row numbers are the spreadsheet's own. Raises Unreadable where a limit of ``Limits`` is reached.
    """
    items = run("workbook", content, AS_CSV, kind=kind.value)
    return tuple((item.about["title"], sheet_grid(item.frame)) for item in items)


def may_have_contacts(content: bytes) -> bool:
    """Whether a text of an .xlsx may be an e-mail address or a phone number. Raises Unreadable."""
    return any(item.about["found"] for item in run("workbook contacts", content, AS_CSV))


def sheet_grid(frame: pl.DataFrame) -> Grid:
    """A sheet as the child process hands it over."""
    frame.columns = [f"c{i}" for i in range(frame.width)]
    cells = frame.select(pl.all().cast(pl.String).replace("", None))
    return Grid(cells.with_row_index("row", offset=1).cast({"row": pl.Int64}))

"""Misaligned rows: records whose cells stand under other headings than they belong to."""

from __future__ import annotations

import polars as pl

from data.reading.sections import FIGURE
from data.reading.table import RawTable
from i18n.message import Message, msg, plural

MOST_ALIKE = 0.8
"""The share of the records of a file that, being equally wide, shows how it was written."""


def misaligned(raw: RawTable, included: pl.Series | None = None) -> dict[int, Message]:
    """Reasons by row number for records of more or fewer cells than the header.

    A separator too many or too few moves all values behind it under another column. ``included``
    says which records count, by default all.
    """
    width = len(raw.header)
    rows = raw.frame if included is None else raw.frame.filter(included)
    reasons = dict.fromkeys(_beyond_the_names(raw, rows), _too_many(width))
    if raw.widths is None:
        return reasons
    cells = raw.widths.filter(pl.col("row").is_in(rows["row"].implode()))
    usual = max(width, raw.header_cells)  # every record may end in a separator
    least = usual if _is_padded(raw) else width
    few = {row: _too_few(n, least) for row, n in cells.filter(pl.col("cells") < least).rows()}
    many = cells.filter(pl.col("cells") > usual)["row"].to_list()
    return reasons | few | dict.fromkeys(many, _too_many(width))


def _is_padded(raw: RawTable) -> bool:
    """Whether the records of the file are filled up with empty cells to the width of the header."""
    if raw.widths is None or raw.header_cells <= len(raw.header):
        return False
    same = raw.widths.filter(pl.col("cells") == raw.header_cells).height
    return same >= MOST_ALIKE * raw.widths.height


def _beyond_the_names(raw: RawTable, rows: pl.DataFrame) -> list[int]:
    """Records with a figure where no name is any more, and none under a name: moved to the right.

    A column of figures without a name fills most rows; it is named by itself.
    """
    width = len(raw.header)
    named = [c for c in rows.columns[1:] if int(c[1:]) < width]
    beyond = [c for c in rows.columns[1:] if int(c[1:]) >= width]
    if not named or not beyond:
        return []
    figure = pl.any_horizontal(pl.col(c).str.contains(FIGURE) for c in beyond)
    gap = pl.any_horizontal(pl.col(c).fill_null("").str.strip_chars() == "" for c in named)
    hit = rows.filter(figure.fill_null(value=False) & gap)
    filled = rows.select(pl.any_horizontal(pl.col(c).is_not_null() for c in beyond).sum()).item()
    return hit["row"].to_list() if rows.height == 1 or 2 * filled <= rows.height else []


def _too_many(width: int) -> Message:
    return msg(
        "The row has more cells than the header ({width}), so its values may be in the wrong "
        "columns",
        width=width,
    )


def _too_few(cells: int, width: int) -> Message:
    return plural(
        "The row has {cells} cell and the header {width}: its values may be in the wrong columns",
        "The row has {cells} cells and the header {width}: its values may be in the wrong columns",
        cells=cells,
        width=width,
    )

"""Totals rows without a recognisable label: a row whose figures are the sums of all others."""

from __future__ import annotations

import polars as pl

from data.sources.kit.recognise import Match
from data.tables.schema import ColumnRole
from i18n.message import Message, msg

TOTALS = msg("Its figures are the sums of all other rows: this looks like a totals row")
_ROWS = 4  # below, a row may well be the sum of the others by chance
_FIGURES = 2  # columns that must agree
_NEAR = 1e-6  # relative; amounts are added up unrounded


def hidden_totals(match: Match, frame: pl.DataFrame) -> dict[int, Message]:
    """Reasons by row number for rows whose every figure is the sum of all other rows'.

    Only exports that come with totals rows are examined, and only where several rows and
    several columns show it.
    """
    flows = [
        column.name
        for column in match.sheet.table.columns
        if column.role is ColumnRole.FLOW and frame[column.name].count() > 1
    ]
    # A column with one or two values above 0 equals its own sum too easily.
    summed = [name for name in flows if (frame[name] > 0).sum() > 2]
    if not match.sheet.exclude or frame.height < _ROWS or len(summed) < _FIGURES:
        return {}
    # The sum includes the row itself, so a totals row has half of it.
    near = [
        (2 * pl.col(name).fill_null(0) - pl.col(name).sum()).abs() <= _NEAR * pl.col(name).sum()
        for name in summed
    ]
    rows = frame.filter(pl.all_horizontal(near))["source_row"].to_list()
    # Two such rows would each be the sum of the other and the rest: chance, not totals.
    return dict.fromkeys(rows, TOTALS) if len(rows) == 1 else {}

"""Tables with column config: every column has a heading and a help text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import polars as pl
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.elements.lib.column_types import ColumnConfig

from i18n import format as shown
from metrics.definitions.registry import Metric
from ui.text import show

ROW_HEIGHT = 38  # pixels: a click hits one row
Rows = pl.DataFrame | pd.DataFrame | Styler


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a table on a page.

    ``id`` is the name of the frame's column, the same in every language; ``label`` is the heading and
    ``help`` what the column holds here, both in the session's language. Numbers are aligned to
    the right. ``config`` is Streamlit's type of the column, with its width and format. Raises
    ValueError without an id, a label or a help.
    """

    id: str
    label: str
    help: str
    is_number: bool = False
    config: ColumnConfig | None = None

    def __post_init__(self) -> None:
        if not (self.id and self.label and self.help):
            raise ValueError(f"column {self.id!r} needs an id, a label and a help")


def metric_column(metric: Metric) -> GridColumn:
    """The column of a metric's values: heading and help are those of the metric."""
    return GridColumn(metric.id, show(metric.label), show(metric.doc), is_number=True)


def settings(columns: Sequence[GridColumn]) -> dict[str, ColumnConfig]:
    """The ``column_config`` of a table, by id. Raises ValueError where two columns share an id."""
    found = {column.id: _setting(column) for column in columns}
    if len(found) < len(columns):
        raise ValueError(f"two columns share an id: {[column.id for column in columns]}")
    return found


def _setting(column: GridColumn) -> ColumnConfig:
    own: ColumnConfig = {**(column.config or {}), "label": column.label, "help": column.help}
    return {**own, "alignment": "right"} if column.is_number else own


def draw(
    rows: Rows,
    columns: Sequence[GridColumn],
    *,
    key: str,
    alt: str,
    height: int | Literal["auto", "content"] = "auto",
) -> None:
    """Draws a table. Raises ValueError where ``columns`` are not those of ``rows``, in order."""
    _drawn(rows, columns, key=key, alt=alt, height=height)


def choose(
    rows: Rows,
    columns: Sequence[GridColumn],
    *,
    key: str,
    alt: str,
    row_height: int = ROW_HEIGHT,
) -> int | None:
    """Draws a table whose rows can be selected by a click anywhere; gives the place of the selected one.

    Raises ValueError where ``columns`` are not those of ``rows``, in order. The selection stays:
    give the table another key once its row was opened, so that the same one can be opened again.
    """
    # Selection by rows reacts to a click on their box only.
    picked = _drawn(
        rows, columns, key=key, alt=alt, height="content", row_height=row_height,
        on_select="rerun", selection_mode="single-cell",
    )  # fmt: skip
    return _row_of(picked)


def choose_several(
    rows: pl.DataFrame, columns: Sequence[GridColumn], *, key: str, alt: str
) -> list[int]:
    """Draws a whole table with a box in each row; gives the places of the rows that are chosen.

    Raises ValueError where ``columns`` are not those of ``rows``, in order.
    """
    picked = _drawn(
        rows, columns, key=key, alt=alt, height="content", row_height=ROW_HEIGHT,
        on_select="rerun", selection_mode="multi-row",
    )  # fmt: skip
    return [place for place in picked["selection"]["rows"] if place < len(rows)]


def draw_clickable(
    rows: Rows,
    columns: Sequence[GridColumn],
    pick: Callable[[int], None],
    *,
    key: str,
    alt: str,
    height: Literal["auto", "content"] = "content",
) -> None:
    """Draws a table; a click anywhere in a row calls ``pick`` with its place (from 0), before the page runs.

    The table is whole unless its height is ``auto``, which shows ten rows. Raises ValueError
    where ``columns`` are not those of ``rows``, in order.
    """

    def select() -> None:
        place = _row_of(st.session_state[key])
        if place is not None:
            pick(place)

    _drawn(
        rows, columns, key=key, alt=alt, height=height, row_height=ROW_HEIGHT,
        on_select=select, selection_mode="single-cell",
    )  # fmt: skip


def _drawn(rows: Rows, columns: Sequence[GridColumn], **options: Any) -> Any:
    ids = [column.id for column in columns]
    if ids != list(rows.columns):
        raise ValueError(f"the rows have {list(rows.columns)}, the columns are {ids}")
    return st.dataframe(
        rows, hide_index=True, placeholder=shown.MISSING, column_config=settings(columns), **options
    )


def _row_of(picked: Any) -> int | None:
    """The row of the selected cell."""
    cells = picked["selection"]["cells"]
    return int(cells[0][0]) if cells else None


def with_labels(values: Mapping[str, Any], columns: Sequence[GridColumn]) -> pl.DataFrame:
    """The values for a download, under the headings that the page shows."""
    return pl.DataFrame({column.label: values[column.id] for column in columns})

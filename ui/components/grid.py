"""Tables with column config: every column has a heading and a help text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    height: int | Literal["auto"] = "auto",
) -> None:
    """Draws a table. Raises ValueError where ``columns`` are not those of ``rows``, in order."""
    ids = [column.id for column in columns]
    if ids != list(rows.columns):
        raise ValueError(f"the rows have {list(rows.columns)}, the columns are {ids}")
    st.dataframe(
        rows, hide_index=True, key=key, alt=alt, placeholder=shown.MISSING, height=height,
        column_config=settings(columns),
    )  # fmt: skip


def choose(
    rows: pl.DataFrame,
    columns: Sequence[GridColumn],
    *,
    key: str,
    alt: str,
    row_height: int | None = None,
) -> int | None:
    """Draws a table as high as its rows; gives the place of the row of which a cell was clicked.

    A cell, because rows are chosen by a click on their box only. The choice stays: to choose the
    same row again the table needs a new ``key``.
    """
    event = st.dataframe(
        rows.select(column.id for column in columns), hide_index=True, key=key, alt=alt,
        placeholder=shown.MISSING, height="content", row_height=row_height,
        column_config=settings(columns), on_select="rerun", selection_mode="single-cell",
    )  # fmt: skip
    cells = event["selection"].get("cells", [])
    return cells[0][0] if cells else None


def with_labels(values: Mapping[str, Any], columns: Sequence[GridColumn]) -> pl.DataFrame:
    """The values for a download, under the headings that the page shows."""
    return pl.DataFrame({column.label: values[column.id] for column in columns})

"""Table of the tools: days covered as a picture, until when, what is missing, rows, files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl
import streamlit as st

from data.imports.tool_coverage import ToolCoverage
from i18n import format as shown
from ui import device, marks
from ui.charts.coverage import LONGEST
from ui.components import grid
from ui.components.grid import GridColumn
from ui.components.sources.tool_names import content_label, tool_name
from ui.components.sources.tools import missing_text, period
from ui.text import _, language

OPEN = "open_tool"  # key of the session: the tool whose drawer is open
_TURN = "tools_turn"
_ROW, _WIDE = 34, 350  # pixels: a row, the column of days


def find(tools: Sequence[ToolCoverage]) -> list[ToolCoverage]:
    """The tools whose name or file names have what was typed into the search."""
    wanted = st.text_input(
        _("Find a source or file"), key="find_source", placeholder=_("Find a source or file"),
        label_visibility="collapsed", icon=":material/search:", width=320,
    ).casefold()  # fmt: skip
    return [
        tool
        for tool in tools
        if wanted in "\n".join([tool_name(tool.id), *(e.file for e in tool.imports)]).casefold()
    ]


def draw(tools: Sequence[ToolCoverage]) -> None:
    """The table; a click on a row opens the drawer of the tool."""
    columns = _columns()
    if device.is_phone():
        columns = [column for column in columns if column.id in {"tool", "until", "state"}]
    turn = st.session_state.setdefault(_TURN, 0)
    place = grid.choose(
        _rows(tools).select(column.id for column in columns),
        columns,
        key=f"tools_{turn}",
        alt=_("Sources with the days that they cover"),
        row_height=_ROW,
    )
    if place is not None:
        open_tool(tools[place].id)


def open_tool(tool: str) -> None:
    """Opens the drawer of a tool. The table forgets its selection: the same row opens again."""
    st.session_state[OPEN] = tool
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.rerun()


def _columns() -> list[GridColumn]:
    return [
        GridColumn(
            "tool", _("Source"), _("The tool that the files come from. Select a cell for its files."),
            config=st.column_config.TextColumn(width=125 if device.is_phone() else 180, pinned=True),
        ),
        GridColumn(
            "days", _("Days covered"),
            _("A bar for each kind of data. The frame is the period that Results opens with."),
            config=st.column_config.ImageColumn(width=_WIDE),
        ),
        GridColumn(
            "until", _("Until"), _("The last day that the files cover."),
            config=st.column_config.TextColumn(width=98),
        ),
        GridColumn(
            "state", _("State"), _("What is missing of the period that Results opens with."),
            config=st.column_config.TextColumn(width=230),
        ),
        GridColumn(
            "rows", _("Rows"), _("How many rows were imported."), is_number=True,
            config=st.column_config.TextColumn(width=80),
        ),
        GridColumn(
            "files", _("Files"), _("How many files were imported."), is_number=True,
            config=st.column_config.NumberColumn(width=60),
        ),
        GridColumn("gives", _("Gives"), _("What the rows are about."), config=None),
    ]  # fmt: skip


def _rows(tools: Sequence[ToolCoverage]) -> pl.DataFrame:
    now = language()
    scale = _scale(tools)
    return pl.DataFrame(
        {
            "tool": [tool_name(tool.id) for tool in tools],
            "days": [None if scale is None else _picture(tool, scale) for tool in tools],
            "until": [
                None if tool.span is None else shown.day(tool.span[1], now) for tool in tools
            ],
            "state": [missing_text(tool) for tool in tools],
            "rows": [shown.number(tool.rows, now) for tool in tools],
            "files": [len(tool.imports) for tool in tools],
            "gives": [", ".join(content_label(table) for table in tool.tables) for tool in tools],
        },
        schema_overrides={"days": pl.String, "until": pl.String},
    )


def _scale(tools: Sequence[ToolCoverage]) -> tuple[date, date] | None:
    """The days of the pictures; one old list does not squeeze all others."""
    spans = [tool.span for tool in tools if tool.span is not None]
    if not spans:
        return None
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    frame = period()
    if frame is None:
        return first, last
    earliest = min([frame[0] - LONGEST, *(end for _, end in spans)])
    return max(first, earliest), max(last, frame[1])


def _picture(tool: ToolCoverage, scale: tuple[date, date]) -> str | None:
    if not tool.lanes:
        return None
    late = {missing.table for missing in tool.missing}
    mark = marks.LanesMark(
        [lane.spans for lane in tool.lanes],
        *scale,
        period(),
        frozenset(place for place, lane in enumerate(tool.lanes) if lane.table in late),
    )
    return marks.uri(marks.lanes(mark, _WIDE - 32, _ROW - 8))

"""Sheets of tables and charts: numbers, provenance, and a native chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from metrics.definitions.registry import Unit
from report.document import colours
from report.document.model import (
    Amount,
    Chart,
    ChartShape,
    Report,
    ReportTable,
    RowChart,
    RowShape,
    SeriesRole,
)
from report.formats.xlsx.cells import SignedAmount
from report.formats.xlsx.columns import TableColumn, picture_columns, table_columns
from report.formats.xlsx.formulas import formula
from report.formats.xlsx.row_columns import RowColumn, bar_chart, row_columns, sparklines
from report.formats.xlsx.sheet import SheetWriter
from report.wording import number_formats, phrases, render

_KINDS = {
    ChartShape.LINE: {"type": "line"},
    ChartShape.GOAL: {"type": "line"},
    ChartShape.BARS: {"type": "bar"},
    ChartShape.STEPS: {"type": "column"},
    ChartShape.RANGES: {"type": "bar"},
}


def table(sheet: SheetWriter, block: ReportTable, report: Report, book: Any) -> TablePlace:
    """All rows of a table; bounds, words next to numbers and pictures have columns of their own."""
    language = sheet.pens.language
    _top(sheet, render.said(block.title, language), render.notes(block, language))
    named = len(block.charts) > 1
    further = [row_columns(each, language, named=named) for each in block.charts]
    columns = table_columns(block, language)
    first = len(columns)
    for each in further:
        columns += picture_columns(each, len(block.rows))
    sheet.head([column.label for column in columns])
    start = sheet.row
    for row in range(len(block.rows)):
        sheet.cells([_cell(block.id, columns, at, row, start) for at in range(len(columns))])
    sheet.list_object(block.id)
    _draw_rows(sheet, block, report, book, (start, first), further)
    return TablePlace(columns, start)


@dataclass(frozen=True, slots=True)
class TablePlace:
    """The columns of a table on its sheet, and the sheet's row of its first row."""

    columns: Sequence[TableColumn]
    first: int


def _cell(
    table: str, columns: Sequence[TableColumn], column: int, row: int, first: int
) -> tuple[Any, Unit | None]:
    """A cell, as a formula where one gives the same value."""
    own = columns[column]
    value = own.cells[row]
    computed = formula(table, columns, column, row, first)
    if computed is None and own.signed and isinstance(value, Amount):
        return SignedAmount(value), None
    return computed or value, own.unit


def _draw_rows(
    sheet: SheetWriter,
    block: ReportTable,
    report: Report,
    book: Any,
    place: tuple[int, int],
    further: Sequence[Sequence[RowColumn]],
) -> None:
    """Sparklines in the rows, and charts below them."""
    start, column = place
    language, last = sheet.pens.language, sheet.row - 1
    below = sheet.row + 1
    for chart, columns in zip(block.charts, further, strict=True):
        if chart.shape is RowShape.TREND:
            sparklines(sheet, chart, (start, column), report.brand)
        elif chart.series and last >= start:
            title = render.said(chart.title, language) or render.said(block.title, language)
            at = column + _place(chart)
            words = (title, render.said(chart.alt, language))
            native = bar_chart(sheet, book, chart, (start, last), at, words)
            if native is not None:
                sheet.native.insert_chart(below, 0, native, {"description": words[1]})
                below += 8 + 2 * (last - start + 1)
        column += len(columns)


def _place(chart: RowChart) -> int:
    """Which of the columns of a picture has the values that its bars are drawn from."""
    role = SeriesRole.ACTUAL if chart.shape is RowShape.BULLET else SeriesRole.MIDDLE
    return next((n for n, series in enumerate(chart.series) if series.role is role), 0)


def ends(value: Any) -> list[tuple[Any, Unit | None]]:
    """The bounds of an amount as two cells."""
    if not isinstance(value, Amount):
        return [(None, None), (None, None)]
    ends = (value.low, value.high)
    return [
        (None if end is None else Amount(end, value.unit, value.currency), None) for end in ends
    ]


def chart(sheet: SheetWriter, block: Chart, report: Report, book: Any) -> None:
    """The numbers of a chart in columns, with the chart next to them."""
    language = sheet.pens.language
    notes = (*render.marks(block, language), *render.notes(block, language))
    _top(sheet, render.said(block.title, language), notes)
    dated = any(isinstance(position, date) for position in block.positions)
    first = render.said(phrases.DAY if dated else phrases.POSITION, language)
    sheet.head([first, *(render.said(each.label, language) for each in block.series)])
    start = sheet.row
    for index, position in enumerate(block.positions):
        amounts = [Amount(s.values[index], block.unit, block.currency) for s in block.series]
        sheet.cells([(position, None), *((amount, None) for amount in amounts)])
    sheet.list_object(block.id)
    if block.known:
        _draw(sheet, block, report, book, start)


def _draw(sheet: SheetWriter, block: Chart, report: Report, book: Any, start: int) -> None:
    language = sheet.pens.language
    native = book.add_chart(_KINDS[block.shape])
    end = sheet.row - 1
    ranges = block.shape is ChartShape.RANGES
    middled = ranges and any(value is not None for value in block.of(SeriesRole.MIDDLE))
    for index, series in enumerate(block.series):
        if middled and series.role is not SeriesRole.MIDDLE:
            continue  # the ends are error bars of the middle
        colour = colours.of_series(series, index, report.brand)
        native.add_series(
            {
                "name": [sheet.name, start - 1, index + 1],
                "categories": [sheet.name, start, 0, end, 0],
                "values": [sheet.name, start, index + 1, end, index + 1],
                **_look(block, series.role, colour),
            }
        )
    values = [value for series in block.series for value in series.values]
    form = number_formats.of(block.unit, block.currency, language, values)
    axes = [{"num_format": number_formats.on_axis(form), "major_gridlines": {"visible": True}}]
    axes.append({"num_format": number_formats.day(language), "label_position": "low"})
    # A bar chart has its categories on the vertical axis, from bottom to top unless reversed.
    if block.shape in {ChartShape.BARS, ChartShape.RANGES}:
        native.set_y_axis({"reverse": True, "label_position": "low"})
        # Programs begin the axis of similar values elsewhere, and a bar's length would mislead.
        native.set_x_axis(axes[0] if block.goes_below_zero else {**axes[0], "min": 0})
    else:
        native.set_y_axis(axes[0])
        native.set_x_axis(axes[1])
    title = render.said(block.title, language)
    native.set_title({"name": title, "name_font": {"size": 12}})
    several = len(block.series) > 1 and not middled
    native.set_legend({"position": "bottom"} if several else {"none": True})
    native.set_size({"width": 760, "height": 380})
    options = {"description": f"{title}. {render.said(block.alt, language)}"}
    sheet.native.insert_chart(start - 1, len(block.series) + 2, native, options)


def _look(block: Chart, role: SeriesRole, colour: str) -> dict[str, Any]:
    if block.shape is ChartShape.RANGES:
        return {"fill": {"color": colours.BEFORE}, "gap": 60, **_reach(block)}
    if block.shape in {ChartShape.BARS, ChartShape.STEPS}:
        return {"fill": {"color": colour}, "gap": 60}
    dash = "dash" if role in {SeriesRole.PACE, SeriesRole.MIDDLE} else "solid"
    return {"line": {"color": colour, "width": 2, "dash_type": dash}}


def _reach(block: Chart) -> dict[str, Any]:
    """Error bars from the low to the high end of each range."""
    ends = (block.of(r) for r in (SeriesRole.LOW, SeriesRole.MIDDLE, SeriesRole.HIGH))
    reach = [
        (0.0, 0.0)
        if None in each
        else (float(each[1] or 0) - float(each[0] or 0), float(each[2] or 0) - float(each[1] or 0))
        for each in zip(*ends, strict=True)
    ]
    return {
        "x_error_bars": {
            "type": "custom",
            "minus_values": [down for down, _ in reach],
            "plus_values": [up for _, up in reach],
        }
    }


def _top(sheet: SheetWriter, title: str, notes: tuple[str, ...]) -> None:
    sheet.line(title, sheet.pens.title)
    sheet.back()
    for note in notes:
        sheet.line(note, sheet.pens.note)
    sheet.row += 1

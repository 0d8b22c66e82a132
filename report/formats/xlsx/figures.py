"""Sheets of tables and charts: numbers, provenance, and a native chart."""

from __future__ import annotations

from datetime import date
from typing import Any

from metrics.definitions.registry import Unit
from report.document import colours
from report.document.model import Amount, Chart, ChartShape, Report, ReportTable, SeriesRole
from report.formats.xlsx.sheet import SheetWriter
from report.wording import number_formats, phrases, render

_KINDS = {
    ChartShape.LINE: {"type": "line"},
    ChartShape.GOAL: {"type": "line"},
    ChartShape.BARS: {"type": "bar"},
    ChartShape.STEPS: {"type": "column"},
    ChartShape.RANGES: {"type": "line"},
}


def table(sheet: SheetWriter, block: ReportTable) -> None:
    """All rows of a table; bounds of amounts are in columns of their own."""
    language = sheet.pens.language
    _top(sheet, render.said(block.title, language), render.notes(block, language))
    bounded = {
        index
        for row in block.rows
        for index, value in enumerate(row)
        if isinstance(value, Amount) and (value.low is not None or value.high is not None)
    }
    head = []
    for index, column in enumerate(block.columns):
        label = render.said(column.label, language)
        head += [label, *(render.bounds_of(label, language) if index in bounded else ())]
    sheet.head(head)
    for row in block.rows:
        values: list[Any] = []
        for index, (value, column) in enumerate(zip(row, block.columns, strict=True)):
            values.append((value, column.unit))
            if index in bounded:
                values += ends(value)
        sheet.cells(values)


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
    if block.known:
        _draw(sheet, block, report, book, start)


def _draw(sheet: SheetWriter, block: Chart, report: Report, book: Any, start: int) -> None:
    language = sheet.pens.language
    native = book.add_chart(_KINDS[block.shape])
    end = sheet.row - 1
    for index, series in enumerate(block.series):
        colour = colours.of_series(series, index, report.brand)
        native.add_series(
            {
                "name": [sheet.name, start - 1, index + 1],
                "categories": [sheet.name, start, 0, end, 0],
                "values": [sheet.name, start, index + 1, end, index + 1],
                **_look(block.shape, series.role, colour),
            }
        )
    values = [value for series in block.series for value in series.values]
    form = number_formats.of(block.unit, block.currency, language, values)
    axes = [{"num_format": number_formats.on_axis(form), "major_gridlines": {"visible": True}}]
    axes.append({"num_format": number_formats.day(language), "label_position": "low"})
    # A bar chart has its categories on the vertical axis, from bottom to top unless reversed.
    if block.shape is ChartShape.BARS:
        native.set_y_axis({"reverse": True})
        # Programs begin the axis of similar values elsewhere, and a bar's length would mislead.
        native.set_x_axis(axes[0] if block.goes_below_zero else {**axes[0], "min": 0})
    else:
        native.set_y_axis(axes[0])
        native.set_x_axis(axes[1])
    if block.shape is ChartShape.RANGES:
        native.set_high_low_lines({"line": {"color": colours.primary(report.brand), "width": 6}})
    title = render.said(block.title, language)
    native.set_title({"name": title, "name_font": {"size": 12}})
    native.set_legend({"position": "bottom"} if len(block.series) > 1 else {"none": True})
    native.set_size({"width": 760, "height": 380})
    options = {"description": f"{title}. {render.said(block.alt, language)}"}
    sheet.native.insert_chart(start - 1, len(block.series) + 2, native, options)


def _look(shape: ChartShape, role: SeriesRole, colour: str) -> dict[str, Any]:
    if shape in {ChartShape.BARS, ChartShape.STEPS}:
        return {"fill": {"color": colour}, "gap": 60}
    if shape is ChartShape.RANGES:
        marker = "diamond" if role is SeriesRole.MIDDLE else "long_dash"
        return {"line": {"none": True}, "marker": {"type": marker, "size": 7}}
    dash = "solid" if role is SeriesRole.ACTUAL else "dash"
    return {"line": {"color": colour, "width": 2, "dash_type": dash}}


def _top(sheet: SheetWriter, title: str, notes: tuple[str, ...]) -> None:
    sheet.line(title, sheet.pens.title)
    for note in notes:
        sheet.line(note, sheet.pens.note)
    sheet.row += 1

"""Native pictures of table rows: one XY scatter chart whose rows meet those of the table.

Each bar, interval, tick and dot is a series of its own, named after what it is, so that all shapes
share one axis and their numbers are in the workbook.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.slide import Slide
from pptx.util import Inches

from report.charts.row_marks import HEAD, MarkKind, RowMark, RowPicture, Side
from report.charts.row_picture import RowLook, row_picture
from report.document.model import RowChart
from report.formats.pptx.charts import chart_xml as xml
from report.formats.pptx.charts.sheets import PointSheet
from report.formats.pptx.geometry import Box
from report.formats.pptx.text import Pen, describe
from report.wording import render

_LARGEST = 72  # points: what the format allows for markers
_REACH = 0.15  # inches: ticks of high rows are no longer
_AXES = (101, 102)
_BLANK, _WIDE = "\u00a0", 0.045  # and how many inches it is wide at 12 points


def draw_rows(
    slide: Slide,
    box: Box,
    chart: RowChart,
    look: RowLook,
    heights: Sequence[float],
    start: int,
    pen: Pen,
) -> None:
    """Draws the rows from ``start`` on; ``heights`` are those of the table's head and rows."""
    picture = _part(row_picture(chart, look), start, len(heights) - 1)
    total = sum(heights)
    sheet = PointSheet()
    points = [_points(mark, heights, total) for mark in picture.marks]
    added: list[Any] = []
    for mark, ends in zip(picture.marks, points, strict=True):
        series: Any = sheet.add_series(mark.name)  # type: ignore[no-untyped-call]
        for x, y in ends:
            series.add_data_point(x, y)
        added.append(series)
    drawn = "".join(
        _series(place, mark, ends, series, pen)
        for place, (mark, ends, series) in enumerate(zip(picture.marks, points, added, strict=True))
    )
    x, y = _AXES
    plot = (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{drawn}'
        f'<c:axId val="{x}"/><c:axId val="{y}"/></c:scatterChart>'
        + xml.value_axis(x, y, "b", (picture.low, picture.high), "midCat")
        + xml.value_axis(y, x, "l", (0.0, total), "midCat")
    )
    sheet.xml = xml.space(plot, pen)
    size = [Inches(n) for n in (box.left, box.top, box.width, total)]
    shapes: Any = slide.shapes
    frame = shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES, *size, sheet)
    title = render.said(chart.title, pen.language)
    alt = render.said(chart.alt, pen.language)
    describe(frame, title or alt, alt)


def _part(picture: RowPicture, start: int, count: int) -> RowPicture:
    """The marks of ``count`` rows from ``start`` on, with the axis of all rows."""
    marks = (
        mark if mark.row == HEAD else replace(mark, row=mark.row - start)
        for mark in picture.marks
        if mark.row == HEAD or start < mark.row <= start + count
    )
    return replace(picture, marks=tuple(marks))


def _points(
    mark: RowMark, heights: Sequence[float], total: float
) -> tuple[tuple[float, float], ...]:
    """The points of a mark, heights in inches from the bottom of the table."""
    own = heights[mark.row]
    middle = total - sum(heights[: mark.row]) - own / 2 + mark.rise * own
    match mark.kind:
        case MarkKind.STROKE:
            return (mark.start, middle), (mark.end, middle)
        case MarkKind.TICK:
            reach = min(mark.reach * own, _REACH)
            return (mark.start, middle - reach), (mark.start, middle + reach)
        case MarkKind.RULE:
            # Below the names in the head.
            return (mark.start, 0.0), (mark.start, total - heights[HEAD] + 0.04)
        case MarkKind.DOT:
            return ((mark.start, middle),)
        case _:
            # A label above a point of its row is over the middle, in the head it is centred there.
            sunk = 0.11 if mark.side is Side.ABOVE and mark.row == HEAD else 0.0
            return ((mark.start, middle - sunk),)


def _series(
    place: int, mark: RowMark, points: Sequence[tuple[float, float]], series: Any, pen: Pen
) -> str:
    fill = pen.fill(mark.colour)
    lined = mark.kind in {MarkKind.STROKE, MarkKind.TICK, MarkKind.RULE}
    line = xml.line(mark.size, fill) if lined else "<a:ln><a:noFill/></a:ln>"
    marker = '<c:symbol val="none"/>'
    if mark.kind is MarkKind.DOT:
        size = min(max(round(mark.size), 2), _LARGEST)
        marker = (
            f'<c:symbol val="circle"/><c:size val="{size}"/>'
            f"<c:spPr>{fill}<a:ln><a:noFill/></a:ln></c:spPr>"
        )
    words = ""
    if mark.kind is MarkKind.LABEL:
        look = xml.letters(mark.size, fill, pen.language, bold=mark.bold)
        words = xml.labels(xml.label(0, _spaced(mark), look, mark.side))
    xs, ys = zip(*points, strict=True)
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>'
        f"{xml.name(series.name_ref, mark.name)}<c:spPr>{line}</c:spPr>"
        f"<c:marker>{marker}</c:marker>{words}"
        f"<c:xVal>{xml.numbers(series.x_values_ref, xs)}</c:xVal>"
        f"<c:yVal>{xml.numbers(series.y_values_ref, ys)}</c:yVal>"
        f'<c:smooth val="0"/></c:ser>'
    )


def _spaced(mark: RowMark) -> str:
    """The text clear of its value; programs put labels right next to the point."""
    if mark.side is not Side.RIGHT:
        return mark.text
    return _BLANK * (1 + round(mark.gap / _WIDE)) + mark.text

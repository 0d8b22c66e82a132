"""Native line charts: series over days, or a goal with pace, fan and target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from report.charts.annotations import numbered
from report.document.model import Chart, Series, SeriesRole
from report.formats.pptx.charts import frame
from report.formats.pptx.geometry import Box
from report.formats.pptx.text import Pen
from report.wording import number_formats, phrases, render

_DASHES = {
    SeriesRole.PACE: MSO_LINE.DASH,
    SeriesRole.COMPARISON: MSO_LINE.DASH,
    SeriesRole.TARGET: MSO_LINE.ROUND_DOT,
    SeriesRole.MIDDLE: MSO_LINE.ROUND_DOT,
    SeriesRole.LOW: MSO_LINE.SQUARE_DOT,
    SeriesRole.HIGH: MSO_LINE.SQUARE_DOT,
}
_ENDS = {
    SeriesRole.ACTUAL,
    SeriesRole.COMPARISON,
    SeriesRole.MIDDLE,
    SeriesRole.TARGET,
}  # labels of others would collide
_APART = 0.08  # of the highest value: labels of ends nearer than that would overlap
_THIN = {SeriesRole.LOW: 1.25, SeriesRole.HIGH: 1.25, SeriesRole.MIDDLE: 1.75}


def draw(slide: Slide, box: Box, chart: Chart, pen: Pen) -> None:
    """Draws a line chart; annotations are numbered points on it."""
    form = frame.number_format(chart, pen)
    dated = all(isinstance(position, date) for position in chart.positions)
    names = [p if dated else render.position(p, pen.language) for p in chart.positions]
    columns = [(render.said(s.label, pen.language), s.values) for s in chart.series]
    marked = numbered(chart)
    if marked:
        columns.append((render.said(phrases.NOTES, pen.language), _heights(chart, marked)))
    data = frame.data(names, columns)
    native = frame.place(slide, box, chart, XL_CHART_TYPE.LINE, data, pen)
    frame.axes(native, form)
    drawn = list(native.plots[0].series)
    for index, (line, series) in enumerate(zip(drawn, chart.series, strict=False)):
        _stroke(line, series, index, pen)
        if series.role in _ENDS:
            _end(line, series, chart, pen)
    if marked:
        _number(drawn[-1], marked, pen)
    if dated:
        _ticks(native, chart.positions, pen)


def _stroke(line: Any, series: Series, index: int, pen: Pen) -> None:
    line.smooth = False
    line.marker.style = XL_MARKER_STYLE.NONE
    frame.paint(line.format.line.color, series, index, pen)
    line.format.line.width = Pt(
        _THIN.get(series.role, 2.5 if series.role is SeriesRole.ACTUAL else 2)
    )
    if series.role in _DASHES:
        line.format.line.dash_style = _DASHES[series.role]


def _end(line: Any, series: Series, chart: Chart, pen: Pen) -> None:
    """Labels the end of a line with its value, below it where another ends right above."""
    last = _last(series)
    if last is None:
        return
    index, value = last
    text = render.end(series, value, chart, pen.language)
    label = frame.label(line.points[index], text, pen, quiet=series.role is not SeriesRole.ACTUAL)
    others = [_last(other) for other in chart.series if other.role in _ENDS]
    near = _APART * max(v for each in chart.series for v in each.values if v is not None)
    under = any(o and o[0] == index and 0 < o[1] - value < near for o in others)
    label.position = XL_LABEL_POSITION.BELOW if under else XL_LABEL_POSITION.ABOVE


def _last(series: Series) -> tuple[int, float] | None:
    known = [(index, value) for index, value in enumerate(series.values) if value is not None]
    return known[-1] if known else None


def _heights(chart: Chart, marked: dict[int, str]) -> tuple[float | None, ...]:
    """The heights of annotations: on the first series with a value there, else on the axis."""
    return tuple(
        next((s.values[i] for s in chart.series if s.values[i] is not None), 0.0)
        if i in marked
        else None
        for i in range(len(chart.positions))
    )


def _number(line: Any, marked: dict[int, str], pen: Pen) -> None:
    line.smooth = False
    line.format.line.fill.background()
    line.marker.style, line.marker.size = XL_MARKER_STYLE.DIAMOND, 9
    line.marker.format.fill.solid()
    line.marker.format.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_1
    for index, numbers in marked.items():
        frame.label(line.points[index], numbers, pen).position = XL_LABEL_POSITION.ABOVE


def _ticks(native: Any, positions: Sequence[Any], pen: Pen) -> None:
    """A label a day, a week or a month, by the length of the period."""
    axis = native.category_axis
    axis.tick_labels.number_format = number_formats.day(pen.language)
    axis.tick_labels.number_format_is_linked = False
    span = (max(positions) - min(positions)).days
    every, unit = (1, "days") if span <= 10 else (7, "days") if span <= 70 else (1, "months")
    if span > 500:
        every = 3
    element = axis._element  # noqa: SLF001 (no public API for the steps of a time axis)
    for name in ("c:baseTimeUnit", "c:majorUnit", "c:majorTimeUnit"):
        for old in element.findall(qn(name)):
            element.remove(old)
    values = (("c:baseTimeUnit", "days"), ("c:majorUnit", str(every)), ("c:majorTimeUnit", unit))
    for name, value in values:
        element.append(element.makeelement(qn(name), {"val": value}))

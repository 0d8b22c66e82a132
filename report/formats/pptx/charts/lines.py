"""Native line charts: series over days or categories, labelled at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from report.charts.annotations import numbered
from report.charts.line_ends import LineEnd, apart, line_ends, needs_legend
from report.document.model import Chart, Series, SeriesRole
from report.formats.pptx.charts import frame
from report.formats.pptx.charts.sheets import categories
from report.formats.pptx.geometry import Box
from report.formats.pptx.text import LABEL, SMALL, Pen
from report.wording import number_formats, phrases, render
from report.wording.column_widths import text_width

DASHES = {SeriesRole.PACE: MSO_LINE.SQUARE_DOT, SeriesRole.MIDDLE: MSO_LINE.DASH}
WIDTHS = {SeriesRole.PACE: 1.25, SeriesRole.TARGET: 1.25, SeriesRole.COMPARISON: 1.75}
_STEP = 0.19  # inches between two labels
_NUMBERS, _DAYS, _TOP = 0.62, 0.3, 0.08  # inches: the axes, and the air above
_YEARS = 500  # days from which on months need their year
_MOST = 0.5  # of the width: the labels at the right


def draw(slide: Slide, box: Box, chart: Chart, pen: Pen) -> None:
    """Draws a line chart; annotations are numbered points on it."""
    dated = all(isinstance(position, date) for position in chart.positions)
    names = [p if dated else render.position(p, pen.language) for p in chart.positions]
    columns = [(render.said(s.label, pen.language), s.values) for s in chart.series]
    marked = numbered(chart)
    if marked:
        columns.append((render.said(phrases.NOTES, pen.language), heights(chart, marked)))
    data = categories(names, columns)
    native = frame.place(slide, box, chart, XL_CHART_TYPE.LINE, data, pen)
    frame.axes(native, frame.number_format(chart, pen))
    drawn = list(native.plots[0].series)
    for index, (line, series) in enumerate(zip(drawn, chart.series, strict=False)):
        stroke(line, series, frame.shade(series, index, pen), pen)
    _label_ends(native, drawn, box, chart, pen)
    if marked:
        number(drawn[-1], marked, pen)
    if dated:
        ticks(native, chart.positions, pen)
    if needs_legend(chart):
        native.has_legend = True
        native.legend.position = XL_LEGEND_POSITION.BOTTOM
        native.legend.include_in_layout = False
        native.legend.font.size = Pt(SMALL)


def stroke(line: Any, series: Series, shade: str, pen: Pen) -> None:
    """The line of a series: current values thick, planned pace thin, forecasts dashed."""
    line.smooth = False
    line.marker.style = XL_MARKER_STYLE.NONE
    frame.paint(line.format.line.color, shade, pen)
    line.format.line.width = Pt(WIDTHS.get(series.role, 2.5))
    if series.role in DASHES:
        line.format.line.dash_style = DASHES[series.role]


def _label_ends(native: Any, drawn: Sequence[Any], box: Box, chart: Chart, pen: Pen) -> None:
    """Labels each line at its end, moved apart where several end at one height."""
    ends = line_ends(chart, pen.language, pen.brand)
    low, high = span(chart)
    native.value_axis.minimum_scale, native.value_axis.maximum_scale = low, high
    room = min(_room(ends) + 0.1, _MOST * box.width) if ends else 0.1
    width = box.width - _NUMBERS - room
    if not needs_legend(chart):
        tall = box.height - _TOP - _DAYS
        frame.inner(
            native,
            _NUMBERS / box.width,
            _TOP / box.height,
            width / box.width,
            tall / box.height,
        )
        unit = tall / (high - low)
        heights = apart([(end.value - low) * unit for end in ends], _STEP)
        for end, height in zip(ends, heights, strict=True):
            point = drawn[end.series].points[end.place]
            text = "\u00a0" + end.text
            label = frame.label(point, text, pen, end.colour, bold=end.bold)
            label.position = XL_LABEL_POSITION.RIGHT
            shift = (end.value - low) * unit - height
            if abs(shift) > 0.01:
                frame.lower(label, shift / box.height)


def _room(ends: Sequence[LineEnd]) -> float:
    return max(text_width(end.text, LABEL, bold=end.bold) for end in ends) + 0.1


def span(chart: Chart) -> tuple[float, float]:
    """The ends of the value axis: zero and a little more than the highest value."""
    values = [value for series in chart.series for value in series.values if value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    return low, high + (high - low or 1.0) * 0.06


def heights(chart: Chart, marked: dict[int, str]) -> tuple[float | None, ...]:
    """The heights of annotations: on the first series with a value there, else on the axis."""
    return tuple(
        next((s.values[i] for s in chart.series if s.values[i] is not None), 0.0)
        if i in marked
        else None
        for i in range(len(chart.positions))
    )


def number(line: Any, marked: dict[int, str], pen: Pen) -> None:
    """Draws annotations as numbered diamonds without a line."""
    line.smooth = False
    line.format.line.fill.background()
    line.marker.style, line.marker.size = XL_MARKER_STYLE.DIAMOND, 9
    line.marker.format.fill.solid()
    line.marker.format.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_1
    for index, numbers in marked.items():
        label = frame.label(line.points[index], numbers, pen, next(iter(pen.theme)))
        label.position = XL_LABEL_POSITION.ABOVE


def ticks(native: Any, positions: Sequence[Any], pen: Pen) -> None:
    """A label a day, a week or a month, by the length of the period."""
    axis = native.category_axis
    length = (max(positions) - min(positions)).days
    every, unit = (1, "days") if length <= 10 else (7, "days") if length <= 70 else (1, "months")
    form = number_formats.day(pen.language)
    if unit == "months":
        form = number_formats.month(pen.language, with_year=length > _YEARS)
        every = 3 if length > _YEARS else 1
    axis.tick_labels.number_format = form
    axis.tick_labels.number_format_is_linked = False
    frame.days(native)
    element = axis._element  # noqa: SLF001 (no public API for the steps of a time axis)
    for name in ("c:baseTimeUnit", "c:majorUnit", "c:majorTimeUnit"):
        for old in element.findall(qn(name)):
            element.remove(old)
    values = (("c:baseTimeUnit", "days"), ("c:majorUnit", str(every)), ("c:majorTimeUnit", unit))
    for name, value in values:
        element.append(element.makeelement(qn(name), {"val": value}))

"""Native goal charts: actual, planned pace and target as lines, the forecast as a filled band."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide

from i18n.message import msg
from report.charts.annotations import numbered
from report.charts.line_ends import PaceSide, pace_label
from report.document import colours
from report.document.model import Amount, Chart, SeriesRole
from report.formats.pptx.charts import frame
from report.formats.pptx.charts.lines import heights, number, span, stroke, ticks
from report.formats.pptx.charts.sheets import categories
from report.formats.pptx.geometry import Box
from report.formats.pptx.text import LABEL, Pen, rgb
from report.wording import phrases, render
from report.wording.column_widths import text_width

BAND = msg("Width of the forecast range")
_DRAWN = (SeriesRole.PACE, SeriesRole.TARGET, SeriesRole.ACTUAL, SeriesRole.MIDDLE)
_SIDES = {
    PaceSide.ABOVE: XL_LABEL_POSITION.ABOVE,
    PaceSide.BELOW: XL_LABEL_POSITION.BELOW,
    PaceSide.LEFT: XL_LABEL_POSITION.LEFT,
    PaceSide.RIGHT: XL_LABEL_POSITION.RIGHT,
}
_BLANKS = {PaceSide.LEFT: ("", "\u00a0" * 3), PaceSide.RIGHT: ("\u00a0" * 3, "")}
_LOW = 2  # of the columns: the low end and the band are areas
_DAYS = 0.3  # inches below the plot
_MOST = 0.45  # of the width: the label at the right


def draw(slide: Slide, box: Box, chart: Chart, pen: Pen) -> None:
    """Draws areas for the band and lines on the same axes; the high end is a line without a stroke."""
    known = {series.role: series for series in chart.series}
    lined = [known[role] for role in (*_DRAWN, SeriesRole.HIGH) if role in known]
    marked = numbered(chart)
    low, band = _band(chart)
    columns = [
        (_label(known, SeriesRole.LOW, pen), low),
        (render.said(BAND, pen.language), band),
        *((render.said(series.label, pen.language), series.values) for series in lined),
    ]
    if marked:
        columns.append((render.said(phrases.NOTES, pen.language), heights(chart, marked)))
    data = categories(list(chart.positions), columns)
    native = frame.place(slide, box, chart, XL_CHART_TYPE.AREA_STACKED, data, pen)
    frame.axes(native, frame.number_format(chart, pen), bare=True)
    native.value_axis.minimum_scale, native.value_axis.maximum_scale = span(chart)
    areas, lines = _as_lines(native)
    _fill(areas)
    # Without it programs draw what is unknown as zero.
    native._chartSpace.chart.find(qn("c:dispBlanksAs")).set("val", "gap")  # noqa: SLF001 (no public API)
    for line, series in zip(lines, lined, strict=False):
        if series.role is SeriesRole.HIGH:
            line.format.line.fill.background()
            line.marker.style = XL_MARKER_STYLE.NONE
        else:
            stroke(line, series, frame.shade(series, 0, pen), pen)
    room = _label_ends(lines, [series.role for series in lined], chart, pen)
    right = min(room, _MOST * box.width)
    left = 0.02 * box.width
    frame.inner(native, 0.02, 0.02, (box.width - left - right) / box.width, 1 - _DAYS / box.height)
    if marked:
        number(lines[-1], marked, pen)
    ticks(native, chart.positions, pen)


def _label(known: dict[SeriesRole, Any], role: SeriesRole, pen: Pen) -> str:
    return render.said(known[role].label if role in known else phrases.LOW, pen.language)


def _band(chart: Chart) -> tuple[tuple[float | None, ...], tuple[float | None, ...]]:
    """The low end and the width of the band; before the forecast the actual value and none.

    Blanks in an area would draw a slanting edge.
    """
    low, high = chart.of(SeriesRole.LOW), chart.of(SeriesRole.HIGH)
    bottom = tuple(
        a if b is None else b for a, b in zip(chart.of(SeriesRole.ACTUAL), low, strict=True)
    )
    width = tuple(
        None if base is None else 0.0 if a is None or b is None else b - a
        for base, a, b in zip(bottom, low, high, strict=True)
    )
    return bottom, width


def _as_lines(native: Any) -> tuple[list[Any], list[Any]]:
    """Moves the series after the band into a line chart on the same axes."""
    area = native._chartSpace.chart.plotArea.find(qn("c:areaChart"))  # noqa: SLF001 (no public API for mixed charts)
    line = parse_xml(
        f'<c:lineChart {nsdecls("c")}><c:grouping val="standard"/><c:varyColors val="0"/></c:lineChart>'
    )
    for series in area.findall(qn("c:ser"))[_LOW:]:
        line.append(series)
    line.append(line.makeelement(qn("c:marker"), {"val": "1"}))
    for axis in area.findall(qn("c:axId")):
        line.append(deepcopy(axis))
    area.addnext(line)
    areas, lines = native.plots
    return list(areas.series), list(lines.series)


def _fill(areas: list[Any]) -> None:
    base, band = areas
    base.format.fill.background()
    band.format.fill.solid()
    band.format.fill.fore_color.rgb = rgb(colours.BAND)
    for area in areas:
        area.format.line.fill.background()


def _label_ends(lines: list[Any], roles: list[SeriesRole], chart: Chart, pen: Pen) -> float:
    """Labels the lines directly; the inches that the forecast's label needs at the right."""
    by_role = dict(zip(roles, lines, strict=False))
    room = 0.1
    actual = _last(chart, SeriesRole.ACTUAL)
    ahead = _last(chart, SeriesRole.MIDDLE)
    if actual is not None:
        text = _figure(chart, SeriesRole.ACTUAL, actual, pen)
        place = by_role[SeriesRole.ACTUAL].points[actual]
        inside = ahead is not None and actual > len(chart.positions) // 6
        side = XL_LABEL_POSITION.LEFT if inside else XL_LABEL_POSITION.RIGHT
        text = f"{text}\u00a0\u00a0" if inside else f"\u00a0{text}"
        frame.label(place, text, pen, colours.INK).position = side
        room = room if inside else max(room, text_width(text, LABEL, bold=True) + 0.15)
    if ahead is not None:
        text = _forecast(chart, ahead, pen)
        accent = colours.of_text(colours.primary(pen.brand))
        label = frame.label(by_role[SeriesRole.MIDDLE].points[ahead], text, pen, accent)
        label.position = XL_LABEL_POSITION.RIGHT
        widest = max(text_width(part, LABEL, bold=True) for part in text.split("\n"))
        room = max(room, widest + 0.15)
    _name_lines(by_role, chart, pen)
    return room


def _name_lines(by_role: dict[SeriesRole, Any], chart: Chart, pen: Pen) -> None:
    """Names target and planned pace along their lines."""
    count = len(chart.positions)
    if SeriesRole.TARGET in by_role:
        at = count // 4
        value = chart.of(SeriesRole.TARGET)[at]
        if value is not None:
            name = next(s.label for s in chart.series if s.role is SeriesRole.TARGET)
            figure = render.figure(value, chart.unit, chart.currency, pen.language)
            text = f"{render.said(name, pen.language)} {figure}"
            accent = colours.of_text(colours.primary(pen.brand))
            label = frame.label(
                by_role[SeriesRole.TARGET].points[at], text, pen, accent, bold=False
            )
            label.position = XL_LABEL_POSITION.ABOVE
    pace = pace_label(chart, pen.language)
    if pace is not None:
        blanks = _BLANKS.get(pace.side, ("", ""))
        words = f"{blanks[0]}{pace.text}{blanks[1]}"
        point = by_role[SeriesRole.PACE].points[pace.place]
        label = frame.label(point, words, pen, colours.QUIET, bold=False)
        label.position = _SIDES[pace.side]


def _forecast(chart: Chart, place: int, pen: Pen) -> str:
    """The forecast at its last day: its median, and its range in a line of its own."""
    language = pen.language
    ends = (chart.of(SeriesRole.LOW)[place], chart.of(SeriesRole.HIGH)[place])
    amount = Amount(chart.of(SeriesRole.MIDDLE)[place], chart.unit, chart.currency, *ends)
    value, bounds = render.headline(amount, language)
    first = f"\u00a0{render.said(phrases.FORECAST, language)} {value}"
    return f"{first}\n\u00a0{bounds}" if bounds else first


def _figure(chart: Chart, role: SeriesRole, place: int, pen: Pen) -> str:
    return render.figure(chart.of(role)[place], chart.unit, chart.currency, pen.language)


def _last(chart: Chart, role: SeriesRole) -> int | None:
    values = chart.of(role)
    return max((place for place, value in enumerate(values) if value is not None), default=None)

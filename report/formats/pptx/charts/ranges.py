"""Native range charts: a bar from low to high per category, with the middle where known."""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide

from report.document.model import Chart, SeriesRole
from report.formats.pptx.charts import frame
from report.formats.pptx.geometry import Box
from report.formats.pptx.text import Pen
from report.wording import render

ORDER = (
    SeriesRole.HIGH,
    SeriesRole.LOW,
    SeriesRole.MIDDLE,
)  # the order of a high-low chart


def draw(slide: Slide, box: Box, chart: Chart, pen: Pen) -> None:
    """Draws a bar from low to high; the numbers behind it are the ends themselves."""
    form = frame.number_format(chart, pen)
    known = {series.role: series for series in chart.series}
    ordered = [known[role] for role in ORDER if role in known]
    data = frame.data(
        frame.names(chart, pen, render.spans(chart, pen.language)),
        [(render.said(series.label, pen.language), series.values) for series in ordered],
    )
    native = frame.place(slide, box, chart, XL_CHART_TYPE.LINE_MARKERS, data, pen)
    frame.axes(native, form)
    for line, series in zip(native.plots[0].series, ordered, strict=True):
        line.smooth = False
        line.format.line.fill.background()
        line.marker.style = (
            XL_MARKER_STYLE.DIAMOND if series.role is SeriesRole.MIDDLE else XL_MARKER_STYLE.DASH
        )
        line.marker.size = 10
        line.marker.format.fill.solid()
        line.marker.format.fill.fore_color.theme_color = (
            MSO_THEME_COLOR.TEXT_1 if series.role is SeriesRole.MIDDLE else MSO_THEME_COLOR.ACCENT_1
        )
    if SeriesRole.HIGH in known and SeriesRole.LOW in known:
        # Error bars, because LibreOffice does not draw high-low lines, and stacked bars on an
        # invisible base would hide the true numbers.
        reach = zip(known[SeriesRole.HIGH].values, known[SeriesRole.LOW].values, strict=True)
        lengths = [None if h is None or low is None else h - low for h, low in reach]
        _reach_down(native.plots[0].series[0], lengths)


def _reach_down(line: Any, lengths: list[float | None]) -> None:
    """Bars from each high end down to the low one, as error bars: all programs draw these."""
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{length!r}</c:v></c:pt>'
        for index, length in enumerate(lengths)
        if length is not None
    )
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="y"/><c:errBarType val="minus"/>'
        '<c:errValType val="cust"/><c:noEndCap val="1"/><c:minus><c:numLit>'
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(lengths)}"/>{points}'
        '</c:numLit></c:minus><c:spPr><a:ln w="127000" cap="flat"><a:solidFill>'
        '<a:schemeClr val="accent1"><a:alpha val="40000"/></a:schemeClr></a:solidFill></a:ln>'
        "</c:spPr></c:errBars>"
    )
    line._element.find(qn("c:cat")).addprevious(bars)  # noqa: SLF001 (no public API for error bars)

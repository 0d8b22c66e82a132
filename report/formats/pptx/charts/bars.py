"""Native bar charts: categories by one value, the first on top."""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from report.document.colours import of_text
from report.document.model import Chart
from report.formats.pptx.charts import frame
from report.formats.pptx.charts.sheets import categories
from report.formats.pptx.geometry import Box
from report.formats.pptx.text import LABEL, Pen
from report.wording import render
from report.wording.column_widths import text_width

_MOST = 0.38  # of the width: the names of the categories
_AIR = 0.2  # inches around names and labels


def draw(slide: Slide, box: Box, chart: Chart, pen: Pen) -> None:
    """Draws clustered bars with their numbers at the ends."""
    form = frame.number_format(chart, pen)
    names = [frame.short(render.position(p, pen.language)) for p in chart.positions]
    columns = [(render.said(s.label, pen.language), s.values) for s in chart.series]
    data = categories(names, columns)
    native = frame.place(slide, box, chart, XL_CHART_TYPE.BAR_CLUSTERED, data, pen)
    frame.axes(native, form, bare=True)
    if not chart.goes_below_zero:
        # Programs begin the axis of similar values elsewhere, and a bar's length would mislead.
        native.value_axis.minimum_scale = 0
        native.value_axis.maximum_scale = max([*_values(chart), 1e-9])
        _place(native, box, chart, names, pen)
    # PowerPoint draws the first category of a bar chart at the bottom.
    native.category_axis.reverse_order = True
    plot: Any = native.plots[0]
    plot.gap_width, plot.overlap = 55, -5
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = form, False
    labels.font.size = Pt(LABEL)
    # Programs break a number with a unit otherwise.
    labels._element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("wrap", "none")  # noqa: SLF001 (no public API)
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    for index, (drawn, series) in enumerate(zip(plot.series, chart.series, strict=True)):
        drawn.invert_if_negative = False
        drawn.format.fill.solid()
        shade = frame.shade(series, index, pen)
        frame.paint(drawn.format.fill.fore_color, shade, pen)
        if len(chart.series) > 1 and series.values[0] is not None:
            # The name of a series is at its first bar, instead of a legend.
            place = frame.label(drawn.points[0], _named(chart, index, pen), pen, of_text(shade))
            place.position = XL_LABEL_POSITION.OUTSIDE_END


def _values(chart: Chart) -> list[float]:
    return [value for series in chart.series for value in series.values if value is not None]


def _named(chart: Chart, index: int, pen: Pen) -> str:
    series = chart.series[index]
    number = render.figure(series.values[0], chart.unit, chart.currency, pen.language)
    return f"{number} {render.said(series.label, pen.language)}"


def _place(native: Any, box: Box, chart: Chart, names: list[str], pen: Pen) -> None:
    """Keeps room for the names at the left and for the labels at the right."""
    left = min(max(text_width(name, LABEL) for name in names) + _AIR, _MOST * box.width)
    figures = [
        render.figure(value, chart.unit, chart.currency, pen.language) for value in _values(chart)
    ]
    figures += [_named(chart, index, pen) for index in range(len(chart.series) if len(chart.series) > 1 else 0)]  # fmt: skip
    right = max(text_width(figure, LABEL, bold=True) for figure in figures) + _AIR
    width = max(box.width - left - right, 0.3 * box.width)
    frame.inner(native, left / box.width, 0.01, width / box.width, 0.98)

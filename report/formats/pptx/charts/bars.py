"""Native bar charts: categories by one value, the first on top."""

from __future__ import annotations

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.slide import Slide

from report.document.model import Chart
from report.formats.pptx.charts import frame
from report.formats.pptx.geometry import Box
from report.formats.pptx.text import Pen
from report.wording import render


def draw(slide: Slide, box: Box, chart: Chart, pen: Pen) -> None:
    """Draws clustered bars with their numbers at the ends."""
    form = frame.number_format(chart, pen)
    names = [frame.short(render.position(p, pen.language)) for p in chart.positions]
    columns = [(render.said(s.label, pen.language), s.values) for s in chart.series]
    data = frame.data(names, columns)
    native = frame.place(slide, box, chart, XL_CHART_TYPE.BAR_CLUSTERED, data, pen)
    frame.axes(native, form, bare=True)
    if not chart.goes_below_zero:
        # Programs begin the axis of similar values elsewhere, and a bar's length would mislead.
        native.value_axis.minimum_scale = 0
    # PowerPoint draws the first category of a bar chart at the bottom.
    native.category_axis.reverse_order = True
    plot = native.plots[0]
    plot.gap_width, plot.overlap = 55, -5
    frame.show_values(plot, form, pen)
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    for index, (drawn, series) in enumerate(zip(plot.series, chart.series, strict=True)):
        drawn.invert_if_negative = False
        drawn.format.fill.solid()
        frame.paint(drawn.format.fill.fore_color, series, index, pen)

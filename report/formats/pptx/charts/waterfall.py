"""Native waterfall charts: stacked columns on an invisible base."""

from __future__ import annotations

from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.slide import Slide

from i18n.message import msg
from report.charts.waterfall_geometry import steps
from report.document import colours
from report.document.model import Chart
from report.formats.pptx.charts import frame
from report.formats.pptx.geometry import Box
from report.formats.pptx.text import Pen, rgb
from report.wording import phrases, render

CARRIER = msg("Below the step")
_KINDS = (phrases.TOTAL, phrases.ADDED, phrases.TAKEN)


def draw(slide: Slide, box: Box, chart: Chart, pen: Pen) -> None:
    """Draws the steps as stacked columns on invisible ones."""
    form = frame.number_format(chart, pen)
    waterfall_steps = steps(chart)
    columns: list[tuple[str, list[float | None]]] = [
        (render.said(CARRIER, pen.language), [step.base for step in waterfall_steps])
    ]
    sides = [[step.above for step in waterfall_steps], [step.below for step in waterfall_steps]]
    # A step may cross zero: its parts above and below are series of their own.
    for sizes in sides if any(sides[1]) else sides[:1]:
        for kind, name in enumerate(_KINDS):
            parts = [
                size or None if step.kind == kind else None
                for step, size in zip(waterfall_steps, sizes, strict=True)
            ]
            columns.append((render.said(name, pen.language), parts))
    data = frame.data(frame.names(chart, pen, render.moves(chart, pen.language)), columns)
    native = frame.place(slide, box, chart, XL_CHART_TYPE.COLUMN_STACKED, data, pen)
    frame.axes(native, form)
    native.has_legend = False
    plot = native.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    base, *drawn = plot.series
    # The invisible base lifts each step to its level.
    base.format.fill.background()
    for kind, series in enumerate(drawn):
        series.invert_if_negative = False
        series.format.fill.solid()
        if kind % 3 == 0:
            series.format.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
        else:
            shade = (colours.GOOD, colours.BAD)[kind % 3 - 1]
            series.format.fill.fore_color.rgb = rgb(shade)

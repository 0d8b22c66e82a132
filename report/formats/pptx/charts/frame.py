"""Shared parts of native charts: position, title, legend, axes, theme colours, alternative text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Inches, Pt

from data.base.networks import network_colours
from i18n.locales import tag
from report.document import colours
from report.document.model import Chart, Series, SeriesRole
from report.formats.pptx.geometry import Box
from report.formats.pptx.text import INK, QUIET, Pen, Style, describe, rgb, write
from report.wording import number_formats, render

LONGEST = 45  # letters of a category
_THEME = {
    SeriesRole.TARGET: MSO_THEME_COLOR.ACCENT_2,
    SeriesRole.PACE: MSO_THEME_COLOR.TEXT_2,
    SeriesRole.COMPARISON: MSO_THEME_COLOR.TEXT_2,
}
_FURTHER = (
    MSO_THEME_COLOR.ACCENT_3,
    MSO_THEME_COLOR.ACCENT_4,
    MSO_THEME_COLOR.ACCENT_5,
    MSO_THEME_COLOR.ACCENT_6,
)


def number_format(chart: Chart, pen: Pen) -> str:
    """The office number format of a chart's values."""
    values = [value for series in chart.series for value in series.values]
    return number_formats.of(chart.unit, chart.currency, pen.language, values)


def data(categories: Sequence[Any], columns: Sequence[tuple[str, Sequence[float | None]]]) -> Any:
    """Categories and named series as the sheet behind a chart; formats are the chart's own."""
    sheet: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    sheet.categories = categories
    for name, values in columns:
        sheet.add_series(name, values)
    return sheet


def place(
    slide: Slide, box: Box, chart: Chart, kind: XL_CHART_TYPE, data: Any, pen: Pen
) -> NativeChart:
    """Puts a native chart on the slide, titled, described and in the deck's letters."""
    size = [Inches(n) for n in (box.left, box.top, box.width, box.height)]
    shapes: Any = slide.shapes
    frame = shapes.add_chart(kind, *size, data)
    title = render.said(chart.title, pen.language)
    describe(frame, title, f"{title}. {render.said(chart.alt, pen.language)}")
    native: NativeChart = frame.chart
    native.font.size = Pt(pen.table - 1)
    native.font.color.theme_color = INK
    native.has_title = True
    heading = native.chart_title.text_frame
    write(heading, title, Style(pen.table, bold=True), pen.language)
    native.chart_title.include_in_layout = False
    native.has_legend = len(native.plots[0].series) > 1 if len(native.plots) else False
    if native.has_legend:
        native.legend.position = XL_LEGEND_POSITION.BOTTOM
        native.legend.include_in_layout = False
    space = native._chartSpace  # noqa: SLF001 (no public API for languages and numbers of axes)
    for run in space.iter(qn("a:defRPr")):
        run.set("lang", tag(pen.language))
    for axis in space.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set(
            "val", axis.get("val").removeprefix("-")
        )  # python-pptx writes negative ids; the schema allows only unsigned ones
    return native


def axes(native: NativeChart, form: str, *, bare: bool = False) -> None:
    """Light grid, no frame; ``bare`` hides the value axis where labels show the values."""
    value, category = native.value_axis, native.category_axis
    value.has_major_gridlines = not bare
    value.visible = not bare
    value.format.line.fill.background()
    ticks = value.tick_labels
    # A number format instead of text, so that the reader's program sets its own separators.
    ticks.number_format, ticks.number_format_is_linked = number_formats.on_axis(form), False
    if not bare:
        _tint(value.major_gridlines.format.line.color)
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    category.major_tick_mark = value.major_tick_mark = XL_TICK_MARK.NONE
    _tint(category.format.line.color)
    _label_all(category._element)  # noqa: SLF001 (no public API for the steps of labels)


def names(chart: Chart, pen: Pen, figures: Sequence[str | None]) -> list[str]:
    """The categories with their figures below, where labels at the points would collide."""
    labels = [short(render.position(position, pen.language)) for position in chart.positions]
    return [
        f"{name}\n{figure}" if figure else name
        for name, figure in zip(labels, figures, strict=True)
    ]


def short(text: str) -> str:
    """A category's name shortened for an axis; table and workbook have the whole name."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _label_all(axis: Any) -> None:
    """Shows every category label; programs leave some out where room is short."""
    if axis.tag == qn("c:catAx"):
        before = axis.find(qn("c:noMultiLvlLbl"))
        before.addprevious(axis.makeelement(qn("c:tickLblSkip"), {"val": "1"}))


def _tint(colour: Any) -> None:
    colour.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    colour.brightness = -0.15


def paint(colour: Any, series: Series, index: int, pen: Pen) -> None:
    """Gives a fill or line its series' colour: its network's own, else one of the theme."""
    if series.network in network_colours():
        shade = colours.of_series(series, index, pen.brand)
        colour.rgb = rgb(shade)
    elif series.role in _THEME:
        colour.theme_color = _THEME[series.role]
    else:
        actual = index if series.role is SeriesRole.ACTUAL else 0
        colour.theme_color = _FURTHER[(actual - 1) % 4] if actual else MSO_THEME_COLOR.ACCENT_1


def label(point: Any, text: str, pen: Pen, *, quiet: bool = False) -> Any:
    """Writes a text at a point instead of its number."""
    style = Style(pen.table - 1, bold=not quiet, colour=QUIET if quiet else INK)
    write(point.data_label.text_frame, text, style, pen.language)
    return point.data_label


def show_values(plot: Any, form: str, pen: Pen) -> None:
    """Labels every point with its number."""
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = form, False
    labels.font.size = Pt(pen.table - 1)

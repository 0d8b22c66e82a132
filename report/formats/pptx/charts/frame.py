"""Shared parts of native charts: position, plot area, axes, theme colours, labels."""

from __future__ import annotations

from typing import Any

from pptx.chart.chart import Chart as NativeChart
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Inches, Pt

from i18n.locales import tag
from report.document import colours
from report.document.model import Chart, Series
from report.formats.pptx.geometry import Box
from report.formats.pptx.text import INK, LABEL, QUIET, SMALL, Pen, Style, describe, rgb, write
from report.wording import number_formats, render
from report.wording.column_widths import abbreviated

LONGEST = 45  # letters of a category
_NAMED = {
    "tx1": MSO_THEME_COLOR.TEXT_1,
    "bg1": MSO_THEME_COLOR.BACKGROUND_1,
    "tx2": MSO_THEME_COLOR.TEXT_2,
    "bg2": MSO_THEME_COLOR.BACKGROUND_2,
    "accent1": MSO_THEME_COLOR.ACCENT_1,
    "accent2": MSO_THEME_COLOR.ACCENT_2,
}


def number_format(chart: Chart, pen: Pen) -> str:
    """The office number format of a chart's values."""
    values = [value for series in chart.series for value in series.values]
    return number_formats.of(chart.unit, chart.currency, pen.language, values)


def place(
    slide: Slide, box: Box, chart: Chart, kind: XL_CHART_TYPE, data: Any, pen: Pen
) -> NativeChart:
    """Puts a native chart on the slide, described and in the deck's letters; no title, no legend."""
    size = [Inches(n) for n in (box.left, box.top, box.width, box.height)]
    shapes: Any = slide.shapes
    frame = shapes.add_chart(kind, *size, data)
    describe(frame, render.said(chart.title, pen.language), render.said(chart.alt, pen.language))
    native: NativeChart = frame.chart
    native.font.size = Pt(LABEL)
    native.font.color.theme_color = INK
    native.has_title = native.has_legend = False
    space = native._chartSpace  # noqa: SLF001 (no public API for languages and numbers of axes)
    for run in space.iter(qn("a:defRPr")):
        run.set("lang", tag(pen.language))
    for axis in space.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set(
            "val", axis.get("val").removeprefix("-")
        )  # python-pptx writes negative ids; the schema allows only unsigned ones
    return native


def inner(native: NativeChart, left: float, top: float, width: float, height: float) -> None:
    """Sets the place of the plot in its frame, as shares of it.

    Without it programs reckon with the labels differently, and LibreOffice shrinks the plot.
    """
    area = native._chartSpace.chart.plotArea  # noqa: SLF001 (no public API for the plot's place)
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    values = zip("xywh", (left, top, width, height), strict=True)
    parts = "".join(f'<c:{key} val="{value:.4f}"/>' for key, value in values)
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
            f'<c:xMode val="edge"/><c:yMode val="edge"/>{parts}</c:manualLayout></c:layout>'
        ),
    )


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
        value.major_gridlines.format.line.color.rgb = rgb(colours.GRID)
        value.major_gridlines.format.line.width = Pt(0.5)
        _small(ticks.font)
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    category.major_tick_mark = value.major_tick_mark = XL_TICK_MARK.NONE
    category.format.line.color.rgb = rgb(colours.BEFORE)
    _label_all(category._element)  # noqa: SLF001 (no public API for the steps of labels)


def days(native: NativeChart) -> None:
    """Small and quiet labels for an axis of days, never turned."""
    ticks = native.category_axis.tick_labels
    _small(ticks.font)
    element = native.category_axis._element  # noqa: SLF001 (no public API for the turn of labels)
    element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("rot", "0")


def _small(font: Any) -> None:
    font.size = Pt(SMALL)
    font.color.theme_color = QUIET


def short(text: str) -> str:
    """A category's name shortened for an axis; table and workbook have the whole name."""
    return abbreviated(text, LONGEST)


def _label_all(axis: Any) -> None:
    """Shows every category label; programs leave some out where room is short."""
    if axis.tag == qn("c:catAx"):
        before = axis.find(qn("c:noMultiLvlLbl"))
        before.addprevious(axis.makeelement(qn("c:tickLblSkip"), {"val": "1"}))


def paint(colour: Any, shade: str, pen: Pen) -> None:
    """Gives a fill or line a colour: of the theme where it has it."""
    name = pen.theme.get(shade)
    if name:
        colour.theme_color = _NAMED[name]
    else:
        colour.rgb = rgb(shade)


def shade(series: Series, index: int, pen: Pen) -> str:
    """The colour of a series."""
    return colours.of_series(series, index, pen.brand)


def label(point: Any, text: str, pen: Pen, colour: str, *, bold: bool = True) -> Any:
    """Writes a text at a point instead of its number; each line of it is a paragraph."""
    frame = point.data_label.text_frame
    frame.word_wrap = False
    for index, part in enumerate(text.split("\n")):
        name = pen.theme.get(colour)
        style = (
            Style(LABEL, bold=bold, colour=_NAMED[name])
            if name
            else Style(LABEL, bold=bold, rgb=colour)
        )
        write(frame, part, style, pen.language, more=index > 0)
    return point.data_label


def lower(data_label: Any, shift: float) -> None:
    """Moves a label down by a share of the chart's height."""
    element = data_label._get_or_add_dLbl()  # noqa: SLF001 (no public API for the place of labels)
    element.find(qn("c:idx")).addnext(
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:x val="0"/><c:y val="{shift:.4f}"/>'
            "</c:manualLayout></c:layout>"
        )
    )

"""Native trends of table rows: small columns from zero, a chart for each row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.slide import Slide
from pptx.util import Inches

from i18n import format as shown
from report.charts.row_picture import RowLook, TrendColumn, trend_columns
from report.document.model import RowChart
from report.formats.pptx.charts import chart_xml as xml
from report.formats.pptx.charts.sheets import CategorySheet
from report.formats.pptx.geometry import Box
from report.formats.pptx.text import Pen, describe
from report.wording import render

_AXES = (101, 102)
_AIR = 0.16  # of a row's height, above and below its columns
_MARGIN = 0.12  # inches between the table's column and its chart


class _TrendSheet(CategorySheet):
    """A row of values with the chart's XML already written."""

    xml = ""

    def xml_bytes(self, chart_type: Any) -> bytes:
        """The chart's XML; python-pptx would write one without any formatting."""
        del chart_type
        return self.xml.encode()


def draw_trends(
    slide: Slide,
    box: Box,
    chart: RowChart,
    look: RowLook,
    heights: Sequence[float],
    start: int,
    pen: Pen,
) -> None:
    """Draws the rows from ``start`` on; ``heights`` are those of the table's head and rows."""
    days = [shown.month(day, pen.language) for day in chart.days]
    top = heights[0]
    described = False
    for place, height in enumerate(heights[1:], start):
        values = chart.trends[place]
        if any(value is not None for value in values):
            area = box.below(top + _AIR * height, height * (1 - 2 * _AIR))
            name = f"{look.names[place]} · {render.said(chart.title, pen.language)}"
            alt = f"{name}: {look.words(chart, place)}"
            # The message of the whole column is said once, at its first picture.
            message = "" if described else f"{render.said(chart.alt, pen.language)} "
            _draw(slide, area, days, values, (name, message + alt), pen)
            described = True
        top += height


def _draw(
    slide: Slide,
    box: Box,
    days: Sequence[str],
    values: Sequence[float | None],
    words: tuple[str, str],
    pen: Pen,
) -> None:
    sheet: Any = _TrendSheet()  # type: ignore[no-untyped-call]
    sheet.categories = list(days)
    series = sheet.add_series(words[0], values)
    columns = trend_columns(values, pen.brand)
    points = "".join(_point(n, column, pen) for n, column in enumerate(columns))
    number = xml.numbers(series.values_ref, values)
    labels = "".join(
        f'<c:pt idx="{n}"><c:v>{xml.plain(day)}</c:v></c:pt>' for n, day in enumerate(days)
    )
    x, y = _AXES
    plot = (
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'<c:ser><c:idx val="0"/><c:order val="0"/>{xml.name(series.name_ref, words[0])}'
        f'<c:invertIfNegative val="0"/>{points}<c:cat><c:strRef><c:f>{sheet.categories_ref}</c:f>'
        f'<c:strCache><c:ptCount val="{len(days)}"/>{labels}</c:strCache></c:strRef></c:cat>'
        f"<c:val>{number}</c:val></c:ser>"
        f'<c:gapWidth val="40"/><c:axId val="{x}"/><c:axId val="{y}"/></c:barChart>'
        + xml.category_axis(x, y)
        + xml.value_axis(y, x, "l", _ends(values), "between")
    )
    sheet.xml = xml.space(plot, pen)
    size = [Inches(n) for n in (box.left + _MARGIN, box.top, box.width - _MARGIN, box.height)]
    shapes: Any = slide.shapes
    frame = shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *size, sheet)
    describe(frame, *words)


def _ends(values: Sequence[float | None]) -> tuple[float, float]:
    """An axis from zero, or programs would begin it near the least value."""
    known = [value for value in values if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    return low, high if high > low else low + 1.0


def _point(place: int, column: TrendColumn, pen: Pen) -> str:
    return (
        f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{pen.fill(column.colour)}</c:spPr></c:dPt>"
    )

"""Pictures of rows in a workbook: their numbers as columns, trends as sparklines, bars as a chart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from xlsxwriter.utility import xl_range_abs

from i18n import format as shown
from metrics.definitions.registry import Unit
from report.document import colours
from report.document.model import (
    Amount,
    Brand,
    RowChart,
    RowShape,
    Series,
    SeriesRole,
    Tone,
    values_of,
)
from report.formats.xlsx.sheet import SheetWriter
from report.wording import render
from report.wording.row_words import row_words

_BARRED = {
    RowShape.BULLET: SeriesRole.ACTUAL,
    RowShape.VARIANCE: SeriesRole.MIDDLE,
    RowShape.DOTS: SeriesRole.MIDDLE,
}
_TALL, _ROW = 120, 26  # pixels: of a chart around its rows, and of each row


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column of numbers or words next to a table; ``key`` is what formulas call it."""

    key: str
    label: str
    values: tuple[Any, ...]
    unit: Unit | None = None
    currency: str | None = None

    def cell(self, row: int) -> tuple[Any, Unit | None]:
        """The value in a row, empty where it is unknown."""
        value = self.values[row] if row < len(self.values) else None
        if self.unit is None or value is None:
            return value, None
        return Amount(value, self.unit, self.currency), None


def row_columns(chart: RowChart, language: str, *, named: bool) -> tuple[RowColumn, ...]:
    """The numbers of a picture; ``named`` ones say which picture they are of."""
    title = render.said(chart.title, language)
    before = f"{title}: " if named and title else ""
    match chart.shape:
        case RowShape.TREND:
            blank = RowColumn(chart.id, title, ())  # the place of the sparklines
            # A row without a trend has no values at all.
            columns = zip_longest(*chart.trends)
            months = (shown.month(day, language) for day in chart.days)
            return (
                blank,
                *(
                    RowColumn(
                        f"{chart.id}:{month}",
                        f"{before}{month}",
                        values,
                        chart.unit,
                        chart.currency,
                    )
                    for month, values in zip(months, columns, strict=False)
                ),
            )
        case RowShape.SPANS:
            words = tuple(row_words(chart, row, language) for row in range(len(chart.spans)))
            return (RowColumn(chart.id, title, words),)
        case _:
            return tuple(
                RowColumn(
                    f"{chart.id}:{series.role.value}",
                    f"{before}{render.said(series.label, language)}",
                    series.values,
                    _unit(series, chart),
                    chart.currency,
                )
                for series in chart.series
            )


def _unit(series: Series, chart: RowChart) -> Unit:
    """The unit of a series: what a dot is as large as has none of its own."""
    return Unit.RATIO if series.role is SeriesRole.SIZE else chart.unit


def sparklines(sheet: SheetWriter, chart: RowChart, place: tuple[int, int], brand: Brand) -> None:
    """Small columns of each row; ``place`` is the first row and the column of the sparklines."""
    first, column = place
    name = sheet.name.replace("'", "''")
    for row, values in enumerate(chart.trends, first):
        if any(value is not None for value in values):
            cells = xl_range_abs(row, column + 1, row, column + len(values))
            options = {
                "range": f"'{name}'!{cells}",
                "type": "column",
                "series_color": colours.BEFORE,
                "last_point": True,
                "last_color": colours.primary(brand),
                "min": 0 if min(v for v in values if v is not None) >= 0 else "group",
            }
            sheet.native.add_sparkline(row, column, options)


def bar_chart(
    sheet: SheetWriter,
    book: Any,
    chart: RowChart,
    rows: tuple[int, int],
    column: int,
    words: tuple[str, str],
) -> Any:
    """Bars of the values of a picture with their intervals; None where it has no values.

    ``rows`` are the first and the last of the table, ``column`` the one with the values; ``words``
    are title and description.
    """
    role = _BARRED.get(chart.shape)
    count = rows[1] - rows[0] + 1
    if role is None or not any(v is not None for v in values_of(chart.series, role, count)):
        return None
    native = book.add_chart({"type": "bar"})
    values = values_of(chart.series, role, count)[:count]
    native.add_series(
        {
            "name": words[0],
            "categories": [sheet.name, rows[0], 0, rows[1], 0],
            "values": [sheet.name, rows[0], column, rows[1], column],
            "fill": {"color": colours.INK},
            "gap": 60,
            "points": [{"fill": {"color": _colour(chart, row)}} for row in range(count)],
            **_intervals(chart, values, count),
        }
    )
    native.set_y_axis({"reverse": True, "label_position": "low"})
    native.set_title({"name": words[0], "name_font": {"size": 12}})
    native.set_legend({"none": True})
    native.set_size({"width": 620, "height": _TALL + _ROW * count})
    return native


def _colour(chart: RowChart, row: int) -> str:
    tone = chart.tones[row] if row < len(chart.tones) else Tone.NEUTRAL
    if chart.shape is not RowShape.VARIANCE:
        return colours.INK
    return colours.BEFORE if tone is Tone.NEUTRAL else colours.TONES[tone]


def _intervals(chart: RowChart, values: tuple[float | None, ...], count: int) -> dict[str, Any]:
    """Error bars from the low to the high end of each value."""
    low, high = (values_of(chart.series, r, count) for r in (SeriesRole.LOW, SeriesRole.HIGH))
    known = [each for each in (*low, *high) if each is not None]
    if chart.shape is RowShape.BULLET or not known:
        return {}
    reach = [
        (0.0, 0.0) if value is None or a is None or b is None else (value - a, b - value)
        for value, a, b in zip(values, low[:count], high[:count], strict=True)
    ]
    return {
        "x_error_bars": {
            "type": "custom",
            "minus_values": [down for down, _ in reach],
            "plus_values": [up for _, up in reach],
            "line": {"color": colours.INK},
        }
    }

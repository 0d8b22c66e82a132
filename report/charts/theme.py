"""The theme of charts: fonts, greys, axes, and category names in short lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from metrics.definitions.registry import Unit
from report.document.colours import GRID, INK
from report.document.model import Brand, Chart
from report.wording.column_widths import abbreviated
from report.wording.render import position

SIZE = 13
CONFIG: dict[str, Any] = {
    "aria": False,  # Vega would describe every mark in English; the picture has its own words
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": SIZE,
        "labelColor": INK,
        "gridColor": GRID,
        "domainColor": GRID,
        "ticks": False,
        "labelPadding": 6,
        "title": None,
    },
    "text": {"fontSize": SIZE, "color": INK},
    "legend": {
        "orient": "bottom",
        "title": None,
        "labelFontSize": SIZE,
        "labelColor": INK,
        "labelLimit": 260,
        "symbolStrokeWidth": 2.5,
        "columns": 3,
    },
}
_TICKS = {Unit.MONEY: "$,.0f", Unit.PERCENT: ".0%", Unit.RATIO: ",.1f"}


@dataclass(frozen=True, slots=True)
class ChartTheme:
    """Language, brand and width of the charts."""

    language: str
    brand: Brand
    width: int


def ticks(chart: Chart) -> str:
    """d3's format of the numbers at an axis; with decimals where all the figures are small."""
    # Small values need decimals, or several axis labels would read the same.
    values = [abs(v) for series in chart.series for v in series.values if v is not None]
    top = max(values, default=0)
    match chart.unit:
        case Unit.PERCENT if top < 0.05:
            return ".1%"
        case Unit.MONEY if top < 5:
            return "$,.2f"
        case Unit.COUNT | Unit.INDEX | Unit.SECONDS if top < 5:
            return ",.1f"
    return _TICKS.get(chart.unit, ",.0f")


def names(chart: Chart, look: ChartTheme, letters: int = 34, most: int = 2) -> list[list[str]]:
    """The categories, each in at most ``most`` lines of about as many ``letters``."""
    labels = (position(each, look.language) for each in chart.positions)
    return [wrap(abbreviated(text, most * letters - 6), letters)[:most] or [""] for text in labels]


def step(lines: Sequence[Sequence[str]], least: int) -> int:
    """The distance of categories, so that names of two lines do not touch."""
    return least + (SIZE - 2 if any(len(each) > 1 for each in lines) else 0)


def category_axis(lines: Sequence[Sequence[str]]) -> dict[str, Any]:
    """An axis whose positions are numbers and whose labels are the names of these."""
    return {
        "labelExpr": "names[datum.value]",
        "labelLimit": 300,
        "grid": False,
        "labelAngle": 0,
    } | ({"labelLineHeight": SIZE + 2} if any(len(each) > 1 for each in lines) else {})

"""Range charts (Vega-Lite): a bar from low to high with its middle, and the range as a label."""

from __future__ import annotations

from typing import Any

from report.charts.theme import ChartTheme, category_axis, known, names, step, ticks
from report.document.colours import INK, primary
from report.document.model import Chart, SeriesRole
from report.wording.render import spans


def spec(chart: Chart, look: ChartTheme) -> dict[str, Any]:
    """A band for each category of which both ends are known."""
    lines = names(chart, look)
    ends = {series.role: series.values for series in chart.series}
    nothing = (None,) * len(lines)
    columns = [
        ends.get(role, nothing) for role in (SeriesRole.LOW, SeriesRole.MIDDLE, SeriesRole.HIGH)
    ]
    labels = spans(chart, look.language)
    rows = [
        {"place": place, "low": low, "middle": middle, "high": high, "label": label or "–"}
        for place, (low, middle, high, label) in enumerate(zip(*columns, labels, strict=True))
    ]
    category = {
        "field": "place",
        "type": "ordinal",
        "sort": None,
        "scale": {"domain": list(range(len(lines)))},
        "axis": category_axis(lines),
    }
    axis = {"format": ticks(chart), "tickCount": 5}
    low = {"field": "low", "type": "quantitative", "axis": axis, "scale": {"zero": False}}
    return {
        "params": [{"name": "names", "value": lines}],
        "width": look.width - 400,
        "height": {"step": step(lines, 32)},
        "encoding": {"y": category},
        "layer": [
            {
                "data": {"values": known(rows, "low", "high")},
                "mark": {"type": "bar", "height": 12, "color": primary(look.brand), "opacity": 0.5},
                "encoding": {"x": low, "x2": {"field": "high"}},
            },
            {
                "data": {"values": known(rows, "middle")},
                "mark": {
                    "type": "point",
                    "shape": "diamond",
                    "filled": True,
                    "size": 70,
                    "color": INK,
                    "opacity": 1,
                },
                "encoding": {"x": {"field": "middle", "type": "quantitative"}},
            },
            {
                "data": {"values": known(rows, "high")},
                "mark": {"type": "text", "align": "left", "dx": 7},
                "encoding": {
                    "x": {"field": "high", "type": "quantitative"},
                    "text": {"field": "label"},
                },
            },
        ],
    }

"""Waterfall charts (Vega-Lite): columns that rise and fall from one total to the next."""

from __future__ import annotations

from typing import Any

from report.charts.theme import ChartTheme, category_axis, names, ticks
from report.charts.waterfall_geometry import ADDED, TAKEN, TOTAL, steps
from report.document.colours import BAD, GOOD, primary
from report.document.model import Chart
from report.wording.render import moves


def spec(chart: Chart, look: ChartTheme) -> dict[str, Any]:
    """A column for each step, its figure above it."""
    lines = names(chart, look, letters=18, most=3)
    labels = moves(chart, look.language)
    rows = [
        {
            "place": place,
            "start": step.start,
            "end": step.end,
            "top": max(step.start, step.end),
            "kind": step.kind,
            "value": step.value,
            "label": label or "–",
        }
        for place, (step, label) in enumerate(zip(steps(chart), labels, strict=True))
    ]
    shades = [primary(look.brand), GOOD, BAD]
    axis = {"format": ticks(chart), "tickCount": 5}
    return {
        "data": {"values": rows},
        "params": [{"name": "names", "value": lines}],
        "width": look.width - 80,
        "height": 240,
        "encoding": {
            "x": {"field": "place", "type": "ordinal", "sort": None, "axis": category_axis(lines)}
        },
        "layer": [
            {
                "mark": {"type": "bar", "width": {"band": 0.68}},
                "encoding": {
                    "y": {"field": "start", "type": "quantitative", "axis": axis},
                    "y2": {"field": "end"},
                    "color": {
                        "field": "kind",
                        "type": "nominal",
                        "scale": {"domain": [TOTAL, ADDED, TAKEN], "range": shades},
                        "legend": None,
                    },
                },
            },
            {
                "mark": {"type": "text", "dy": -9},
                "encoding": {
                    "y": {"field": "top", "type": "quantitative"},
                    "text": {"field": "label"},
                },
            },
        ],
    }

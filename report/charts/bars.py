"""Horizontal bar charts (Vega-Lite): categories by one value, the first on top."""

from __future__ import annotations

from typing import Any

from report.charts.theme import ChartTheme, category_axis, names, step
from report.document.colours import of_series
from report.document.model import Chart, Series
from report.wording.render import figure, said


def spec(chart: Chart, look: ChartTheme) -> dict[str, Any]:
    """A bar for each category and series."""
    lines = names(chart, look)
    rows = [
        {
            "place": place,
            "series": index,
            "value": value,
            "label": _label(chart, series, place, look),
        }
        for index, series in enumerate(chart.series)
        for place, value in enumerate(series.values)
    ]
    many = len(chart.series) > 1
    # Categories by number: two categories with the same name stay two bars, in the given order.
    category = {"field": "place", "type": "ordinal", "sort": None, "axis": category_axis(lines)}
    within = {"yOffset": {"field": "series", "type": "ordinal", "sort": None}} if many else {}
    below = any(value is not None and value < 0 for each in chart.series for value in each.values)
    room = (
        {"scale": {"padding": 50, "nice": False}} if below else {}
    )  # for labels next to the category names
    number = {"field": "value", "type": "quantitative", "axis": None, **room}
    bar = {"color": _colour(chart, look)} if many else {}
    plain = {} if many else {"color": of_series(chart.series[0], 0, look.brand)}
    return {
        "data": {"values": rows},
        "params": [
            {"name": "names", "value": lines},
        ],
        "width": look.width - 330,
        "height": {"step": 22 if many else step(lines, 30)} | ({"for": "offset"} if many else {}),
        "encoding": {"y": {**category, "scale": {"domain": list(range(len(lines)))}}, **within},
        "layer": [
            {
                "mark": {"type": "bar", "height": {"band": 0.72}, **plain},
                "encoding": {"x": number, **bar},
            },
            *_labels([{**row, "value": row["value"] or 0} for row in rows], number),
        ],
    }


def _label(chart: Chart, series: Series, place: int, look: ChartTheme) -> str:
    """The number; at the first category with the name of its series, instead of a legend."""
    number = figure(series.values[place], chart.unit, chart.currency, look.language)
    named = place == 0 and len(chart.series) > 1
    return f"{number} {said(series.label, look.language)}" if named else number


def _labels(rows: list[dict[str, Any]], number: dict[str, Any]) -> list[dict[str, Any]]:
    """The figures at the outer ends of their bars."""
    sides = (
        ([row for row in rows if row["value"] >= 0], {"align": "left", "dx": 5}),
        ([row for row in rows if row["value"] < 0], {"align": "right", "dx": -5}),
    )
    return [
        {
            "data": {"values": side},
            "mark": {"type": "text", **place},
            "encoding": {"x": number, "text": {"field": "label"}},
        }
        for side, place in sides
        if side
    ]


def _colour(chart: Chart, look: ChartTheme) -> dict[str, Any]:
    shades = [of_series(series, index, look.brand) for index, series in enumerate(chart.series)]
    return {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": list(range(len(shades))), "range": shades},
        "legend": None,
    }

"""Line charts (Vega-Lite): series over days, or a goal with pace, fan and target."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from report.charts.annotations import numbered
from report.charts.theme import ChartTheme, category_axis, names, ticks
from report.document.colours import INK, PACE, of_series, primary
from report.document.model import Chart, SeriesRole
from report.wording.render import end, said

_DASHES = {
    SeriesRole.PACE: [7, 4],
    SeriesRole.COMPARISON: [7, 4],
    SeriesRole.TARGET: [2, 3],
    SeriesRole.MIDDLE: [2, 3],
    SeriesRole.LOW: [1, 2],
    SeriesRole.HIGH: [1, 2],
}
_ENDS = {
    SeriesRole.ACTUAL,
    SeriesRole.COMPARISON,
    SeriesRole.MIDDLE,
    SeriesRole.TARGET,
}  # labels of others would collide


def spec(chart: Chart, look: ChartTheme) -> dict[str, Any]:
    """A line for each series, a band between low and high, and numbered annotations."""
    axis, places = _positions(chart, look)
    rows = [
        {"at": at, "series": index, "value": value}
        for index, series in enumerate(chart.series)
        for at, value in zip(places, series.values, strict=True)
    ]
    return {
        "params": [
            {"name": "legend", "value": [said(s.label, look.language) for s in chart.series]},
            {"name": "names", "value": names(chart, look, letters=14)},
        ],
        "width": look.width - 120,
        "height": 260,
        "encoding": {"x": axis},
        "layer": [
            *_band(chart, look, places),
            _lines(chart, look, rows),
            _end_labels(chart, look, places),
            *_marks(chart, places),
        ],
    }


def _positions(chart: Chart, look: ChartTheme) -> tuple[dict[str, Any], list[int]]:
    """The horizontal axis, and where on it each position is."""
    days = [position for position in chart.positions if isinstance(position, date)]
    if len(days) < len(chart.positions) or not days:
        lines = names(chart, look, letters=14)
        places = list(range(len(chart.positions)))
        return {"field": "at", "type": "ordinal", "axis": category_axis(lines)}, places
    length = (max(days) - min(days)).days
    every, step = ("day", 1) if length <= 10 else ("week", 1) if length <= 70 else ("month", 1)
    axis = {
        "format": "%b %Y" if every == "month" else "%-d %b",
        "tickCount": {"interval": every, "step": 3 if length > 500 else step},
        "grid": False,
        "labelOverlap": True,
    }
    # Days are UTC; a local time scale would shift them by the machine's time zone.
    scale = {"type": "utc"}
    return {"field": "at", "type": "temporal", "axis": axis, "scale": scale}, list(map(_at, days))


def _at(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def _lines(chart: Chart, look: ChartTheme, rows: list[dict[str, Any]]) -> dict[str, Any]:
    every = list(range(len(chart.series)))
    shades = [of_series(series, index, look.brand) for index, series in enumerate(chart.series)]
    dashes = [_DASHES.get(series.role, [1, 0]) for series in chart.series]
    legend = {"labelExpr": "legend[datum.value]"} if len(every) > 1 else None
    by = {"field": "series", "type": "nominal", "legend": legend}
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "strokeWidth": 2.2},
        "encoding": {
            "y": {
                "field": "value",
                "type": "quantitative",
                "axis": {"format": ticks(chart), "tickCount": 5, "domain": False},
            },
            "color": {**by, "scale": {"domain": every, "range": shades}},
            "strokeDash": {**by, "scale": {"domain": every, "range": dashes}},
        },
    }


def _band(chart: Chart, look: ChartTheme, places: list[int]) -> list[dict[str, Any]]:
    ends = {series.role: series.values for series in chart.series}
    if not {SeriesRole.LOW, SeriesRole.HIGH} <= ends.keys():
        return []
    rows = [
        {"at": at, "low": low, "high": high}
        for at, low, high in zip(places, ends[SeriesRole.LOW], ends[SeriesRole.HIGH], strict=True)
        if low is not None and high is not None
    ]
    number = {"field": "low", "type": "quantitative"}
    mark = {"type": "area", "color": primary(look.brand), "opacity": 0.15}
    return [
        {"data": {"values": rows}, "mark": mark, "encoding": {"y": number, "y2": {"field": "high"}}}
    ]


def _end_labels(chart: Chart, look: ChartTheme, places: list[int]) -> dict[str, Any]:
    rows = []
    for series in chart.series:
        last = [index for index, value in enumerate(series.values) if value is not None][-1:]
        for index in last if series.role in _ENDS else []:
            value = series.values[index]
            label = "" if value is None else end(series, value, chart, look.language)
            rows.append({"at": places[index], "value": value, "label": label})
    return {
        "data": {"values": rows},
        "mark": {"type": "text", "align": "left", "dx": 5, "dy": -3},
        "encoding": {
            "y": {"field": "value", "type": "quantitative"},
            "text": {"field": "label", "type": "nominal"},
        },
    }


def _marks(chart: Chart, places: list[int]) -> list[dict[str, Any]]:
    rows = [{"at": places[place], "number": numbers} for place, numbers in numbered(chart).items()]
    if not rows:
        return []
    return [
        {"data": {"values": rows}, "mark": {"type": "rule", "color": PACE, "strokeDash": [2, 2]}},
        {
            "data": {"values": rows},
            "mark": {"type": "text", "color": INK, "fontWeight": "bold", "dx": 6, "align": "left"},
            "encoding": {"y": {"value": 8}, "text": {"field": "number", "type": "nominal"}},
        },
    ]

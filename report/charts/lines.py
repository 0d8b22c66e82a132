"""Line charts (Vega-Lite): series over days, or a goal with pace, fan and target."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from report.charts.annotations import numbered
from report.charts.line_ends import PaceSide, apart, line_ends, needs_legend, pace_label
from report.charts.theme import SIZE, ChartTheme, category_axis, names, ticks
from report.document.colours import BAND, BEFORE, INK, QUIET, of_series
from report.document.model import Chart, SeriesRole
from report.wording.column_widths import text_width
from report.wording.render import said

_DASHES = {SeriesRole.PACE: [3, 3], SeriesRole.MIDDLE: [5, 3]}
_WIDTHS = {SeriesRole.PACE: 1.3, SeriesRole.TARGET: 1.3, SeriesRole.COMPARISON: 1.8}
_BOUNDS = frozenset({SeriesRole.LOW, SeriesRole.HIGH})
_TALL = 260
_PACE: dict[PaceSide, dict[str, Any]] = {
    PaceSide.ABOVE: {"align": "center", "dy": -10},
    PaceSide.BELOW: {"align": "center", "dy": 12},
    PaceSide.LEFT: {"align": "right", "dx": -8, "dy": -4},
    PaceSide.RIGHT: {"align": "left", "dx": 8, "dy": 6},
}
_BEHIND_IT: dict[str, Any] = {"align": "left", "dx": 6}
_BEFORE_IT: dict[str, Any] = {"align": "right", "dx": -8, "dy": -4}
_AXIS = 60  # pixels: the numbers of the vertical axis


def spec(chart: Chart, look: ChartTheme) -> dict[str, Any]:
    """A line for each series, a band between low and high, and numbered annotations."""
    axis, places = _positions(chart, look)
    rows = [
        {"at": at, "series": index, "value": value}
        for index, series in enumerate(chart.series)
        for at, value in zip(places, series.values, strict=True)
        if series.role not in _BOUNDS
    ]
    labels = line_ends(chart, look.language, look.brand)
    room = max(
        (
            text_width(each.text, SIZE * 0.75, bold=each.bold) * 96
            for each in labels
            if not each.inside
        ),
        default=0,
    )
    return {
        "params": [
            {"name": "legend", "value": [said(s.label, look.language) for s in chart.series]},
            {"name": "names", "value": names(chart, look, letters=14)},
        ],
        "width": round(max(look.width - _AXIS - room, look.width / 2)),
        "height": _TALL,
        "encoding": {"x": axis},
        "layer": [
            *_band(chart, places),
            _lines(chart, look, rows),
            *_end_labels(chart, look, places),
            *_pace(chart, look, places),
            *_marks(chart, places),
        ],
    }


def _domain(chart: Chart) -> tuple[float, float]:
    """The ends of the vertical axis, with a little air above."""
    values = [value for series in chart.series for value in series.values if value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    return low, high + (high - low or 1.0) * 0.06


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
    widths = [_WIDTHS.get(series.role, 2.4) for series in chart.series]
    legend = {"labelExpr": "legend[datum.value]"} if needs_legend(chart) else None
    by = {"field": "series", "type": "nominal", "legend": legend}
    return {
        "data": {"values": rows},
        "mark": {"type": "line"},
        "encoding": {
            "y": {
                "field": "value",
                "type": "quantitative",
                "axis": {"format": ticks(chart), "tickCount": 4, "domain": False},
                "scale": {"domain": list(_domain(chart)), "nice": False},
            },
            "color": {**by, "scale": {"domain": every, "range": shades}},
            "strokeDash": {**by, "scale": {"domain": every, "range": dashes}},
            "strokeWidth": {**by, "scale": {"domain": every, "range": widths}},
        },
    }


def _band(chart: Chart, places: list[int]) -> list[dict[str, Any]]:
    """The forecast range as a filled band."""
    ends = zip(places, chart.of(SeriesRole.LOW), chart.of(SeriesRole.HIGH), strict=True)
    rows = [
        {"at": at, "low": low, "high": high}
        for at, low, high in ends
        if low is not None and high is not None
    ]
    if not rows:
        return []
    number = {"field": "low", "type": "quantitative"}
    mark = {"type": "area", "color": BAND, "opacity": 1}
    return [
        {"data": {"values": rows}, "mark": mark, "encoding": {"y": number, "y2": {"field": "high"}}}
    ]


def _end_labels(chart: Chart, look: ChartTheme, places: list[int]) -> list[dict[str, Any]]:
    """A label at the end of each line; those that end at one place are moved apart."""
    low, high = _domain(chart)
    pixel = (high - low) / _TALL
    labels = line_ends(chart, look.language, look.brand)
    heights = apart([each.value for each in labels], (SIZE + 3) * pixel)
    return [
        {
            "data": {"values": [{"at": places[each.place], "value": height, "label": each.text}]},
            "mark": {
                "type": "text",
                "baseline": "middle",
                **(_BEFORE_IT if each.inside else _BEHIND_IT),
                "color": each.colour,
                "fontWeight": "bold" if each.bold else "normal",
            },
            "encoding": {
                "y": {"field": "value", "type": "quantitative"},
                "text": {"field": "label", "type": "nominal"},
            },
        }
        for each, height in zip(labels, heights, strict=True)
    ]


def _pace(chart: Chart, look: ChartTheme, places: list[int]) -> list[dict[str, Any]]:
    """The name of the planned pace next to its line."""
    pace = pace_label(chart, look.language)
    if pace is None:
        return []
    row = {"at": places[pace.place], "value": pace.value, "label": pace.text}
    return [
        {
            "data": {"values": [row]},
            "mark": {"type": "text", "color": QUIET, **_PACE[pace.side]},
            "encoding": {
                "y": {"field": "value", "type": "quantitative"},
                "text": {"field": "label", "type": "nominal"},
            },
        }
    ]


def _marks(chart: Chart, places: list[int]) -> list[dict[str, Any]]:
    rows = [{"at": places[place], "number": numbers} for place, numbers in numbered(chart).items()]
    if not rows:
        return []
    return [
        {"data": {"values": rows}, "mark": {"type": "rule", "color": BEFORE, "strokeDash": [2, 2]}},
        {
            "data": {"values": rows},
            "mark": {"type": "text", "color": INK, "fontWeight": "bold", "dx": 6, "align": "left"},
            "encoding": {"y": {"value": 8}, "text": {"field": "number", "type": "nominal"}},
        },
    ]

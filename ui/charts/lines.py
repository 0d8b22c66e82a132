"""Line chart of one series over time, with annotation marks on dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ui import chart_layout, theme
from ui.chart_layout import Figure

_FEW = 6  # events up to which every whole number has a mark on the axis
_HEIGHT = 300  # pixels
# Axis labels: day before month, as in all languages here; the year once, on a second line.
_DATE_TICKS = [
    {"dtickrange": [None, "M1"], "value": "%-d %b\n%Y"},
    {"dtickrange": ["M1", "M12"], "value": "%b\n%Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]


@dataclass(frozen=True, slots=True)
class Line:
    """One series: its shown name, colour, days and values (null where unknown)."""

    name: str
    colour: str
    days: Sequence[date]
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class LineMark:
    """An annotation or series break on a day or a span of days; ``text`` is its hover text."""

    first: date
    last: date
    text: str


def lines(line: Line, *, unit: str = "count", marks: Sequence[LineMark] = ()) -> Figure:
    """The line with a point at each known value, and a quiet vertical line at each mark."""
    form = _number_format(unit)
    values = chart_layout.value_axis(tickformat=form["tick"])
    highest = max((value or 0 for value in line.values), default=0)
    if unit == "count" and highest <= _FEW:  # half a lead is none
        values |= {"tickformat": ",d", "dtick": 1}
    layout = chart_layout.layout(
        _HEIGHT,
        hovermode="x unified",
        xaxis=chart_layout.axis(type="date", tickformatstops=_DATE_TICKS),
        yaxis=values,
    )
    _draw_marks(layout, line.days, marks)
    return {"data": [_trace(line, form["hover"])], "layout": layout}


def _trace(line: Line, hover: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": theme.escaped(line.name),
        "x": [day.isoformat() for day in line.days],
        "y": list(line.values),
        "line": {"color": line.colour, "width": 2},
        # A line across an unknown day would claim a value for it.
        "connectgaps": False,
        "hovertemplate": f"%{{y:{hover}}}",
    }


def _draw_marks(layout: Figure, days: Sequence[date], marks: Sequence[LineMark]) -> None:
    """Draws the marks that meet the drawn days, cut at their ends."""
    if not days or not marks:
        return
    first, last = min(days), max(days)
    inside = [mark for mark in marks if mark.first <= last and mark.last >= first]
    ends = [(max(mark.first, first), min(mark.last, last)) for mark in inside]
    colour = theme.role("before")
    layout["shapes"] = [_shape(start, end, colour) for start, end in ends]
    layout["annotations"] = [
        {
            "x": end.isoformat(),
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": "▾",
            "showarrow": False,
            "font": {"color": colour, "size": 13},
            "hovertext": theme.wrapped(mark.text),
        }
        for mark, (_start, end) in zip(inside, ends, strict=True)
    ]
    layout["margin"] = {**layout["margin"], "t": 22}


def _shape(start: date, end: date, colour: str) -> dict[str, Any]:
    shared = {"yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    span = {"x0": start.isoformat(), "x1": end.isoformat()}
    if start == end:
        line = {"color": colour, "width": 1, "dash": "dot"}
        return {"type": "line", "line": line, **span, **shared}
    return {"type": "rect", "fillcolor": colour, "opacity": 0.12, "line": {"width": 0},
            **span, **shared}  # fmt: skip


def _number_format(unit: str) -> Mapping[str, str]:
    """d3 formats of a metric unit for axis ticks and hover labels."""
    if unit == "percent-rate":
        return {"tick": ".1~%", "hover": ".2%"}
    if unit in {"money", "ratio"}:
        return {"tick": ",.2~f", "hover": ",.2f"}
    return {"tick": "~s", "hover": ",.0f"}

"""Line chart of time series, one line per name, with annotation marks on dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ui import theme

Figure = dict[str, Any]
_FEW = 6  # events up to which every whole number has a mark on the axis


@dataclass(frozen=True, slots=True)
class Line:
    """One series: its shown name, colour, days and values (null where unknown)."""

    name: str
    colour: str
    days: Sequence[date]
    values: Sequence[float | None]
    dash: str = "solid"
    width: float = 2.0
    fill: str | None = None
    points: bool = False


@dataclass(frozen=True, slots=True)
class LineMark:
    """An annotation or series break on a day or a span of days; ``text`` is its hover text."""

    first: date
    last: date
    text: str


def trace(line: Line, hover: str) -> dict[str, Any]:
    """The Plotly trace of a line; ``hover`` is the d3 number format of its values."""
    spec: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines+markers" if line.points or _has_lone_point(line.values) else "lines",
        "name": line.name,
        "x": [day.isoformat() for day in line.days],
        "y": list(line.values),
        "line": {"color": line.colour, "width": line.width, "dash": line.dash},
        # A line across an unknown day would claim a value for it.
        "connectgaps": False,
        "hovertemplate": f"%{{y:{hover}}}",
    }
    if line.fill:
        spec |= {"fill": "tozeroy", "fillcolor": line.fill}
    return spec


def _has_lone_point(values: Sequence[float | None]) -> bool:
    """Whether a value between two unknown ones would be no part of any line."""
    known = [False, *(value is not None for value in values), False]
    return any(
        here and not before and not after
        for before, here, after in zip(known, known[1:], known[2:], strict=False)
    )


def lines(
    series: Sequence[Line],
    *,
    unit: str = "count",
    height: int = 300,
    marks: Sequence[LineMark] = (),
    span: Sequence[date] = (),
) -> Figure:
    """A line chart of ``series`` that share one unit, with a quiet vertical line at each mark.

    ``span`` are the first and last day of marks, where they are not those of the series.
    """
    form = number_format(unit)
    layout = theme.layout(height=height)
    layout["yaxis"] = {**layout["yaxis"], "tickformat": form["tick"]}
    highest = max((value or 0 for line in series for value in line.values), default=0)
    if unit == "count" and highest <= _FEW:  # half a lead is none
        layout["yaxis"] |= {"tickformat": ",d", "dtick": 1}
    layout["showlegend"] = len(series) > 1
    draw_marks(layout, span or [day for line in series for day in line.days], marks)
    return {"data": [trace(line, form["hover"]) for line in series], "layout": layout}


def draw_marks(layout: Figure, days: Sequence[date], marks: Sequence[LineMark]) -> None:
    """Draws the marks that meet the drawn days, cut at their ends."""
    if not days or not marks:
        return
    first, last = min(days), max(days)
    inside = [mark for mark in marks if mark.first <= last and mark.last >= first]
    ends = [(max(mark.first, first), min(mark.last, last)) for mark in inside]
    layout["shapes"] = [_shape(start, end) for start, end in ends]
    layout["annotations"] = [
        {
            "x": end.isoformat(),
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": "▾",
            "showarrow": False,
            "font": {"color": theme.MARK, "size": 13},
            "hovertext": theme.wrapped(mark.text),
        }
        for mark, (_start, end) in zip(inside, ends, strict=True)
    ]
    layout["margin"] = {**layout["margin"], "t": 22}


def _shape(start: date, end: date) -> dict[str, Any]:
    shared = {"yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    span = {"x0": start.isoformat(), "x1": end.isoformat()}
    if start == end:
        line = {"color": theme.MARK, "width": 1, "dash": "dot"}
        return {"type": "line", "line": line, **span, **shared}
    return {"type": "rect", "fillcolor": theme.MARK, "opacity": 0.12, "line": {"width": 0},
            **span, **shared}  # fmt: skip


def number_format(unit: str) -> Mapping[str, str]:
    """d3 formats of a metric unit for axis ticks and hover labels."""
    if unit == "percent-rate":
        return {"tick": ".1~%", "hover": ".2%"}
    if unit in {"money", "ratio"}:
        return {"tick": ",.2~f", "hover": ",.2f"}
    return {"tick": "~s", "hover": ",.0f"}

"""Time series: one line per name, days or weeks on one axis, one unit on the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ui import theme

Figure = dict[str, Any]


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


def trace(line: Line, hover: str) -> dict[str, Any]:
    """The Plotly trace of a line; ``hover`` is the d3 number format of its values."""
    spec: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines",
        "name": line.name,
        "x": [day.isoformat() for day in line.days],
        "y": list(line.values),
        "line": {"color": line.colour, "width": line.width, "dash": line.dash},
        "connectgaps": False,
        "hovertemplate": f"%{{y:{hover}}}",
    }
    if line.fill:
        spec |= {"fill": "tozeroy", "fillcolor": line.fill}
    return spec


def lines(series: Sequence[Line], *, unit: str = "count", height: int = 300) -> Figure:
    """A line chart of ``series`` that share one unit."""
    form = number_format(unit)
    layout = theme.layout(height=height)
    layout["yaxis"] = {**layout["yaxis"], "tickformat": form["tick"]}
    layout["showlegend"] = len(series) > 1
    return {"data": [trace(line, form["hover"]) for line in series], "layout": layout}


def number_format(unit: str) -> Mapping[str, str]:
    """d3 formats of a metric unit for axis ticks and hover labels."""
    if unit == "percent-rate":
        return {"tick": ".1~%", "hover": ".2%"}
    if unit in {"money", "ratio"}:
        return {"tick": ",.2~f", "hover": ",.2f"}
    return {"tick": "~s", "hover": ",.0f"}

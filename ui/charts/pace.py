"""Goal progress chart: actual, planned pace, target and the forecast band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ui import theme
from ui.charts.lines import Figure, Line, LineMark, draw_marks, number_format, trace


@dataclass(frozen=True, slots=True)
class Fan:
    """The forecast band: for each day a low, a median and a high value.

    ``names`` are the legend entries of the band and of its median.
    """

    names: tuple[str, str]
    days: Sequence[date]
    low: Sequence[float]
    median: Sequence[float]
    high: Sequence[float]


def pace(
    names: tuple[str, str, str],
    days: Sequence[date],
    actual: Sequence[float | None],
    expected: Sequence[float | None],
    target: float,
    *,
    fan: Fan | None = None,
    marks: Sequence[LineMark] = (),
    unit: str = "count",
    height: int = 320,
) -> Figure:
    """Actual, pace and target over the goal's days; ``names`` are the three legend entries.

    With a ``fan``, where the days to come may lead is drawn as a band around its median.
    """
    form = number_format(unit)
    flat = [target] * len(days)
    series = (
        Line(names[0], theme.ACTUAL, days, actual, width=3, fill="rgba(47,116,208,0.10)"),
        Line(names[1], theme.PACE, days, expected, dash="dash"),
        Line(names[2], theme.TARGET, days, flat, dash="dot"),
    )
    layout = theme.layout(height=height)
    layout["legend"] = {
        **layout["legend"],
        "y": -0.3,
    }  # lower than usual: date labels have two lines
    layout["yaxis"] = {**layout["yaxis"], "tickformat": form["tick"]}
    draw_marks(layout, days, marks)
    drawn = [trace(line, form["hover"]) for line in series]
    # Plotly draws in this order: the lines lie on the band, not under it.
    return {"data": [*_band(fan, form["hover"]), *drawn], "layout": layout}


def _band(fan: Fan | None, hover: str) -> list[dict[str, Any]]:
    """The traces of the band. The lower edge comes first: Plotly fills from a trace to the previous one."""
    if fan is None:
        return []
    edge = {"mode": "lines", "showlegend": False, "hoverinfo": "skip"}
    low, high = (
        {**trace(Line("", theme.ACTUAL, fan.days, values, width=0), hover), **edge}
        for values in (fan.low, fan.high)
    )
    high |= {"fill": "tonexty", "fillcolor": "rgba(47,116,208,0.22)", "showlegend": True}
    middle = trace(Line(fan.names[1], theme.ACTUAL, fan.days, fan.median, dash="dot"), hover)
    return [low, {**high, "name": fan.names[0]}, middle]

"""Small multiples: one small line chart per channel, all on the same scale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ui import theme
from ui.charts.lines import Figure, Line, LineMark, draw_marks, number_format, trace


def multiple(
    line: Line,
    *,
    top: float,
    unit: str = "count",
    marks: Sequence[LineMark] = (),
    span: Sequence[date] = (),
) -> Figure:
    """One panel; ``top`` is the shared end of the value axis, ``span`` as in ``lines``."""
    form = number_format(unit)
    layout = theme.layout(height=130, showlegend=False)
    layout["margin"] = {"l": 4, "r": 4, "t": 4, "b": 4}
    layout["yaxis"] = {
        **layout["yaxis"],
        # At the very top of the axis half of a line's width would be cut off.
        "range": [0, top * 1.05],
        "nticks": 3,
        "tickformat": form["tick"],
    }
    layout["xaxis"] = {**layout["xaxis"], "nticks": 3}
    draw_marks(layout, span or line.days, marks)
    return {"data": [trace(line, form["hover"])], "layout": layout}


def shared_top(series: Sequence[Line]) -> float:
    """The largest known value of all panels; 1 where nothing is known."""
    known = [value for line in series for value in line.values if value is not None]
    return max(known, default=0.0) or 1.0

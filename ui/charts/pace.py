"""Progress towards a goal: what was reached, where one should be, the target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ui import theme
from ui.charts.lines import Figure, Line, number_format, trace


def pace(
    names: tuple[str, str, str],
    days: Sequence[date],
    actual: Sequence[float | None],
    expected: Sequence[float | None],
    target: float,
    *,
    unit: str = "count",
    height: int = 320,
) -> Figure:
    """Actual, pace and target over the goal's days; ``names`` are the three legend entries."""
    form = number_format(unit)
    flat = [target] * len(days)
    series = (
        Line(names[0], theme.ACTUAL, days, actual, width=3, fill="rgba(47,116,208,0.10)"),
        Line(names[1], theme.PACE, days, expected, dash="dash"),
        Line(names[2], theme.TARGET, days, flat, dash="dot"),
    )
    layout = theme.layout(height=height)
    layout["yaxis"] = {**layout["yaxis"], "tickformat": form["tick"]}
    return {"data": [trace(line, form["hover"]) for line in series], "layout": layout}

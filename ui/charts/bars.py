"""Bar chart: one value per class, in the order of the classes."""

from __future__ import annotations

from collections.abc import Sequence

from ui import theme
from ui.charts.lines import Figure


def bars(names: Sequence[str], values: Sequence[float]) -> Figure:
    """Vertical bars with their values above them."""
    layout = theme.layout(height=260, showlegend=False, hovermode="closest")
    layout["xaxis"] = {**layout["xaxis"], "type": "category"}
    layout["yaxis"] = {**layout["yaxis"], "tickformat": "~s"}
    # The stops are formats of dates, and the classes are words.
    del layout["xaxis"]["tickformatstops"]
    trace = {
        "type": "bar",
        "x": list(names),
        "y": list(values),
        "marker": {"color": theme.ACTUAL},
        "texttemplate": "%{y:,.0f}",
        "textposition": "outside",
        # The text above the highest bar is outside the plot, where Plotly cuts it off.
        "cliponaxis": False,
        "hovertemplate": "%{x}: %{y:,.0f}<extra></extra>",
    }
    return {"data": [trace], "layout": layout}

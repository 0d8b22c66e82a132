"""Range chart (dot plot): the values of several models for each name, from least to most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ui import theme
from ui.charts.lines import Figure

_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross", "x", "star",
            "hexagon")  # fmt: skip
_ROW = 34  # pixels


def ranges(names: Sequence[str], points: Mapping[str, Sequence[float]]) -> Figure:
    """A row per name, first on top; ``points`` are the values of every model, by its label."""
    spans = list(zip(*points.values(), strict=True))
    bars = {
        "type": "scatter",
        "mode": "lines",
        # None ends a line, so that one trace draws all the bars.
        "x": [edge for span in spans for edge in (min(span), max(span), None)],
        "y": [place for name in names for place in (name, name, None)],
        "line": {"color": theme.MARK, "width": 5},
        "opacity": 0.35,
        "hoverinfo": "skip",
        "showlegend": False,
    }
    # There may be more models than colours: symbols tell two of one colour apart.
    colours = theme.palette() * 2
    dots = [
        {
            "type": "scatter",
            "mode": "markers",
            "name": label,
            "x": list(values),
            "y": list(names),
            "marker": {"color": colours[at], "symbol": _SYMBOLS[at % len(_SYMBOLS)], "size": 9},
            "hovertemplate": "%{x:,.1f}",
        }
        for at, (label, values) in enumerate(points.items())
    ]
    layout = theme.layout(height=130 + _ROW * len(names), hovermode="y unified")
    value, name = layout["yaxis"], layout["xaxis"]
    layout["xaxis"] = {**value, "nticks": 6, "tickformat": "~s", "showgrid": True}
    layout["yaxis"] = {**name, "autorange": "reversed", "type": "category"}
    del layout["yaxis"]["tickformatstops"]
    # Plotly measures the place in heights of the plot: this is always about 60 pixels.
    layout["legend"] = {**layout["legend"], "y": -60 / layout["height"]}
    return {"data": [bars, *dots], "layout": layout}

"""Interval chart: rates, or their differences in percentage points, with confidence intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ui import theme
from ui.charts.lines import Figure

_ROW = 40  # pixels
_AXIS = 70
Span = tuple[float, float]


def rates(names: Sequence[str], values: Sequence[float], spans: Sequence[Span]) -> Figure:
    """A row per name, first on top: the rate as a point on its interval."""
    traces = [_bars(names, spans, 6, 0.35), _points(names, values)]
    return _figure(traces, len(names), tickformat=".1%", hoverformat=".2%")


def differences(
    names: Sequence[str],
    values: Sequence[float],
    wide: Sequence[Span | None],
    narrow: Sequence[Span],
) -> Figure:
    """A row per pair: the difference on its narrow and wide interval, and a line at no difference.

    All are shares and shown as points. A pair without a wide interval has none yet.
    """
    known = [(name, span) for name, span in zip(names, wide, strict=True) if span is not None]
    traces = [
        _bars([name for name, _ in known], [_points_of(span) for _, span in known], 6, 0.35),
        _bars(names, [_points_of(span) for span in narrow], 2, 1.0),
        _points(names, [100 * value for value in values]),
    ]
    shown = {"tickformat": "+.1f", "hoverformat": "+.2f", "ticksuffix": "\u202fpts"}
    figure = _figure(traces, len(names), **shown)
    nothing = {"type": "line", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1}
    figure["layout"]["shapes"] = [nothing | {"line": {"color": theme.TARGET, "width": 1.5}}]
    return figure


def _points_of(span: Span) -> Span:
    return 100 * span[0], 100 * span[1]


def _bars(
    names: Sequence[str], spans: Sequence[Span], width: int, opacity: float
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [edge for low, high in spans for edge in (low, high, None)],
        "y": [place for name in names for place in (name, name, None)],
        "line": {"color": theme.ACTUAL, "width": width},
        "opacity": opacity,
        "hovertemplate": "%{x}<extra></extra>",
    }


def _points(names: Sequence[str], values: Sequence[float]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(values),
        "y": list(names),
        "marker": {"color": theme.ACTUAL, "size": 11},
        "hovertemplate": "%{x}<extra></extra>",
    }


def _figure(traces: list[dict[str, Any]], rows: int, **shown: str) -> Figure:
    layout = theme.layout(height=_AXIS + _ROW * rows, hovermode="closest", showlegend=False)
    # The usual layout has values upwards. Here they go to the right, so the axes change places.
    value, name = layout["yaxis"], layout["xaxis"]
    edges = [edge for trace in traces for edge in trace["x"] if edge is not None]
    room = 0.06 * (max(edges) - min(edges))
    span = [min(edges) - room, max(edges) + room]
    layout["xaxis"] = {**value, "range": span, "showgrid": True, **shown}
    layout["yaxis"] = {**name, "autorange": "reversed", "type": "category"}
    del layout["yaxis"]["tickformatstops"]
    return {"data": traces, "layout": layout}

"""Points by two values: how often something was seen against what it brought."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui import chart_layout, theme
from ui.chart_layout import Figure

_TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
_SMALLEST, _STEP = 8, 5  # pixels of a point, and what the root of its size adds
_WIDEST = 34
_HEIGHT = 400


@dataclass(frozen=True, slots=True)
class ScatterPoint:
    """A point: ``key`` is what a click on it means, ``times`` 1 where it is as usual."""

    key: str
    group: str
    times: float
    value: float
    size: float
    words: str


@dataclass(frozen=True, slots=True)
class ScatterWords:
    """The words of the axes and of three corners, and how ticks are written."""

    across: str
    up: str
    little_seen: str
    both: str
    nothing: str
    times: Callable[[float], str]
    value: Callable[[float], str]
    group: Callable[[str], str]


def scatter(points: Sequence[ScatterPoint], words: ScatterWords) -> Figure:
    """The points in the colours of their groups; a dashed line is at what is usual."""
    groups = list(dict.fromkeys(point.group for point in points))
    colours = theme.colours(groups)
    traces = []
    for group in groups:
        mine = [point for point in points if point.group == group]
        sizes = [min(_SMALLEST + _STEP * math.sqrt(max(p.size, 0)), _WIDEST) for p in mine]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": theme.escaped(words.group(group)),
                "x": [point.times for point in mine],
                "y": [point.value for point in mine],
                "customdata": [[point.key] for point in mine],
                "hovertext": [theme.escaped(point.words) for point in mine],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "marker": {
                    "size": sizes,
                    "color": colours[group],
                    "opacity": 0.8,
                    "line": {"width": 1, "color": theme.role("paper")},
                },
                "selected": {"marker": {"opacity": 1}},
                "unselected": {"marker": {"opacity": 0.4}},
                "cliponaxis": False,
            }
        )
    low = min(0.45, *(point.times for point in points)) / 1.15
    high = max(2.2, *(point.times for point in points)) * 1.15
    ticks = [tick for tick in _TICKS if low <= tick <= high]
    up = chart_layout.ticks([point.value for point in points], words.value, whole=True)
    corners = (
        (0.0, 1.0, words.little_seen, "left"),
        (1.0, 1.0, words.both, "right"),
        (1.0, 0.0, words.nothing, "right"),
    )
    quiet = {"size": chart_layout.SMALL, "color": theme.role("quiet")}
    return {
        "data": traces,
        "layout": chart_layout.layout(
            _HEIGHT,
            margin={"l": 8, "r": 12, "t": 22, "b": 8},
            showlegend=len(groups) > 1,
            legend={"orientation": "h", "y": -0.2, "itemsizing": "constant", "font": quiet},
            shapes=[
                {
                    "type": "line", "x0": 1, "x1": 1, "yref": "paper", "y0": 0, "y1": 1,
                    "line": {"color": theme.role("quiet"), "width": 1.2, "dash": "dot"},
                }
            ],
            annotations=[
                {
                    "xref": "paper", "yref": "paper", "x": x, "y": y, "text": text,
                    "xanchor": across, "yanchor": "bottom", "showarrow": False, "font": quiet,
                }
                for x, y, text, across in corners
            ],
            xaxis=chart_layout.axis(
                type="log", range=[math.log10(low), math.log10(high)], tickvals=ticks,
                ticktext=[words.times(tick) for tick in ticks],
                title={"text": words.across, "font": quiet},
            ),
            yaxis=chart_layout.value_axis(**up, title={"text": words.up, "font": quiet}),
        ),
    }  # fmt: skip

"""Chart of the likelihood of each target, with the chosen one as a point."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from ui import chart_layout, theme
from ui.chart_layout import Figure

_TICKS = (0.2, 0.5, 0.8, 1.0)  # likelihoods with a line
_TOP = 1.14
_FEW = 6  # targets with a tick, at most


def odds(
    targets: Sequence[float],
    chances: Sequence[float],
    chosen: tuple[float, float] | None,
    value: Callable[[float], str],
    percent: Callable[[float], str],
    height: int = 180,
) -> Figure:
    """The likelihood of each of some targets (ascending); ``chosen`` is a target and its likelihood.

    ``value`` and ``percent`` write a target and a likelihood.
    """
    text = [f"{value(t)}: {percent(c)}" for t, c in zip(targets, chances, strict=True)]
    data = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": list(targets),
            "y": list(chances),
            "line": {"color": theme.role("now"), "width": 2.4},
            "text": text,
            "hovertemplate": "%{text}<extra></extra>",
        }
    ]
    shapes = []
    if chosen is not None and targets[0] <= chosen[0] <= targets[-1]:
        target, chance = chosen
        colour = theme.role("target")
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [target],
                "y": [chance],
                "hoverinfo": "skip",
                "marker": {
                    "size": 13,
                    "color": colour,
                    "line": {"color": theme.role("paper"), "width": 2},
                },
            }
        )
        stem = {"x0": target, "x1": target, "y0": 0, "y1": chance}
        shapes.append({"type": "line", **stem, "line": {"color": colour, "width": 1.4}})
    step = chart_layout.round_step(targets[-1] - targets[0], _FEW)
    first, last = math.ceil(targets[0] / step), math.floor(targets[-1] / step)
    marks = [step * place for place in range(first, last + 1)]
    return {
        "data": data,
        "layout": chart_layout.layout(
            height,
            margin={"l": 6, "r": 6, "t": 8, "b": 4},
            shapes=shapes,
            xaxis=chart_layout.axis(
                range=[targets[0], targets[-1]],
                tickvals=marks,
                ticktext=[value(mark) for mark in marks],
            ),
            yaxis=chart_layout.value_axis(
                automargin=False,
                range=[0, _TOP],
                tickvals=list(_TICKS),
                ticktext=[percent(tick) for tick in _TICKS],
                ticklabelposition="inside top",
            ),
        ),
    }

"""Bars: one value per class, in the order of the classes, with its words above it."""

from __future__ import annotations

from collections.abc import Sequence

from ui import chart_layout, theme
from ui.chart_layout import Figure

_ROOM = 1.16  # times the highest bar: its words are above it


def bars(
    names: Sequence[str],
    values: Sequence[float],
    words: Sequence[str],
    hovers: Sequence[str],
    *,
    roles: Sequence[str] = (),
    line: float | None = None,
    height: int = 150,
) -> Figure:
    """The bars; a name may have two lines; ``roles`` are their colours (by default this period's), ``line`` a level to compare with."""
    places = list(range(len(names)))
    level = {
        "type": "line", "x0": -0.5, "x1": len(names) - 0.5, "y0": line, "y1": line,
        "layer": "below", "line": {"color": theme.role("target"), "width": 1.4},
    }  # fmt: skip
    return {
        "data": [
            {
                "type": "bar",
                "x": places,
                "y": list(values),
                "text": list(words),
                "textposition": "outside",
                "cliponaxis": False,
                "constraintext": "none",
                "textfont": {"size": chart_layout.SMALL},
                "width": 0.62,
                "marker": {"color": [theme.role(role) for role in roles] or theme.role("now")},
                "hovertext": list(hovers),
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        ],
        "layout": chart_layout.layout(
            height,
            margin={"l": 4, "r": 4, "t": 20, "b": 4},
            shapes=[] if line is None else [level],
            xaxis=chart_layout.axis(
                tickvals=places,
                ticktext=[theme.escaped(name).replace("\n", "<br>") for name in names],
                tickangle=0,
            ),
            yaxis=chart_layout.axis(
                visible=False, range=[0, max([*values, line or 0.0], default=0) * _ROOM or 1.0]
            ),
        ),
    }

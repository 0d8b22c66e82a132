"""Ranked bars: a name, its bar and its value, the largest on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui import chart_layout, theme
from ui.chart_layout import Figure

_ROW, _FRAME = 28, 34  # pixels
_ROOM = 1.28  # times the longest bar: its value is written behind it
_NAME = 26  # letters of a name


@dataclass(frozen=True, slots=True)
class RankedBar:
    """A bar: ``key`` is what a click on it means."""

    key: str
    name: str
    value: float
    words: str


def ranked(bars: Sequence[RankedBar]) -> Figure:
    """The bars from top to bottom, with their values behind them."""
    places = list(range(len(bars)))[::-1]
    highest = max((bar.value for bar in bars), default=0.0)
    lowest = min((bar.value for bar in bars), default=0.0)
    names = [bar.name if len(bar.name) <= _NAME else bar.name[: _NAME - 1] + "…" for bar in bars]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": [bar.value for bar in bars],
                "y": places,
                "width": 0.6,
                "customdata": [[bar.key] for bar in bars],
                "marker": {"color": theme.role("now")},
                "text": [bar.words for bar in bars],
                "textposition": "outside",
                "cliponaxis": False,
                "hovertext": [f"{theme.escaped(bar.name)}: {bar.words}" for bar in bars],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "selected": {"marker": {"opacity": 1}},
                "unselected": {"marker": {"opacity": 0.5}},
            }
        ],
        "layout": chart_layout.layout(
            _FRAME + _ROW * len(bars),
            margin={"l": 4, "r": 4, "t": 4, "b": 4},
            xaxis=chart_layout.axis(
                visible=False, range=[min(0.0, lowest * _ROOM), max(highest, 0.0) * _ROOM or 1.0]
            ),
            yaxis=chart_layout.axis(
                tickvals=places,
                ticktext=[theme.escaped(name) for name in names],
                tickfont={"size": 13, "color": theme.role("text")},
            ),
        ),
    }

"""Rates of variants as points on their confidence intervals, the value behind each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui import chart_layout, theme
from ui.chart_layout import Figure

_ROW, _FRAME = 34, 44  # pixels
_NAME = 24  # letters of a name
_ROOM = 1.22  # times the highest end: the value is written behind it


@dataclass(frozen=True, slots=True)
class RatePoint:
    """A variant: its rate and interval as shares, the value in words, and whether it leads."""

    name: str
    rate: float
    low: float
    high: float
    words: str
    leads: bool = False


def rates(points: Sequence[RatePoint], write: Callable[[float], str]) -> Figure:
    """A row per variant, the first on top; ``write`` writes the ticks."""
    places = list(range(len(points)))[::-1]
    colours = [theme.role("now" if one.leads else "before") for one in points]
    highest = max((one.high for one in points), default=0.0) or 1.0
    step = chart_layout.round_step(highest)
    marks = [step * place for place in range(int(highest * _ROOM / step) + 1)]
    names = [one.name if len(one.name) <= _NAME else one.name[: _NAME - 1] + "…" for one in points]
    return {
        "data": [_interval(*one) for one in zip(points, places, colours, strict=True)]
        + [_point(points, places, colours)],
        "layout": chart_layout.layout(
            _FRAME + _ROW * len(points),
            margin={"l": 4, "r": 4, "t": 4, "b": 4},
            annotations=[
                chart_layout.label(one.high, place, f"<b>{one.words}</b>", "text", xshift=6)
                for one, place in zip(points, places, strict=True)
            ],
            xaxis=chart_layout.value_axis(
                tickvals=marks, ticktext=list(map(write, marks)), range=[0, highest * _ROOM]
            ),
            yaxis=chart_layout.axis(
                tickvals=places,
                ticktext=[theme.escaped(name) for name in names],
                range=[-0.6, len(points) - 0.4],
                tickfont={"size": 13, "color": theme.role("text")},
            ),
        ),
    }


def _interval(one: RatePoint, place: int, colour: str) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [one.low, one.high],
        "y": [place, place],
        "line": {"color": colour, "width": 6},
        "opacity": 0.5,
        "hoverinfo": "skip",
    }


def _point(
    points: Sequence[RatePoint], places: Sequence[int], colours: Sequence[str]
) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [one.rate for one in points],
        "y": list(places),
        "marker": {"color": list(colours), "size": 12},
        "cliponaxis": False,  # a rate of zero is on the edge
        "hovertext": [f"{theme.escaped(one.name)}: {one.words}" for one in points],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }

"""Waterfall: from the earlier value to this one, each step with its size; on a phone from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from ui import chart_layout, device, theme
from ui.chart_layout import Figure

_ROOM, _BEHIND = 1.14, 1.3  # times the largest: its words are above it, or behind it
_LETTERS = 11  # of a line of a name
_ROW = 34  # pixels
_HEIGHT = 250  # pixels


@dataclass(frozen=True, slots=True)
class Step:
    """A bar: its name, its size as a number and as words, and the role of its colour."""

    name: str
    size: float
    words: str
    role: str


def waterfall(first: Step, steps: Sequence[Step], last: Step) -> Figure:
    """The bars from ``first`` over the ``steps`` to ``last``, which is where they end."""
    bars = [first, *steps, last]
    bases, at = [0.0], first.size
    for step in steps:
        bases.append(min(at, at + step.size))
        at += step.size
    bases.append(0.0)
    if device.is_phone():
        return _downwards(bars, bases)
    places = list(range(len(bars)))
    tops = [base + abs(bar.size) for base, bar in zip(bases, bars, strict=True)]
    names = ["<br>".join(wrap(theme.escaped(bar.name), _LETTERS)) for bar in bars]
    return {
        "data": [
            {
                "type": "bar",
                "x": places,
                "y": [abs(bar.size) for bar in bars],
                "base": bases,
                **_looks(bars),
            }
        ],
        "layout": chart_layout.layout(
            _HEIGHT,
            margin={"l": 4, "r": 4, "t": 20, "b": 8},
            xaxis=chart_layout.axis(
                tickvals=places,
                ticktext=names,
                tickangle=0,
                range=[-0.6, len(bars) - 0.4],
                tickfont={"size": chart_layout.SMALL - 1, "color": theme.role("quiet")},
            ),
            yaxis=chart_layout.axis(
                visible=False, range=[min(0.0, *bases), max(*tops, 0.0) * _ROOM or 1.0]
            ),
        ),
    }


def _looks(bars: Sequence[Step]) -> dict[str, Any]:
    *others, last = bars
    return {
        "text": [*(bar.words for bar in others), f"<b>{last.words}</b>"],
        "textposition": "outside",
        "cliponaxis": False,
        "constraintext": "none",
        "textfont": {"size": 12},
        "marker": {"color": [theme.role(bar.role) for bar in bars]},
        "hoverinfo": "skip",
        "width": 0.62,
    }


def _downwards(bars: Sequence[Step], bases: Sequence[float]) -> Figure:
    """The same with a row per bar: six names do not fit below six bars of a phone."""
    places = list(range(len(bars)))[::-1]
    ends = [base + abs(bar.size) for base, bar in zip(bases, bars, strict=True)]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "y": places,
                "x": [abs(bar.size) for bar in bars],
                "base": list(bases),
                **_looks(bars),
            }
        ],
        "layout": chart_layout.layout(
            _ROW * len(bars),
            margin={"l": 4, "r": 4, "t": 4, "b": 4},
            xaxis=chart_layout.axis(
                visible=False, range=[min(0.0, *bases), max(*ends, 0.0) * _BEHIND or 1.0]
            ),
            yaxis=chart_layout.axis(
                tickvals=places,
                ticktext=[chart_layout.row_name(bar.name, 26) for bar in bars],
                range=[-0.6, len(bars) - 0.4],
                tickfont={"size": chart_layout.SMALL, "color": theme.role("text")},
            ),
        ),
    }

"""Waterfall: from the earlier value to this one, each step with its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from ui import chart_layout, device, theme
from ui.chart_layout import Figure

_ROOM = 1.14
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
    places = list(range(len(bars)))
    tops = [base + abs(bar.size) for base, bar in zip(bases, bars, strict=True)]
    width = 8 if device.is_phone() else 13
    names = ["<br>".join(wrap(theme.escaped(bar.name), width)) for bar in bars]
    return {
        "data": [
            {
                "type": "bar",
                "x": places,
                "y": [abs(bar.size) for bar in bars],
                "base": bases,
                "text": [*(bar.words for bar in bars[:-1]), f"<b>{last.words}</b>"],
                "textposition": "outside",
                "cliponaxis": False,
                "constraintext": "none",
                "textfont": {"size": 11 if device.is_phone() else 12},
                "marker": {"color": [theme.role(bar.role) for bar in bars]},
                "hoverinfo": "skip",
                "width": 0.62,
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

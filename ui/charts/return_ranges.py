"""Revenue for one unit of cost as ranges on a log axis, with the line of break-even."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log10
from typing import Any

from ui import chart_layout, device, theme
from ui.chart_layout import Figure

_ROW, _FRAME = 44, 56  # pixels
_NAME = 26  # letters of a name
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_LEAST = 0.01  # where the axis begins at the latest: a range may begin at nothing
_ROOM = 1.9  # times the ends: words stand outside of them
_FEWEST, _MOST = 0.4, 3.0  # the axis has at least these ends
_TICKS, _FEW_TICKS = 8, 5  # on a phone fewer


@dataclass(frozen=True, slots=True)
class ReturnRange:
    """A row: the range over models alone, and with random variation; ``why`` is why there is none.

    ``middle`` is None where only a range may be said, ``high`` where it has no end.
    """

    name: str
    low: float | None
    high: float | None
    models: tuple[float, float] | None
    middle: float | None
    why: str = ""


def return_ranges(
    rows: Sequence[ReturnRange],
    write: Callable[[float], str],
    tick: Callable[[float], str],
    even: str,
) -> Figure:
    """The rows from top to bottom; ``even`` names the line at one, ``write`` writes an end."""
    places = list(range(len(rows)))[::-1]
    known = [row for row in rows if row.low is not None]
    lows = [max(row.low or 0, _LEAST) for row in known]
    highs = [row.high or max(row.low or 0, _LEAST) for row in known]
    first = max(min([_FEWEST, *lows]) / _ROOM, _LEAST / _ROOM)
    last = max([_MOST, *highs]) * _ROOM
    traces: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for row, place in zip(rows, places, strict=True):
        if row.low is None:
            notes.append(_word(row.why, 0.02, place, "left", 0, xref="paper", role="quiet"))
            continue
        low, high = max(row.low, _LEAST), last if row.high is None else row.high
        traces.append(_line(low, high, place, 2, 1.0))
        if row.models is not None:
            least, most = (max(end, _LEAST) for end in row.models)
            traces.append(_line(least, most, place, 10, 0.5))
        if row.middle is not None:
            traces.append(_dot(row, row.middle, place, write))
        notes.append(_word(write(row.low), log10(low), place, "right", -6))
        if row.high is not None:
            notes.append(_word(write(row.high), log10(high), place, "left", 6))
    target = theme.role("target")
    notes.append(_word(even, 0, 1, "center", 0, yref="paper", yanchor="bottom", role="target"))
    marks = [step for step in _STEPS if first <= step <= last]
    if len(marks) > (_FEW_TICKS if device.is_phone() else _TICKS):  # powers of ten alone
        marks = [step for step in marks if log10(step).is_integer()]
    return {
        "data": traces or [_line(1, 1, 0, 0, 0.0)],
        "layout": chart_layout.layout(
            _FRAME + _ROW * len(rows),
            annotations=notes,
            margin={"l": 8, "r": 8, "t": 22, "b": 8},
            shapes=[
                {
                    "type": "line", "x0": 1, "x1": 1, "y0": 0, "y1": 1, "yref": "paper",
                    "line": {"color": target, "width": 1.8},
                }
            ],
            xaxis=chart_layout.axis(
                type="log",
                showgrid=True,
                gridcolor=theme.role("track"),
                tickvals=marks,
                ticktext=[tick(mark) for mark in marks],
                range=[log10(first), log10(last)],
            ),
            yaxis=chart_layout.axis(
                tickvals=places,
                ticktext=[chart_layout.row_name(row.name, _NAME) for row in rows],
                tickfont={"size": 13, "color": theme.role("text")},
                range=[-0.6, len(rows) - 0.4],
            ),
        ),
    }  # fmt: skip


def _line(low: float, high: float, place: int, width: float, opacity: float) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "x": [low, high], "y": [place, place],
        "line": {"color": theme.role("now"), "width": width}, "opacity": opacity,
        "hoverinfo": "skip",
    }  # fmt: skip


def _dot(
    row: ReturnRange, middle: float, place: int, write: Callable[[float], str]
) -> dict[str, Any]:
    now, paper = theme.role("now"), theme.role("paper")
    return {
        "type": "scatter", "mode": "markers", "x": [middle], "y": [place],
        "marker": {"size": 13, "color": now, "line": {"color": paper, "width": 2}},
        "text": [f"{theme.escaped(row.name)}: <b>{write(middle)}</b>"],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _word(
    text: str, x: float, y: float, anchor: str, shift: float, *, role: str = "text", **more: Any
) -> dict[str, Any]:
    font = {"size": chart_layout.SMALL, "color": theme.role(role)}
    return {
        "x": x, "y": y, "text": theme.escaped(text), "showarrow": False, "xanchor": anchor,
        "xshift": shift, "font": font, "bgcolor": theme.role("paper"), "borderpad": 0, **more,
    }  # fmt: skip

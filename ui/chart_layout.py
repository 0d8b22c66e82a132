"""What all charts share: layout, axes, labels at the data instead of legends, and round ticks.

Charts are plain dicts, because building Plotly's objects takes longer. Their colours are those of
the session's appearance (``theme.role``), and their words are written in Python: Plotly's format
strings follow the browser's language, not the session's.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from textwrap import wrap
from typing import Any

from ui import device, theme

Figure = dict[str, Any]

FONT = '"Source Sans", sans-serif'
SMALL = 12  # pixels: labels and ticks
_NARROW = 17  # letters of a name in one line on a phone
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_DAYS_BY_DAY = 430  # 14 months: beyond, days and Mondays as ticks cannot be read
_ROOM = 1.14  # times the highest value: labels above a point stay inside


def axis(**more: Any) -> dict[str, Any]:
    """An axis without grid and zoom; ``more`` is added to it."""
    return {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "ticklabelstandoff": 5,
        "tickfont": {"size": SMALL, "color": theme.role("quiet")},
        "title": {"text": ""},
        **more,
    }


def value_axis(**more: Any) -> dict[str, Any]:
    """An axis of values: a quiet grid, from zero."""
    grid = {"showgrid": True, "gridcolor": theme.role("track"), "nticks": 5, "rangemode": "tozero"}
    return axis(**{**grid, **more})


def layout(height: int, **more: Any) -> dict[str, Any]:
    """The layout of a chart; ``more`` replaces its parts."""
    return {
        "template": {"layout": {}},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 14, "b": 8},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "clickmode": "event+select",
        "xaxis": axis(),
        "yaxis": value_axis(),
        # Without a family Plotly uses one of its own.
        "font": {"color": theme.role("text"), "size": 13, "family": FONT},
        "hoverlabel": {"font": {"size": 13, "family": FONT}},
        "modebar": {
            "bgcolor": "rgba(0,0,0,0)",
            "color": theme.role("quiet"),
            "activecolor": theme.role("text"),
        },
        **more,
    }


def label(x: Any, y: Any, text: str, role: str, **more: Any) -> dict[str, Any]:
    """A word at a place of the chart, to the right of it, in the colour of a role."""
    font = {"size": SMALL, "color": theme.role(role)}
    return {
        "x": x,
        "y": y,
        "text": text,
        "showarrow": False,
        "font": font,
        "xanchor": "left",
        "xshift": 8,
        **more,
    }


def row_name(name: str, letters: int) -> str:
    """The name of a row at an axis: cut where it is long; on a phone in two short lines."""
    if device.is_phone() and len(name) > _NARROW:
        lines = wrap(name, _NARROW)
        name = "\n".join(lines[:2]) + ("…" if len(lines) > 2 else "")
    elif len(name) > letters:
        name = name[: letters - 1] + "…"
    return theme.escaped(name).replace("\n", "<br>")


def apart(labels: list[dict[str, Any]], least: float) -> None:
    """Moves labels of one column up until each is ``least`` above the one below it."""
    column = sorted(labels, key=lambda one: one["y"])
    for lower, upper in pairwise(column):
        upper["y"] = max(upper["y"], lower["y"] + least)


def round_step(highest: float, count: int = 4) -> float:
    """The smallest round step (1, 2, 2.5 or 5 times a power of ten) that takes ``count`` to the top.

    >>> round_step(107), round_step(0.031), round_step(0)
    (50.0, 0.01, 1.0)
    """
    if highest <= 0:
        return 1.0
    raw = highest / count
    size = 10.0 ** math.floor(math.log10(raw))
    return next(size * step for step in _STEPS if size * step >= raw * (1 - 1e-9))


def ticks(
    values: Sequence[float], write: Callable[[float], str], *, whole: bool = False
) -> dict[str, Any]:
    """Few round ticks from zero (or below it), written by ``write``; ``whole``: no parts of one."""
    highest, lowest = max([*values, 0.0]), min([*values, 0.0])
    step = round_step(max(highest, -lowest))
    if whole:
        step = max(1.0, step)
    first, last = math.floor(lowest / step), math.floor(highest * 1.12 / step)
    marks = [step * place for place in range(first, last + 1)]
    top = highest * _ROOM if highest > 0 else step
    return {
        "tickvals": marks,
        "ticktext": [write(mark) for mark in marks],
        "range": [lowest * _ROOM, top],
    }


def is_long(first: date, last: date) -> bool:
    """Whether the ticks of these days are months."""
    return (last - first).days + 1 > _DAYS_BY_DAY


def day_ticks(
    first: date, last: date, write: Callable[[date], str], *, by_month: bool = False
) -> dict[str, Any]:
    """Ticks on Mondays, few enough to be read; on first days of months where that is too long.

    ``by_month`` asks for these: where each point is a month, a Monday is no point.
    """
    most = 4 if device.is_phone() else 8
    days = (last - first).days + 1
    if by_month or is_long(first, last):
        return _month_ticks(first, last, write, most)
    if days <= most:
        marks = [first + timedelta(days=place) for place in range(days)]
    else:
        monday = first + timedelta(days=-first.weekday() % 7)
        weeks = max(1, -(-days // (7 * most)))
        marks = [
            monday + timedelta(weeks=weeks * place)
            for place in range((last - monday).days // (7 * weeks) + 1)
        ]
    return {"tickvals": [day.isoformat() for day in marks], "ticktext": [write(d) for d in marks]}


def _month_ticks(
    first: date, last: date, write: Callable[[date], str], most: int
) -> dict[str, Any]:
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    step = next(
        size for size in (1, 2, 3, 6, 12, 24, 60, 120) if months / size <= most or size == 120
    )
    start = 12 * first.year + first.month - 1 + (first.day > 1)
    marks = [
        date(place // 12, place % 12 + 1, 1)
        for place in range(start, 12 * last.year + last.month, step)
    ]
    return {"tickvals": [day.isoformat() for day in marks], "ticktext": [write(d) for d in marks]}

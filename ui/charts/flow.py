"""From first to last: two columns with heads and shares, and ribbons between them.

Drawn as shapes: a Sankey of Plotly has no heads, and its labels lie on the ribbons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

from ui import chart_layout, device, theme
from ui.chart_layout import Figure

OTHERS = "\x00others"
"""What stands for all keys that are not shown; no key of the data."""
_MOST = 6  # names of a column; the others are summed up, to stay readable
_GAP = 0.028  # of the height, between names
_LINE = 0.05  # of the height, that a label needs
_HEIGHT = 330  # pixels
_LETTERS, _NARROW = 30, 14  # of a name, and on a phone
_BAR = 0.015  # of the width

Link = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class FlowWords:
    """``name`` writes a key (or ``OTHERS``), ``share`` a share; ``heads`` are those of the columns."""

    name: Callable[[str], str]
    share: Callable[[float], str]
    heads: tuple[str, str]


@dataclass(slots=True)
class _Column:
    """One side: where it is, the sums of its keys, and down to where each is used by ribbons."""

    left: float
    label: float
    anchor: str
    sums: Counter[str]
    used: dict[str, float] = field(default_factory=dict)

    @property
    def order(self) -> list[str]:
        """The keys from top to bottom, the others last."""
        return sorted(self.sums, key=lambda key: (key == OTHERS, -self.sums[key], key))

    @property
    def room(self) -> float:
        """The height without the gaps."""
        return 1 - _GAP * (len(self.sums) - 1)


def flow(links: Sequence[Link], words: FlowWords, hues: Mapping[str, str]) -> Figure:
    """The ribbons from first keys to last ones; ``links`` are (first, last, how often).

    ``hues`` are the colours of the keys.
    """
    shown = _summed(links)
    left, right = (0.285, 0.715 - _BAR) if not device.is_phone() else (0.33, 0.67 - _BAR)
    columns = (
        _Column(left, left - 0.01, "right", _sums(shown, 0)),
        _Column(right, right + _BAR + 0.01, "left", _sums(shown, 1)),
    )
    whole = sum(count for _first, _last, count in shown) or 1
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for column, head in zip(columns, words.heads, strict=True):
        labels = _boxes(column, whole, words, hues, shapes)
        chart_layout.apart(labels, _LINE)
        notes += [*labels, _head(column, head)]
    places = [{key: at for at, key in enumerate(column.order)} for column in columns]
    ordered = sorted(shown, key=lambda link: (places[0][link[0]], places[1][link[1]]))
    shapes += [_ribbon(link, columns, whole, hues) for link in ordered]
    return {
        # A figure without any trace is not drawn.
        "data": [
            {"type": "scatter", "x": [0], "y": [0], "mode": "markers", "marker": {"opacity": 0},
             "hoverinfo": "skip"}
        ],
        "layout": chart_layout.layout(
            _HEIGHT,
            annotations=notes,
            shapes=shapes,
            margin={"l": 0, "r": 0, "t": 30, "b": 0},
            xaxis=chart_layout.axis(visible=False, range=[0, 1]),
            yaxis=chart_layout.axis(visible=False, range=[-0.03, 1.03]),
        ),
    }  # fmt: skip


def _summed(links: Sequence[Link]) -> list[Link]:
    """The links with the most frequent names of each side; all other names are one."""
    kept = []
    for side in (0, 1):
        sums = _sums(links, side)
        kept.append({key for key, _count in sums.most_common(_MOST)})
    joined: Counter[tuple[str, str]] = Counter()
    for first, last, count in links:
        key = (first if first in kept[0] else OTHERS, last if last in kept[1] else OTHERS)
        joined[key] += count
    return [(first, last, count) for (first, last), count in joined.items()]


def _sums(links: Sequence[Link], side: int) -> Counter[str]:
    sums: Counter[str] = Counter()
    for link in links:
        sums[str(link[side])] += link[2]
    return sums


def _boxes(
    column: _Column,
    whole: int,
    words: FlowWords,
    hues: Mapping[str, str],
    shapes: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    """Adds a box for each key to ``shapes``; gives their labels."""
    labels, top = [], 1.0
    letters = _NARROW if device.is_phone() else _LETTERS
    for key in column.order:
        size = column.sums[key] / whole * column.room
        column.used[key] = top
        shapes.append(
            {
                "type": "rect", "x0": column.left, "x1": column.left + _BAR,
                "y0": top - size, "y1": top, "line": {"width": 0},
                "fillcolor": hues.get(key, theme.role("before")),
            }
        )  # fmt: skip
        name = words.name(key)
        if len(name) > letters and size > 2 * _LINE:  # room for two lines
            text = "<br>".join(theme.escaped(part) for part in wrap(name, letters + 2)[:2])
        else:
            short = name if len(name) <= letters else name[: letters - 1] + "…"
            text = theme.escaped(short)
        share = words.share(column.sums[key] / whole)
        labels.append(
            {
                "x": column.label, "y": top - size / 2, "showarrow": False,
                "text": f"{text} <b>{share}</b>", "xanchor": column.anchor,
                "font": {"size": chart_layout.SMALL, "color": theme.role("text")},
            }
        )  # fmt: skip
        top -= size + _GAP
    return labels


def _head(column: _Column, text: str) -> dict[str, Any]:
    return {
        "x": column.label, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 6,
        "text": f"<b>{text}</b>", "showarrow": False, "xanchor": column.anchor,
        "font": {"size": chart_layout.SMALL, "color": theme.role("quiet")},
    }  # fmt: skip


def _ribbon(
    link: Link, columns: tuple[_Column, _Column], whole: int, hues: Mapping[str, str]
) -> dict[str, Any]:
    first, last, count = link
    left, right = columns
    sizes = [count / whole * column.room for column in columns]
    start, end = left.used[first], right.used[last]
    left.used[first] -= sizes[0]
    right.used[last] -= sizes[1]
    x0, x1 = left.left + _BAR, right.left
    middle = (x0 + x1) / 2
    path = (
        f"M {x0} {start} C {middle} {start}, {middle} {end}, {x1} {end} "
        f"L {x1} {end - sizes[1]} C {middle} {end - sizes[1]}, {middle} {start - sizes[0]}, "
        f"{x0} {start - sizes[0]} Z"
    )
    return {
        "type": "path", "path": path, "line": {"width": 0}, "opacity": 0.34, "layer": "below",
        "fillcolor": hues.get(first, theme.role("before")),
    }  # fmt: skip

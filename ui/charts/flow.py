"""Sankey diagram: the last steps of conversion paths, limited to what stays readable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from textwrap import wrap

from ui import theme
from ui.charts.lines import Figure

STEPS = 2
_WIDTH = 6  # names shown at each step; the others are summed up, to stay readable
_LINE = 18  # letters of a label; longer ones wrap, for narrow screens
_LINE_HEIGHT = 15  # pixels
_BARS = 290  # pixels of height, without the space between names


def flow(
    paths: Sequence[tuple[Sequence[str], int]],
    end: str,
    others: str,
    hues: Mapping[str, str],
) -> Figure:
    """The last ``STEPS`` steps of ``paths`` (names and how often) up to ``end``.

    Each step shows its most frequent names; ``others`` is the label of the rest. ``hues`` are the
    colours of the names.
    """
    lasts = [(list(path[-STEPS:]), count) for path, count in paths]
    frequent = _frequent(lasts)
    links: Counter[tuple[tuple[int, str], tuple[int, str]]] = Counter()
    for path, count in lasts:
        places = [
            (back, name if name in frequent[back] else others)
            for back, name in zip(range(len(path), 0, -1), path, strict=True)
        ]
        for here, there in zip(places, [*places[1:], (0, end)], strict=True):
            links[here, there] += count
    # Nodes are numbered in this order; that of a set would change from run to run.
    nodes = sorted({node for pair in links for node in pair}, key=lambda n: (-n[0], n[1]))
    at = {node: n for n, node in enumerate(nodes)}
    labels = ["<br>".join(wrap(theme.escaped(name), _LINE)) for _back, name in nodes]
    pad = _LINE_HEIGHT * (1 + max((label.count("<br>") for label in labels), default=0))
    tallest = max(Counter(back for back, _name in nodes).values(), default=1)
    sankey = {
        "type": "sankey",
        "arrangement": "snap",
        "node": {
            "label": labels,
            "color": [hues.get(name, theme.MARK) for _back, name in nodes],
            "pad": pad,
            "thickness": 14,
            "line": {"width": 0},
            "hovertemplate": "%{label}: %{value:,.0f}<extra></extra>",
        },
        "link": {
            "source": [at[here] for here, _there in links],
            "target": [at[there] for _here, there in links],
            "value": list(links.values()),
            "color": theme.GRID,
            "hovertemplate": "%{source.label} → %{target.label}: %{value:,.0f}<extra></extra>",
        },
    }
    return {"data": [sankey], "layout": theme.layout(height=_BARS + pad * (tallest - 1))}


def _frequent(paths: Sequence[tuple[Sequence[str], int]]) -> Mapping[int, frozenset[str]]:
    """The names shown at each step, by the number of steps before the end."""
    counts: dict[int, Counter[str]] = {back: Counter() for back in range(1, STEPS + 1)}
    for path, count in paths:
        for back, name in zip(range(len(path), 0, -1), path, strict=True):
            counts[back][name] += count
    return {
        back: frozenset(name for name, _count in names.most_common(_WIDTH))
        for back, names in counts.items()
    }

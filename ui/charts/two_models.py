"""Two attribution models as joined marks, with the range of all models and the count by own tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui import chart_layout, device, theme
from ui.chart_layout import Figure

_ROW, _FRAME = 38, 54  # pixels
_NAME = 30  # letters of a name
_LEFT = 0.02  # of the highest value: marks at zero are not cut


@dataclass(frozen=True, slots=True)
class ModelMarks:
    """One row: two credits, the range of all models, the count by own tags (None: unknown)."""

    name: str
    first: float
    second: float
    low: float
    high: float
    own: float | None


def two_models(
    rows: Sequence[ModelMarks],
    labels: tuple[str, str, str],
    write: Callable[[float], str],
    tick: Callable[[float], str],
) -> Figure:
    """The rows from top to bottom; ``labels`` name the two models and the own tags in hover words.

    ``write`` writes a value, ``tick`` a round number at the axis.
    """
    places = list(range(len(rows)))[::-1]
    now, quiet, paper = theme.role("now"), theme.role("quiet"), theme.role("paper")
    top = max((max(row.high, row.own or 0.0) for row in rows), default=0.0) or 1.0
    traces = [
        _line([(row.low, row.high) for row in rows], places, theme.role("track"), 13),
        _line([(row.first, row.second) for row in rows], places, now, 2.4),
        _marks(rows, [row.own for row in rows], places, labels[2], write, symbol="diamond-open",
               size=11, color=theme.role("target"), line={"width": 2}),
        _marks(rows, [row.first for row in rows], places, labels[0], write, size=13, color=paper,
               line={"width": 2, "color": quiet}),
        _marks(rows, [row.second for row in rows], places, labels[1], write, size=13, color=now,
               line={"width": 2, "color": now}),
    ]  # fmt: skip
    ends = [
        {
            "x": 1, "xref": "paper", "y": place, "showarrow": False, "xanchor": "right",
            "text": f"{write(row.first)} → <b>{write(row.second)}</b>",
            "font": {"size": chart_layout.SMALL, "color": theme.role("text")},
        }
        for row, place in zip(rows, places, strict=True)
    ]  # fmt: skip
    room = 1.75 if device.is_phone() else 1.32  # the values at the right edge stay clear of marks
    # No tick below the values: they are at the edge of a part of the axis that has no marks.
    marks = [mark for mark in chart_layout.ticks([top], tick)["tickvals"] if mark <= top * 1.05]
    return {
        "data": traces,
        "layout": chart_layout.layout(
            _FRAME + _ROW * len(rows),
            annotations=ends,
            margin={"l": 8, "r": 8, "t": 4, "b": 8},
            xaxis=chart_layout.axis(
                showgrid=True,
                gridcolor=theme.role("track"),
                tickvals=marks,
                ticktext=[tick(mark) for mark in marks],
                range=[-top * _LEFT, top * room],
            ),
            yaxis=chart_layout.axis(
                tickvals=places,
                ticktext=[chart_layout.row_name(row.name, _NAME) for row in rows],
                tickfont={"size": 13, "color": theme.role("text")},
                range=[-0.6, len(rows) - 0.4],
            ),
        ),
    }


def _line(
    spans: Sequence[tuple[float, float]], places: Sequence[int], colour: str, width: float
) -> Figure:
    # None ends a line, so that one trace draws all of them.
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [end for span in spans for end in (*span, None)],
        "y": [end for place in places for end in (place, place, None)],
        "hoverinfo": "skip",
        "line": {"color": colour, "width": width},
    }


def _marks(
    rows: Sequence[ModelMarks],
    values: Sequence[float | None],
    places: Sequence[int],
    label: str,
    write: Callable[[float], str],
    **marker: object,
) -> Figure:
    hovers = [
        "" if value is None else f"{theme.escaped(row.name)}, {label}: <b>{write(value)}</b>"
        for row, value in zip(rows, values, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(values),
        "y": list(places),
        "marker": marker,
        "cliponaxis": False,
        "text": hovers,
        "hovertemplate": "%{text}<extra></extra>",
    }

"""Chart of a goal: actual, planned pace, the 80 % fan of the forecast, and the target."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ui import chart_layout, theme
from ui.chart_layout import Figure
from ui.charts.lines import LineMark

Known = Sequence[float | None]

_START = 5  # a ratio of its first few days says nothing: a fifth of them does not set the scale
_ROOM = 0.15  # of the spread of values, above and below them
_LINES = 15  # how many labels fit above each other


@dataclass(frozen=True, slots=True)
class Fan:
    """The forecast's band: for each day to come a low, a median and a high value."""

    days: Sequence[date] = ()
    low: Sequence[float] = ()
    median: Sequence[float] = ()
    high: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What the lines are called, and how their values and days are written (as plain text)."""

    target: str
    pace: str
    before: str
    value: Callable[[float], str]
    tick: Callable[[float], str]
    day: Callable[[date], str]


@dataclass(frozen=True, slots=True)
class OutlookValues:
    """What the chart draws, in the unit of the goal; what is None or empty is not drawn.

    ``actual`` has a value for each of ``days``, and ``pace`` unless it is empty; ``before`` is the earlier period of
    the same length, on the days ``before_days``. ``from_zero``: the axis starts at zero.
    """

    days: Sequence[date]
    actual: Known
    pace: Known
    target: float
    fan: Fan = Fan()
    before_days: Sequence[date] = ()
    before: Known = ()
    marks: Sequence[LineMark] = ()
    from_zero: bool = True
    whole: bool = False

    @property
    def has_values(self) -> bool:
        """Whether there is anything but the target and the plan."""
        known = (value is not None for value in (*self.actual, *self.before))
        return bool(self.fan.days) or any(known)


def outlook(values: OutlookValues, words: Words, height: int = 300) -> Figure:
    """The chart of a goal; days of annotations are dotted lines whose text is at the points."""
    first = min([*values.days[:1], *values.before_days[:1]])
    last = max([*values.days[-1:], *values.fan.days[-1:]])
    axis = _value_axis(values, words)
    labels = _labels(values, words, axis["range"])
    data = [
        *_fan(values.fan),
        *_line(values.before_days, values.before, words, "before", 1.6, "5px,4px"),
        *_line(values.days, values.pace, None, "before", 1.4, "2px,3px"),
        *_line(values.days, values.actual, words, "now", 2.6),
        _flat(first, last, values.target),
    ]
    return {
        "data": data,
        "layout": chart_layout.layout(
            height,
            annotations=labels,
            shapes=_marks(values.marks, first, last),
            margin={"l": 8, "r": 74, "t": 14, "b": 8},
            xaxis=chart_layout.axis(
                **chart_layout.day_ticks(first, last, words.day),
                range=[(first - timedelta(days=1)).isoformat(), last.isoformat()],
            ),
            yaxis=chart_layout.value_axis(**axis),
        ),
    }


def _value_axis(values: OutlookValues, words: Words) -> dict[str, Any]:
    """From zero for totals; around the values for what is a level all the time."""
    settled = [v for v in values.actual if v is not None]
    settled = settled[len(settled) // _START :]
    known = [*settled, *(v for v in values.before if v is not None), values.target]
    known += [end for side in (values.fan.low, values.fan.high) for end in side]
    known = [v for v in known if math.isfinite(v)]
    if values.from_zero:
        return chart_layout.ticks(known, words.tick, whole=values.whole)
    low, high = min(known), max(known)
    spread = (high - low) or abs(high) or 1.0
    low, high = low - spread * _ROOM, high + spread * _ROOM
    step = chart_layout.round_step(high - low)
    step = max(step, 1.0) if values.whole else step
    places = range(math.ceil(low / step), math.floor(high / step) + 1)
    marks = [step * place for place in places]
    return {
        "tickvals": marks,
        "ticktext": [words.tick(mark) for mark in marks],
        "range": [low, high],
        "rangemode": "normal",
    }


def _fan(fan: Fan) -> list[dict[str, Any]]:
    if not fan.days:
        return []
    days = [day.isoformat() for day in fan.days]
    edge = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    red, green, blue = (int(theme.role("now")[at : at + 2], 16) for at in (1, 3, 5))
    return [
        {
            **edge,
            "x": [*days, *reversed(days)],
            "y": [*fan.low, *reversed(fan.high)],
            "fill": "toself",
            "fillcolor": f"rgba({red},{green},{blue},.2)",
            "line": {"width": 0},
        },
        {
            **edge,
            "x": days,
            "y": list(fan.median),
            "line": {"color": theme.role("now"), "width": 1.8, "dash": "5px,4px"},
        },
    ]


def _line(
    days: Sequence[date],
    values: Known,
    words: Words | None,
    role: str,
    width: float,
    dash: str = "solid",
) -> list[dict[str, Any]]:
    """A line; without words its points say nothing."""
    if all(value is None for value in values):
        return []
    hover: dict[str, Any] = {"hoverinfo": "skip"}
    if words is not None:
        text = [
            "" if v is None else f"<b>{words.value(v)}</b> · {words.day(d)}"
            for d, v in zip(days, values, strict=True)
        ]
        hover = {"hovertemplate": "%{text}<extra></extra>", "text": text}
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [day.isoformat() for day in days],
            "y": list(values),
            # A line across an unknown day would claim a value for it.
            "connectgaps": False,
            "line": {"color": theme.role(role), "width": width, "dash": dash},
            **hover,
        }
    ]


def _flat(first: date, last: date, target: float) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [first.isoformat(), last.isoformat()],
        "y": [target, target],
        "hoverinfo": "skip",
        "line": {"color": theme.role("target"), "width": 1.8},
    }


def _labels(
    values: OutlookValues, words: Words, shown: tuple[float, float]
) -> list[dict[str, Any]]:
    """The values at the ends of the lines, and the names of the lines on them."""
    first = min([*values.days[:1], *values.before_days[:1]])
    under = {"xanchor": "left", "xshift": 2, "yshift": 10}
    labels = [
        chart_layout.label(
            first.isoformat(),
            values.target,
            f"{words.target} {words.value(values.target)}",
            "target",
            **under,
        )
    ]
    fan, end = values.fan, values.days[-1].isoformat()
    if fan.days:
        ends = [
            chart_layout.label(end, fan.low[-1], words.value(fan.low[-1]), "quiet"),
            chart_layout.label(end, fan.median[-1], f"<b>{words.value(fan.median[-1])}</b>", "now"),
            chart_layout.label(end, fan.high[-1], words.value(fan.high[-1]), "quiet"),
        ]
        ends = list({label["text"]: label for label in ends}.values())
        chart_layout.apart(ends, (shown[1] - shown[0]) / _LINES)
        labels += ends
    known = [(d, v) for d, v in zip(values.days, values.actual, strict=True) if v is not None]
    if known:
        day, now = known[-1]
        over = {"xanchor": "right", "xshift": -8, "yshift": 12}
        labels.append(
            chart_layout.label(day.isoformat(), now, f"<b>{words.value(now)}</b>", "now", **over)
        )
    labels += _named(values.days, values.pace, words.pace, 0.4)
    labels += _named(values.before_days, values.before, words.before, 0.75)
    return labels


def _named(days: Sequence[date], line: Known, name: str, at: float) -> list[dict[str, Any]]:
    """The name of a line at a share of its length: above it in its first half, then below it."""
    known = [(d, v) for d, v in zip(days, line, strict=False) if v is not None]
    if len(known) < 2 or not name:
        return []
    day, value = known[int(len(known) * at)]
    place = {"xanchor": "right", "xshift": -6, "yshift": 9}
    if at > 0.5:
        place = {"xanchor": "left", "xshift": 6, "yshift": -11}
    return [chart_layout.label(day.isoformat(), value, name, "quiet", **place)]


def _marks(marks: Sequence[LineMark], first: date, last: date) -> list[dict[str, Any]]:
    """The days of annotations and series breaks, as dotted lines."""
    line = {"color": theme.role("before"), "width": 1, "dash": "dot"}
    within = [mark for mark in marks if mark.last >= first and mark.first <= last]
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": mark.first.isoformat(),
            "x1": mark.first.isoformat(),
            "y0": 0,
            "y1": 1,
            "line": line,
        }
        for mark in within
    ]

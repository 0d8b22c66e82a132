"""Trend of one metric: this period, the earlier one on the same days, a target and annotations.

The names of the lines are at their ends. The last point is hollow where its week or month is not
over: it would look like a fall.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from metrics.results.period_series import PeriodSeries, SeriesPoint
from ui import chart_layout, device, theme
from ui.chart_layout import Figure
from ui.charts.lines import LineMark

_GAP = 0.075  # of the height: labels closer than this would lie on each other
_FLAG = 26  # letters of an annotation that fit above the chart
_WHOLE = 10  # a target from here on has no decimals where values are counts
_NEAR = 0.24  # of the width: labels of annotations closer than this would lie on each other
_MOST_MARKERS = 62


@dataclass(frozen=True, slots=True)
class TrendWords:
    """How a trend writes: a value, a tick of the axis, a day, the days of a point, and lines' names.

    ``part`` writes how many of a point's days are known.
    """

    value: Callable[[float], str]
    tick: Callable[[float], str]
    day: Callable[[date], str]
    month: Callable[[date], str]
    span: Callable[[date, date], str]
    part: Callable[[int, int], str]
    before: str
    target: Callable[[str], str]


def trend(
    series: PeriodSeries,
    words: TrendWords,
    *,
    targets: Sequence[float | None] = (),
    marks: Sequence[LineMark] = (),
    whole: bool = False,
    height: int = 318,
) -> Figure:
    """The chart; ``targets`` has a value per point, ``whole`` says that there are no parts of one."""
    points = series.points
    days = [point.first for point in points]
    aimed = [
        (_x(p), target) for p, target in zip(points, targets or [None] * len(points), strict=True)
    ]
    labels: list[dict[str, Any]] = []
    traces = [*_before(series, words, labels), *_target(aimed, words, labels, whole=whole)]
    traces += _now(series, words, labels)
    known = [v for p in points for v in (p.value, p.before) if v is not None]
    values = chart_layout.ticks(
        [*known, *(target for _day, target in aimed if target is not None)], words.tick, whole=whole
    )
    chart_layout.apart(labels, (values["range"][1] - values["range"][0]) * _GAP)
    first, last = points[0].first, points[-1].last
    pad = max(1, (days[-1] - days[0]).days // 40)
    if series.is_of_events:  # a bar is around its day
        pad = max(pad, points[0].of // 2, points[-1].of // 2)
    inside = [mark for mark in marks if mark.first <= last and mark.last >= first]
    small, by_month = device.is_phone(), series.grain == "month"
    return {
        "data": traces,
        "layout": chart_layout.layout(
            height,
            annotations=[*labels, *_flags(inside, first, last)],
            shapes=[_line(mark, first, last) for mark in inside],
            margin={"l": 8, "r": 84 if small else 126, "t": 26 if inside else 14, "b": 8},
            xaxis=chart_layout.axis(
                **chart_layout.day_ticks(
                    first.replace(day=1) if by_month else first,
                    last,
                    words.month if by_month else words.day,
                    by_month=by_month,
                ),
                range=[
                    (days[0] - timedelta(days=pad)).isoformat(),
                    (days[-1] + timedelta(days=pad)).isoformat(),
                ],
            ),
            yaxis=chart_layout.value_axis(**values),
        ),
    }


def _before(
    series: PeriodSeries, words: TrendWords, labels: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    points = series.points
    known = [point for point in points if point.before is not None]
    if not known:
        return []
    if series.is_of_events:
        # Above a mark that no bar covers, where there is one.
        free = [point for point in known if (point.before or 0) > (point.value or 0)] or known
        place: dict[str, Any] = {"xanchor": "center", "yanchor": "bottom", "xshift": 0, "yshift": 2}
        labels.append(
            chart_layout.label(_x(free[-1]), free[-1].before, words.before, "quiet", **place)
        )
    else:
        labels.append(chart_layout.label(_x(known[-1]), known[-1].before, words.before, "quiet"))
    line: dict[str, Any] = {"color": theme.role("before"), "width": 1.8, "dash": "5px,4px"}
    path = _path([(_x(p), p.before) for p in points], line)
    if not series.is_of_events:
        return [path]
    # What was published at a time stands alone: a line between two times would claim a value.
    return [{**path, "mode": "markers", "marker": _dash(line["color"])}]


def _dash(colour: str) -> dict[str, Any]:
    return {"symbol": "line-ew", "size": 16, "line": {"width": 2.4, "color": colour}}


def _target(
    aimed: Sequence[tuple[str, float | None]],
    words: TrendWords,
    labels: list[dict[str, Any]],
    *,
    whole: bool,
) -> list[dict[str, Any]]:
    known = [(day, target) for day, target in aimed if target is not None]
    if not known:
        return []
    day, last = known[-1]
    # The share of a point is no whole number; from ten on its decimals say nothing.
    said = float(round(last)) if whole and last >= _WHOLE else last
    labels.append(chart_layout.label(day, last, words.target(words.value(said)), "target"))
    line: dict[str, Any] = {"color": theme.role("target"), "width": 1.4}
    path = _path(aimed, line)
    # One point alone makes no line.
    return [path if len(known) > 1 else {**path, "mode": "markers", "marker": _dash(line["color"])}]


def _bars(points: Sequence[SeriesPoint], words: TrendWords) -> list[dict[str, Any]]:
    known = [point for point in points if point.value is not None]
    return [
        {
            "type": "bar",
            "x": [_x(point) for point in known],
            "y": [point.value for point in known],
            "width": [0.62 * 86_400_000 * point.of for point in known],
            "customdata": [[point.first.isoformat(), point.last.isoformat()] for point in known],
            "hovertext": [_hover(point, words) for point in known],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {
                "color": theme.role("now"),
                "opacity": [1.0 if point.is_whole else 0.5 for point in known],
            },
        }
    ]


def _now(
    series: PeriodSeries, words: TrendWords, labels: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    points = series.points
    if series.is_of_events:
        return _bars(points, words)
    ink, paper = theme.role("now"), theme.role("paper")
    whole = [(_x(p), p.value if p.is_whole else None) for p in points]
    traces = [_path(whole, {"color": ink, "width": 2.6})]
    for one, other in pairwise(points):
        if one.is_whole is not other.is_whole or not (one.is_whole or other.is_whole):
            dotted = {"color": ink, "width": 2.4, "dash": "2px,3px"}
            traces.append(_path([(_x(one), one.value), (_x(other), other.value)], dotted))
    known = [point for point in points if point.value is not None]
    if not known:
        return traces
    size = 8 if len(points) <= _MOST_MARKERS else 4
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [_x(point) for point in known],
            "y": [point.value for point in known],
            "customdata": [[point.first.isoformat(), point.last.isoformat()] for point in known],
            "text": [_hover(point, words) for point in known],
            "hovertemplate": "%{text}<extra></extra>",
            "cliponaxis": False,
            "marker": {
                "size": size,
                "color": [ink if point.is_whole else paper for point in known],
                "line": {"width": 2, "color": ink},
            },
            "selected": {"marker": {"size": 13}},
            "unselected": {"marker": {"opacity": 1}},
        }
    )
    end = known[-1]
    text = f"<b>{words.value(end.value or 0)}</b>"
    if not end.is_whole:
        text += f" · {words.part(end.days, end.of)}"
    labels.append(chart_layout.label(_x(end), end.value, text, "now", align="left"))
    return traces


def _hover(point: SeriesPoint, words: TrendWords) -> str:
    text = f"<b>{words.value(point.value or 0)}</b> · {words.span(point.first, point.last)}"
    if not point.is_whole:
        text += f" ({words.part(point.days, point.of)})"
    if point.before is not None:
        text += f"<br>{words.before}: {words.value(point.before)}"
    return text


def _path(points: Sequence[tuple[str, float | None]], line: dict[str, Any]) -> dict[str, Any]:
    # A line across an unknown day would claim a value for it.
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _y in points],
        "y": [y for _x, y in points],
        "connectgaps": False,
        "hoverinfo": "skip",
        "line": line,
    }


def _x(point: SeriesPoint) -> str:
    return point.first.isoformat()


def _flags(marks: Sequence[LineMark], first: date, last: date) -> list[dict[str, Any]]:
    """A flag for each annotation, with its words where there is room for them."""
    days = max((last - first).days, 1)
    flags = []
    free = 0.0  # the place up to which words are written
    for mark in sorted(marks, key=lambda one: (one.first, one.last)):
        begin = max(mark.first, first)
        at = (begin - first).days / days
        fits = at >= free and at < 1 - _NEAR / 2 and not device.is_phone()
        cut = mark.text if len(mark.text) <= _FLAG else mark.text[: _FLAG - 1] + "…"
        free = at + _NEAR if fits else free
        flags.append(
            {
                "x": begin.isoformat(),
                "y": 1.0,
                "yref": "paper",
                "text": f"⚑ {theme.escaped(cut)}" if fits else "⚑",
                "hovertext": theme.wrapped(mark.text),
                "showarrow": False,
                "xanchor": "left" if fits else "center",
                "yanchor": "bottom",
                "font": {"size": chart_layout.SMALL, "color": theme.role("quiet")},
            }
        )
    return flags


def _line(mark: LineMark, first: date, last: date) -> dict[str, Any]:
    start, end = max(mark.first, first), min(mark.last, last)
    place = {"x0": start.isoformat(), "x1": end.isoformat(), "y0": 0, "y1": 1, "yref": "paper"}
    if start == end:
        dotted = {"color": theme.role("before"), "width": 1, "dash": "1px,3px"}
        return {"type": "line", "line": dotted, **place}
    shade = theme.role("before")
    return {"type": "rect", "fillcolor": shade, "opacity": 0.12, "line": {"width": 0},
            "layer": "below", **place}  # fmt: skip

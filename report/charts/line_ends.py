"""Labels at the ends of lines, which make a legend superfluous."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from report.document.colours import BEFORE, QUIET, of_series, of_text
from report.document.model import Brand, Chart, SeriesRole
from report.wording.render import end, said

MOST = 5  # labels that fit next to each other; more lines need a legend
_FIRST, _LAST = 0.3, 0.7  # of the positions: where the name of a line may be
_STEEP = 1.5  # times its first value: a line that ends higher rises
_LABELLED = frozenset(
    {SeriesRole.ACTUAL, SeriesRole.COMPARISON, SeriesRole.MIDDLE, SeriesRole.TARGET}
)


@dataclass(frozen=True, slots=True)
class LineEnd:
    """The label of a series at its last known value, ``place`` among the positions.

    An ``inside`` one ends where a forecast begins, so that its label is before its end.
    """

    series: int
    place: int
    value: float
    text: str
    colour: str
    bold: bool
    inside: bool = False


def needs_legend(chart: Chart) -> bool:
    """Whether a chart has more lines than can be labelled at their ends."""
    return sum(series.role in _LABELLED for series in chart.series) > MOST


def line_ends(chart: Chart, language: str, brand: Brand) -> tuple[LineEnd, ...]:
    """The labels of a chart of lines; none where it has a legend."""
    if needs_legend(chart):
        return ()
    found = []
    ahead = any(value is not None for value in chart.of(SeriesRole.MIDDLE))
    for index, series in enumerate(chart.series):
        place = max((n for n, value in enumerate(series.values) if value is not None), default=None)
        if series.role not in _LABELLED or place is None:
            continue
        colour = of_series(series, index, brand)
        found.append(
            LineEnd(
                index,
                place,
                series.values[place] or 0.0,
                end(series, place, chart, language),
                QUIET if colour == BEFORE else of_text(colour),
                bold=series.role in {SeriesRole.ACTUAL, SeriesRole.MIDDLE},
                inside=ahead and series.role is SeriesRole.ACTUAL,
            )
        )
    return tuple(found)


class PaceSide(StrEnum):
    """Where the name of the planned pace is, seen from a point of its line."""

    ABOVE = "above"
    BELOW = "below"
    LEFT = "left"  # above a line that rises
    RIGHT = "right"  # below a line that rises


@dataclass(frozen=True, slots=True)
class PaceLabel:
    """The name of the planned pace at the position ``place``."""

    place: int
    value: float
    text: str
    side: PaceSide


def pace_label(chart: Chart, language: str) -> PaceLabel | None:
    """The name of the planned pace where its line is farthest from the others; None without one."""
    pace = chart.of(SeriesRole.PACE)
    others = zip(chart.of(SeriesRole.ACTUAL), chart.of(SeriesRole.MIDDLE), strict=True)
    other = [now if ahead is None else ahead for now, ahead in others]
    count = len(pace)
    known = [
        (abs(value - (beside or 0.0)), place, value, value > (beside or 0.0))
        for place, (value, beside) in enumerate(zip(pace, other, strict=True))
        if value is not None and _FIRST * count <= place <= _LAST * count
    ]
    if not known:
        return None
    _, place, value, above = max(known)
    ends = [each for each in pace if each is not None]
    rises = ends[-1] > _STEEP * ends[0]
    side = {
        (True, True): PaceSide.LEFT,
        (True, False): PaceSide.RIGHT,
        (False, True): PaceSide.ABOVE,
        (False, False): PaceSide.BELOW,
    }[rises, above]
    label = next(each.label for each in chart.series if each.role is SeriesRole.PACE)
    return PaceLabel(place, value, said(label, language), side)


def apart(heights: Sequence[float], step: float) -> list[float]:
    """Heights at least ``step`` apart, in the same order, each group centred where it was."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    groups: list[tuple[list[int], float]] = []  # places, and the middle of the group
    for place in order:
        members, middle = [place], heights[place]
        while groups and _top(*groups[-1], step) + step > _bottom(members, middle, step):
            before, other = groups.pop()
            count = len(before) + len(members)
            middle = (other * len(before) + middle * len(members)) / count
            members = before + members
        groups.append((members, middle))
    placed = {
        place: _bottom(members, middle, step) + number * step
        for members, middle in groups
        for number, place in enumerate(members)
    }
    return [placed[place] for place in range(len(heights))]


def _bottom(members: Sequence[int], middle: float, step: float) -> float:
    return middle - step * (len(members) - 1) / 2


def _top(members: Sequence[int], middle: float, step: float) -> float:
    return middle + step * (len(members) - 1) / 2

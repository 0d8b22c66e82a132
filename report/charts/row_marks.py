"""What row charts are drawn of: strokes, ticks, rules, dots and labels on one axis for all rows.

Native charts and SVG draw the same marks, so that a picture is the same in every format.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from report.wording.column_widths import text_width

LABEL, SMALL = 12.0, 10.0  # points: of labels at values, and of what names them
CLEAR = 0.08  # inches between a value and its label
_MOST = 0.6  # of the width: what a label and the way to it take
HEAD = 0  # the place of the table's head; rows count from 1


class MarkKind(StrEnum):
    """The shape of a mark."""

    STROKE = "stroke"  # a bar, band or interval along the axis
    TICK = "tick"  # a short line across one row
    RULE = "rule"  # a line across all rows
    DOT = "dot"
    LABEL = "label"


class Side(StrEnum):
    """Where a label is, seen from its value."""

    RIGHT = "right"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class RowMark:
    """A mark from ``start`` to ``end`` in the unit of the axis; both are the same for a point.

    ``size`` is in points: the thickness of lines, the diameter of dots, the height of letters.
    ``rise`` is how far above the middle of its row it is, and ``reach`` how far a tick goes up and
    down from there, as shares of the row's height. ``gap`` are further inches between a label and
    its value.
    """

    kind: MarkKind
    name: str
    row: int
    start: float
    end: float
    colour: str
    size: float
    text: str = ""
    side: Side = Side.RIGHT
    bold: bool = False
    rise: float = 0.0
    reach: float = 0.3
    gap: float = 0.0

    @property
    def width(self) -> float:
        """How many inches a label takes from its value on, the clearance included."""
        return text_width(self.text, self.size, bold=self.bold) + CLEAR + self.gap

    def room(self) -> tuple[float, float]:
        """The inches that a label takes to the left and to the right of its value."""
        if self.side is Side.RIGHT:
            return 0.0, self.width
        return self.width / 2, self.width / 2


@dataclass(frozen=True, slots=True)
class RowPicture:
    """The marks of a row chart and its axis, from ``low`` to ``high`` over the whole width.

    ``head`` is how many lines of labels are in the head of the table.
    """

    low: float
    high: float
    marks: tuple[RowMark, ...]
    head: int = 0

    def at(self, value: float, width: float) -> float:
        """Where a value is in a picture of ``width``, from its left edge."""
        return (value - self.low) / (self.high - self.low) * width


def clear_of(picture: RowPicture, rules: Sequence[float], width: float) -> tuple[RowMark, ...]:
    """The marks with each label that a rule would strike through moved behind the rule.

    A label stays where there is no room for it behind.
    """
    moved = []
    for mark in picture.marks:
        if mark.kind is MarkKind.LABEL and mark.row != HEAD and mark.side is Side.RIGHT:
            start = picture.at(mark.start, width) + mark.gap
            struck = (picture.at(rule, width) - start for rule in rules)
            shift = max((by for by in struck if -CLEAR < by < mark.width - mark.gap), default=None)
            if shift is not None and mark.width + shift < _MOST * width:
                mark = replace(mark, gap=mark.gap + max(shift, 0.0) + CLEAR / 2)  # noqa: PLW2901
        moved.append(mark)
    return tuple(moved)


def fitted(marks: tuple[RowMark, ...], ends: tuple[float, float], width: float) -> RowPicture:
    """The axis on which every mark and every label is inside a picture ``width`` inches wide.

    ``ends`` are the least and the greatest value that is drawn. A label that leaves the frame of a
    native chart makes LibreOffice shrink the whole chart, so the axis is widened instead.
    """
    low, high = ends if ends[0] < ends[1] else (ends[0] - 0.5, ends[0] + 0.5)
    labels = [(mark.start, *mark.room()) for mark in marks if mark.kind is MarkKind.LABEL]
    dots = [mark for mark in marks if mark.kind is MarkKind.DOT]
    labels += [(dot.start, dot.size / 144, dot.size / 144) for dot in dots]
    left = right = 0.02 * width
    # Room for labels makes the axis coarser, which moves values and so the room they need.
    for _ in range(12):
        scale = max(width - left - right, 0.3 * width) / (high - low)
        left = max([0.02 * width, *(before - (at - low) * scale for at, before, _ in labels)])
        right = max([0.02 * width, *(after - (high - at) * scale for at, _, after in labels)])
    scale = max(width - left - right, 0.3 * width) / (high - low)
    start = low - left / scale
    head = len({mark.rise for mark in marks if mark.row == HEAD and mark.kind is MarkKind.LABEL})
    return RowPicture(start, start + width / scale, marks, head)

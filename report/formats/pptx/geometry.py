"""Slide geometry in inches, and the height of text in Arial."""

from __future__ import annotations

from dataclasses import dataclass, replace

from report.wording.column_widths import text_width

WIDTH, HEIGHT = 13.333, 7.5
MARGIN = 0.5
TOP, BOTTOM = 1.5, 6.78  # of the area between title and sources
GAP = 0.2  # between blocks
GUTTER = 0.4  # between columns
ASIDE = 3.3  # the width of the column at the right
_ROUNDING = 1e-6  # a column as wide as its text holds it
LINE = 1.2  # a line's height as a multiple of its letters' size


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide."""

    left: float
    top: float
    width: float
    height: float

    def below(self, offset: float, height: float) -> Box:
        """The part that begins ``offset`` further down."""
        return replace(self, top=self.top + offset, height=height)

    def part(self, offset: float, width: float) -> Box:
        """The part that begins ``offset`` further to the right."""
        return replace(self, left=self.left + offset, width=width)


CONTENT = Box(MARGIN, TOP, WIDTH - 2 * MARGIN, BOTTOM - TOP)


def lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines a text takes in a column of ``width``."""
    count, used = 1, 0.0
    width += _ROUNDING
    space = text_width(" ", size, bold=bold)
    for word in text.split(" "):
        long = text_width(word, size, bold=bold)
        if used and used + long > width:
            count, used = count + 1, 0.0
        count += int(-(-long // width)) - 1 if long > width else 0  # a long word is broken anywhere
        used += long % width + space
    return count


def text_height(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """The height of a text in a column of ``width``."""
    return lines(text, width, size, bold=bold) * size / 72 * LINE

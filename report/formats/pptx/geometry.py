"""Slide geometry in inches, and the estimated height of text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from report.wording.column_widths import text_width

WIDTH, HEIGHT = 13.333, 7.5
MARGIN = 0.6
TOP, BOTTOM = 1.5, 6.9  # of the area between title and footer
GAP = 0.16
LINE = 1.22  # a line's height as a multiple of its letters' size


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


CONTENT = Box(MARGIN, TOP, WIDTH - 2 * MARGIN, BOTTOM - TOP)


def lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines a text takes in a column of ``width``."""
    count, used = 1, 0.0
    for word in text.split(" "):
        long = text_width(word, size, bold=bold)
        if used and used + long > width:
            count, used = count + 1, 0.0
        count += int(-(-long // width)) if long > width else 0  # a long word is broken anywhere
        used += long % width + text_width(" ", size, bold=bold)
    return count


def text_height(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """The height of a text in a column of ``width``."""
    return lines(text, width, size, bold=bold) * size / 72 * LINE


def fitting(text: str, box: Box, sizes: tuple[float, ...], *, bold: bool = False) -> float:
    """The first of ``sizes`` at which a text fits into the box, else the last."""
    fits = (s for s in sizes if text_height(text, box.width, s, bold=bold) <= box.height)
    return next(fits, sizes[-1])

"""Row charts as SVG, one picture for each row and one for the head of their table.

Pictures of one chart have the same axis, so that a column of them reads as one chart. Rules go on
above and below their row: a page shows them as one line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import escape

from report.charts.row_marks import HEAD, MarkKind, RowMark, RowPicture, Side
from report.charts.row_picture import RowLook, TrendColumn, row_picture, trend_columns
from report.document.model import RowChart, RowShape
from report.wording import render

INCH = 96.0  # pixels
SCALE = 0.8  # of the size on slides: letters as large as those of the table around them
_HIGH = 30.0  # the height of a row's picture, and of a line of labels in the head, before scaling
_LINE = 14.0
_CLEAR = 0.06  # inches between a value and its label
_FAR = 400  # pixels: how far rules go on beyond their row


@dataclass(frozen=True, slots=True)
class RowSvgs:
    """The pictures of a row chart: of the head (empty where it has none), then of each row."""

    head: str
    rows: tuple[str, ...]


def row_svgs(chart: RowChart, look: RowLook, letters: str) -> RowSvgs:
    """The pictures of a row chart in the typeface ``letters``, each with its words.

    The width of ``look`` is the one on the page.
    """
    look = replace(look, width=look.width / SCALE)
    words = [look.words(chart, row) for row in look.rows]
    if chart.shape is RowShape.TREND:
        drawn = [trend_columns(chart.trends[row], look.brand) for row in look.rows]
        return RowSvgs(
            "",
            tuple(
                _svg(_trend(columns, look.width), look.width, _HIGH, letters, label)
                for columns, label in zip(drawn, words, strict=True)
            ),
        )
    picture = row_picture(chart, look)
    head = ""
    if picture.head:
        alt = render.said(chart.alt, look.language)
        high = picture.head * _LINE + 2
        head = _svg(_marks(picture, HEAD, look.width, high), look.width, high, letters, alt)
    rows = tuple(
        _svg(_marks(picture, row + 1, look.width, _HIGH), look.width, _HIGH, letters, words[row])
        for row in look.rows
    )
    return RowSvgs(head, rows)


def _svg(parts: Sequence[str], width: float, high: float, letters: str, alt: str) -> str:
    wide = width * INCH
    return (
        f'<svg role="img" aria-label="{escape(alt)}" xmlns="http://www.w3.org/2000/svg" '
        f'width="{wide * SCALE:.0f}" height="{high * SCALE:.0f}" '
        f'viewBox="0 0 {wide:.0f} {high:.0f}" '
        f'font-family="{escape(letters)}">{"".join(parts)}</svg>'
    )


def _marks(picture: RowPicture, row: int, width: float, high: float) -> list[str]:
    every = [mark for mark in picture.marks if mark.row == row or mark.kind is MarkKind.RULE]
    return [_mark(mark, picture, width, high, row) for mark in every]


def _mark(mark: RowMark, picture: RowPicture, width: float, high: float, row: int) -> str:
    start, end = (picture.at(value, width) * INCH for value in (mark.start, mark.end))
    middle = high * (0.5 - mark.rise)
    thick = mark.size * INCH / 72
    match mark.kind:
        case MarkKind.STROKE:
            return _line(start, middle, end, middle, mark.colour, thick)
        case MarkKind.TICK:
            reach = high * mark.reach
            return _line(start, middle - reach, start, middle + reach, mark.colour, thick)
        case MarkKind.RULE:
            top = high - 3 if row == HEAD else -_FAR
            return _line(start, top, start, high + _FAR, mark.colour, thick)
        case MarkKind.DOT:
            return (
                f'<circle cx="{start:.1f}" cy="{middle:.1f}" r="{min(thick, high) / 2:.1f}" '
                f'fill="{mark.colour}"/>'
            )
        case _:
            return _text(mark, start, high, row)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, thick: float) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        f'stroke-width="{thick:.1f}"/>'
    )


def _text(mark: RowMark, at: float, high: float, row: int) -> str:
    size = mark.size * INCH / 72
    # Letters rise about 0.72 of their size above their baseline.
    base = high * (0.5 - mark.rise) + 0.36 * size
    if mark.side is Side.ABOVE and row != HEAD:
        base = high * 0.5 - 4
    right = mark.side is Side.RIGHT
    anchor = "start" if right else "middle"
    shift = (mark.gap + _CLEAR) * INCH if right else 0.0
    weight = ' font-weight="bold"' if mark.bold else ""
    return (
        f'<text x="{at + shift:.1f}" y="{base:.1f}" font-size="{size:.1f}" fill="{mark.colour}" '
        f'text-anchor="{anchor}"{weight}>{escape(mark.text)}</text>'
    )


def _trend(columns: Sequence[TrendColumn], width: float) -> list[str]:
    """Small columns from zero, each a share of the greatest."""
    known = [column.value for column in columns if column.value is not None]
    top, bottom = max([0.0, *known]), min([0.0, *known])
    if top == bottom:
        return []
    step = width * INCH / len(columns)
    scale = (_HIGH - 4) / (top - bottom)
    parts = []
    for place, column in enumerate(columns):
        if column.value is not None:
            upper = 2 + (top - max(column.value, 0.0)) * scale
            tall = abs(column.value) * scale
            parts.append(
                f'<rect x="{place * step:.1f}" y="{upper:.1f}" width="{step * 0.72:.1f}" '
                f'height="{tall:.1f}" fill="{column.colour}"/>'
            )
    return parts

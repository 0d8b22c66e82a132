"""Native tables that continue over slides, with repeated heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from pptx.slide import Slide
from pptx.util import Inches

from report.document.model import Actions, ReportTable
from report.formats.pptx.cells import PAD, SIDE, written
from report.formats.pptx.geometry import CONTENT, Box, text_height
from report.formats.pptx.pagination import Flow, Piece
from report.formats.pptx.text import Pen, Style, describe
from report.formats.pptx.text_blocks import Prose, height, small_print
from report.wording import phrases, render
from report.wording.column_widths import fit

TOLD = 900  # characters of an action; a row must fit on a slide
LONGEST = 220  # letters of one cell; the workbook holds the whole text
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's "No Style, No Grid"
_SMALLEST = 7  # points
_FEW = 3  # rows below which a table is not split off
STATED = 0.3  # of the title above


@dataclass(frozen=True, slots=True)
class TableGrid:
    """Rows of written cells under a head; ``right`` says which columns hold numbers.

    ``size`` is of the letters in points, ``widths`` of the columns in inches.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    notes: Prose
    pen: Pen
    size: float
    widths: tuple[float, ...]

    def take(self, room: float, *, fresh: bool) -> tuple[Piece | None, Flow | None]:
        """As many rows as fit below a title and a head, and above the notes."""
        fixed = STATED + self._row_height(self.head, bold=True) + 0.06 + height(self.notes)
        tops = list(accumulate((self._row_height(row) for row in self.rows), initial=fixed))
        count = sum(top <= room for top in tops[1:])
        whole = tops[-1] <= CONTENT.height
        if not fresh and count < len(self.rows) and (whole or count < _FEW):
            return None, self
        count = max(count, 1)
        # At least three rows go to the next slide (no widow rows).
        lonely = _FEW - (len(self.rows) - count)
        count -= lonely if count < len(self.rows) and 0 < lonely <= count - _FEW else 0
        here, rest = self.rows[:count], self.rows[count:]
        piece = Piece(tops[min(count, len(self.rows))], replace(self, rows=here).draw)
        return piece, replace(self, rows=rest) if rest else None

    def _row_height(self, cells: Sequence[str], *, bold: bool = False) -> float:
        return 2 * PAD + max(
            text_height(text, width - 2 * SIDE, self.size, bold=bold)
            for text, width in zip(cells, self.widths, strict=True)
        )

    def draw(self, slide: Slide, box: Box) -> None:
        """Writes title, table and notes."""
        Prose((self.title,), Style(self.pen.table, bold=True), self.pen).draw(
            slide, box.below(0, STATED)
        )
        heights = [self._row_height(self.head, bold=True), *map(self._row_height, self.rows)]
        place = box.below(STATED, sum(heights))
        size = [Inches(n) for n in (place.left, place.top, place.width, place.height)]
        frame = slide.shapes.add_table(1, len(self.widths), *size)
        describe(frame, self.title, self.title)
        _plain(frame)
        table: Any = frame.table
        for column, wide in zip(table.columns, self.widths, strict=True):
            column.width = Inches(wide)
        drawn: Any = frame._element.graphic.graphicData.tbl  # noqa: SLF001 (no public API for rows)
        # python-pptx needs at least one row to create a table; all rows are written below at once.
        drawn.remove(drawn.tr_lst[0])
        every = (self.head, *self.rows)
        drawn.extend(written(every, heights, self.right, self.size, self.pen.language))
        self.notes.draw(slide, box.below(STATED + sum(heights) + 0.06, height(self.notes)))


def _plain(frame: Any) -> None:
    graphic = frame._element.graphic.graphicData.tbl  # noqa: SLF001 (no public API for table styles)
    graphic.tblPr.find("{*}tableStyleId").text = PLAIN
    frame.table.horz_banding = False


def table(block: ReportTable, pen: Pen) -> TableGrid:
    """A table as far as it is shown; the workbook holds all of it."""
    language = pen.language
    more = render.left_out(block, language)
    notes = (*([more] if more else []), *render.notes(block, language))
    return _grid(
        render.said(block.title, language),
        [render.said(column.label, language) for column in block.columns],
        [
            [
                _short(render.cell(value, language, column.unit))
                for value, column in zip(row, block.columns, strict=True)
            ]
            for row in block.rows[: block.shown]
        ],
        tuple(column.unit is not None for column in block.columns),
        notes,
        pen,
    )


def actions(block: Actions, pen: Pen) -> TableGrid:
    """Next steps as a table of what, who and by when."""
    language = pen.language
    head = (phrases.WHAT, phrases.OWNER, phrases.DUE)
    return _grid(
        render.said(phrases.NEXT_STEPS, language),
        [render.said(each, language) for each in head],
        [[_short(text, TOLD) for text in render.action(item, language)] for item in block.items],
        (False, False, False),
        (),
        replace(pen, table=pen.table + 2),
    )


def _grid(
    title: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: tuple[bool, ...],
    notes: tuple[str, ...],
    pen: Pen,
) -> TableGrid:
    cells = tuple(map(tuple, rows))
    sizes = [size for size in (pen.table - less for less in range(5)) if size >= _SMALLEST]
    size, widths = fit((head, *cells), CONTENT.width, sizes, 2 * SIDE + 0.02)
    return TableGrid(title, tuple(head), cells, right, small_print(notes, pen), pen, size, widths)


def _short(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"

"""Headline figures as cards on a slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Inches

from report.document import colours
from report.document.model import Card, Cards
from report.formats.pptx.geometry import GAP, Box, text_height
from report.formats.pptx.pagination import Piece, Whole
from report.formats.pptx.text import HEADING, LABEL, QUIET, SMALL, Pen, Style, bare, write
from report.formats.pptx.text_blocks import small_print
from report.wording import render

INSET = 0.14
_NARROWEST = 2.4


@dataclass(frozen=True, slots=True)
class Written:
    """A card's lines with their styles."""

    name: str
    lines: tuple[tuple[str, Style], ...]

    def height(self, width: float) -> float:
        """The height of the card in a column of ``width``."""
        inner = width - 2 * INSET
        return 2 * INSET + sum(
            text_height(text, inner, style.size, bold=style.bold) for text, style in self.lines
        )


def cards(block: Cards, pen: Pen) -> Whole:
    """The cards in as many rows as their width asks for, at most four in one."""
    shared = render.shared_basis(block)
    written = [
        [_written(card, language, alone=shared is None) for card in block.items]
        for language in pen.languages
    ]
    notes = small_print([render.remarks(block, language) for language in pen.languages], pen)
    bases = render.bases(block, pen.language)

    def piece(width: float) -> Piece:
        count = len(block.items)
        rows = -(-count // min(4, max(1, int((width + GAP) // (_NARROWEST + GAP)))))
        across = max(1, -(-count // max(rows, 1)))
        wide = (width - GAP * (across - 1)) / across
        high = max((card.height(wide) for every in written for card in every), default=0.0)

        def draw(slide: Slide, box: Box) -> None:
            _draw_all(slide, box, written[0], (across, wide, high), pen)
            notes.draw(slide, box.below(rows * (high + GAP), notes.height(width)))

        return Piece(rows * (high + GAP) + notes.height(width), draw, bases=bases)

    return Whole(piece, 2 * _NARROWEST + GAP)


def _draw_all(
    slide: Slide, box: Box, written: Sequence[Written], size: tuple[int, float, float], pen: Pen
) -> None:
    across, wide, high = size
    for index, card in enumerate(written):
        row, column = divmod(index, across)
        left = box.left + column * (wide + GAP)
        _draw(slide, Box(left, box.top + row * (high + GAP), wide, high), card, pen)


def _written(card: Card, language: str, *, alone: bool) -> Written:
    number, bounds = render.headline(card.amount, language)
    note = render.card_note(card, language)
    tone = Style(LABEL, bold=True, rgb=colours.TONES[card.tone])
    lines = [
        (render.said(card.label, language), Style(LABEL, colour=QUIET)),
        (number, Style(HEADING, bold=True)),
        *([(bounds, Style(LABEL, colour=QUIET))] if bounds else []),
        *([(note, tone)] if note else []),
        *([(render.basis(card.basis, language), Style(SMALL, colour=QUIET))] if alone else []),
    ]
    return Written(lines[0][0], tuple(lines))


def _draw(slide: Slide, box: Box, card: Written, pen: Pen) -> None:
    size = [Inches(n) for n in (box.left, box.top, box.width, box.height)]
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *size)
    shape.name = card.name
    shape.fill.solid()
    shape.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    shape.line.fill.background()
    shape._element.remove(shape._element.find(qn("p:style")))  # noqa: SLF001 (it casts a shadow)
    bare(shape.text_frame)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Inches(INSET)
    for index, (text, style) in enumerate(card.lines):
        write(frame, text, style, pen.language, more=index > 0)

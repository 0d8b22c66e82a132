"""Headline figures as cards on a slide."""

from __future__ import annotations

from dataclasses import dataclass

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Inches

from report.document import colours
from report.document.model import Card, Cards
from report.formats.pptx.geometry import CONTENT, GAP, Box, text_height
from report.formats.pptx.pagination import Piece, Whole
from report.formats.pptx.text import QUIET, Pen, Style, bare, write
from report.formats.pptx.text_blocks import height, small_print
from report.wording import render

INSET = 0.14


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
    """The cards in one row, or in two from five on."""
    shared = render.shared_basis(block)
    written = [_written(card, pen, alone=shared is None) for card in block.items]
    across = max(1, len(written) if len(written) <= 4 else -(-len(written) // 2))
    wide = (CONTENT.width - GAP * (across - 1)) / across
    high = max((card.height(wide) for card in written), default=0)
    notes = small_print(render.notes(block, pen.language), pen)
    rows = -(-len(written) // across)

    def draw(slide: Slide, box: Box) -> None:
        for index, card in enumerate(written):
            row, column = divmod(index, across)
            left = box.left + column * (wide + GAP)
            _draw(slide, Box(left, box.top + row * (high + GAP), wide, high), card, pen)
        notes.draw(slide, box.below(rows * (high + GAP), height(notes)))

    return Whole(Piece(rows * (high + GAP) + height(notes), draw))


def _written(card: Card, pen: Pen, *, alone: bool) -> Written:
    language = pen.language
    number, bounds = render.headline(card.amount, language)
    note = render.card_note(card, language)
    tone = Style(pen.note + 1, bold=True, rgb=colours.TONES[card.tone])
    lines = [
        (render.said(card.label, language), Style(pen.note + 2, colour=QUIET)),
        (number, Style(28, bold=True)),
        *([(bounds, Style(pen.note + 1, colour=QUIET))] if bounds else []),
        *([(note, tone)] if note else []),
        *([(render.basis(card.basis, language), Style(8, colour=QUIET))] if alone else []),
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

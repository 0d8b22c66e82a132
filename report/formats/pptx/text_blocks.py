"""Paragraphs and small print on slides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from textwrap import wrap
from typing import Any

from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Inches, Pt

from report.document.model import Text
from report.formats.pptx.geometry import CONTENT, Box, text_height
from report.formats.pptx.pagination import Flow, Piece
from report.formats.pptx.text import INK, QUIET, Pen, Style, textbox, write
from report.wording import phrases
from report.wording.render import said, sentence

INDENT = 0.25
_SMALLER = (0.9, 0.8)  # of the letters' size
LONGEST = 800  # letters of one paragraph; a longer one goes on in the next


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs, one below the other, split between paragraphs."""

    texts: tuple[str, ...]
    style: Style
    pen: Pen
    bullets: bool = False

    def take(self, room: float, *, fresh: bool) -> tuple[Piece | None, Flow | None]:
        """As many paragraphs as fit; a list ends its slide in smaller letters if that saves one."""
        # Slightly smaller letters, where they save one more slide.
        for scale in () if fresh or not self.bullets else _SMALLER:
            small = replace(self, style=replace(self.style, size=self.style.size * scale))
            if height(small) <= room < height(self):
                return Piece(height(small), small.draw), None
        tops = accumulate(self.heights())
        count = sum(top <= room for top in tops) or int(fresh)
        if not count:
            return None, self
        here, rest = self.texts[:count], self.texts[count:]
        piece = Piece(sum(self.heights()[:count]), replace(self, texts=here).draw)
        return piece, replace(self, texts=rest) if rest else None

    def heights(self) -> list[float]:
        """The height of each paragraph."""
        size, width = self.style.size, CONTENT.width - (INDENT if self.bullets else 0)
        space = size / 72 * 0.45 if self.bullets else 0.02
        return [text_height(text, width, size, bold=self.style.bold) + space for text in self.texts]

    def draw(self, slide: Slide, box: Box) -> None:
        """Writes the paragraphs into one text box."""
        frame = textbox(slide, box, said(phrases.TEXT, self.pen.language))
        for index, text in enumerate(self.texts):
            paragraph = write(frame, text, self.style, self.pen.language, more=index > 0)
            if self.bullets:
                paragraph.space_after = Pt(self.style.size * 0.4)
                _bullet(paragraph)


def _bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 (no public API for bullets)
    properties.set("marL", str(Inches(INDENT)))
    properties.set("indent", str(-Inches(INDENT)))
    colour = properties.makeelement(qn("a:buClr"), {})
    colour.append(properties.makeelement(qn("a:schemeClr"), {"val": "accent1"}))
    properties.append(colour)
    properties.append(properties.makeelement(qn("a:buFont"), {"typeface": "Arial"}))
    properties.append(properties.makeelement(qn("a:buChar"), {"char": "•"}))


def prose(block: Text, pen: Pen) -> Prose:
    """A text block: lead sentences in large type, others as a list."""
    every = [sentence(each, pen.language) for each in block.sentences]
    texts = tuple(part for text in every for part in wrap(text, LONGEST) or [""])
    size = pen.text * (1.25 if block.lead else 1)
    return Prose(texts, Style(size, bold=block.lead, colour=INK), pen, bullets=not block.lead)


def small_print(notes: tuple[str, ...], pen: Pen) -> Prose:
    """Notes below a figure: its basis, reasons, what was left out."""
    return Prose(notes, Style(pen.note, colour=QUIET), pen)


def height(part: Prose) -> float:
    """The height of all paragraphs."""
    return sum(part.heights())

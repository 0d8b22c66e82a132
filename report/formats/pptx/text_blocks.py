"""Paragraphs, small print and the column at the right of a slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from textwrap import wrap
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Inches, Pt

from report.document.model import Text
from report.formats.pptx.geometry import Box, text_height
from report.formats.pptx.pagination import Flow, Piece
from report.formats.pptx.text import LABEL, QUIET, SMALL, Pen, Style, textbox, write
from report.wording import phrases
from report.wording.render import said, sentence

INDENT = 0.25
LONGEST = 450  # letters of one paragraph; a longer one goes on in the next
_SPACE = 0.5  # between paragraphs, as a share of the letters' size
_INSET = 0.16
_LEAST = 3.0


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs, one below the other, split between paragraphs.

    Each paragraph is its texts in every language, of which the first is written. ``heading`` is
    above them; a ``filled`` one is white on a dark box. ``first`` is the number of its first one.
    """

    texts: tuple[tuple[str, ...], ...]
    style: Style
    pen: Pen
    bullets: bool = False
    apart: bool = True
    heading: tuple[str, ...] = ()
    filled: bool = False
    first: int = 1

    @property
    def least(self) -> float:
        """The width below which it cannot be read."""
        return _LEAST

    def take(self, room: float, width: float, *, fresh: bool) -> tuple[Piece | None, Flow | None]:
        """As many paragraphs as fit."""
        heights = self.heights(width)
        around = self._around(width)
        tops = [around + top for top in accumulate(heights)]
        count = sum(top <= room for top in tops) or int(fresh)
        if not count:
            return None, self
        here = replace(self, texts=self.texts[:count])
        last = self.first + count - 1
        name = self._name(last)
        piece = Piece(tops[count - 1], here.draw, name=name)
        rest = replace(self, texts=self.texts[count:], heading=(), first=last + 1)
        return piece, rest if rest.texts else None

    def _name(self, last: int) -> str:
        """What a slide that begins here shows: its points, or that it has further ones."""
        language = self.pen.language
        if self.heading:
            return self.heading[0]
        if self.first == 1:
            return said(phrases.FURTHER, language)
        points = phrases.POINTS_FROM.filled(first=self.first, last=last)
        return said(points, language)

    def heights(self, width: float) -> list[float]:
        """The height of each paragraph in a column of ``width``."""
        inner = width - (INDENT if self.bullets else 0) - (2 * _INSET if self.filled else 0)
        return [self._height(text, inner, bold=self.style.bold) for text in self.texts]

    def height(self, width: float) -> float:
        """The height of everything in a column of ``width``."""
        return self._around(width) + sum(self.heights(width))

    def _height(self, text: Sequence[str], width: float, *, bold: bool) -> float:
        size = self.style.size
        space = size / 72 * _SPACE if self.apart else 0.0
        return max(text_height(each, width, size, bold=bold) for each in text) + space

    def _around(self, width: float) -> float:
        """The height of the heading and of the box's margins."""
        above = self._height(self.heading, width, bold=True) if self.heading else 0.0
        return above + (2 * _INSET if self.filled else 0.0)

    def draw(self, slide: Slide, box: Box) -> None:
        """Writes the paragraphs into one text box."""
        language = self.pen.language
        name = self.heading[0] if self.heading else said(phrases.TEXT, language)
        frame = textbox(slide, box, name)
        if self.filled:
            _fill(slide.shapes[-1])
        if self.heading:
            head = write(frame, self.heading[0], replace(self.style, bold=True), language)
            head.space_after = Pt(self.style.size * _SPACE)
        for index, text in enumerate(self.texts):
            more = index > 0 or bool(self.heading)
            paragraph = write(frame, text[0], self.style, language, more=more)
            if self.apart:
                paragraph.space_after = Pt(self.style.size * _SPACE)
            if self.bullets:
                _bullet(paragraph)


def _fill(shape: Any) -> None:
    shape.fill.solid()
    shape.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_1
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Inches(_INSET)


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
    """A text block: lead sentences in bold, others as a list; asides have neither."""
    texts = tuple(part for each in block.sentences for part in _paragraphs(each, pen))
    heading = tuple(said(block.title, each) for each in pen.languages) if block.title else ()
    boxed = block.lead and block.aside
    style = Style(pen.text, bold=block.lead)
    if boxed:
        style = replace(style, colour=MSO_THEME_COLOR.BACKGROUND_1)
    return Prose(
        texts,
        style,
        pen,
        bullets=not block.lead and not block.aside,
        heading=heading,
        filled=boxed,
        # The last paragraph of a box has no space below it.
        apart=not (boxed and len(texts) == 1 and not heading),
    )


def _paragraphs(each: Any, pen: Pen) -> list[tuple[str, ...]]:
    """A sentence in every language; a user's long text as paragraphs that fit on a slide."""
    own = sentence(each, pen.language)
    if len(own) > LONGEST:
        return [(part,) for part in wrap(own, LONGEST)]
    return [tuple(sentence(each, language) for language in pen.languages)]


def small_print(notes: Sequence[Sequence[str]], pen: Pen) -> Prose:
    """Notes below a figure, given by language: reasons, what was left out, annotations."""
    texts = tuple(zip(*notes, strict=True)) if notes else ()
    return Prose(texts, Style(SMALL, colour=QUIET), pen, apart=False)


@dataclass(frozen=True, slots=True)
class ChartTitle:
    """A title in bold and a quiet subtitle, each in every language."""

    title: tuple[str, ...]
    subtitle: tuple[str, ...]
    pen: Pen

    def height(self, width: float) -> float:
        """The height in a column of ``width``; nothing without words."""
        parts = ((self.title, True), (self.subtitle, False))
        return sum(
            max((text_height(text, width, LABEL, bold=bold) for text in texts if text), default=0.0)
            for texts, bold in parts
        )

    def draw(self, slide: Slide, box: Box) -> None:
        """Writes both at the bottom of the box."""
        words = [(texts[0], bold) for texts, bold in ((self.title, True), (self.subtitle, False)) if texts and texts[0]]  # fmt: skip
        if not words:
            return
        frame = textbox(slide, box, words[0][0], bottom=True)
        for index, (text, bold) in enumerate(words):
            style = Style(LABEL, bold=bold) if bold else Style(LABEL, colour=QUIET)
            write(frame, text, style, self.pen.language, more=index > 0)

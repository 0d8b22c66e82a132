"""Text on slides: four sizes, theme colours, language tags and alternative texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from i18n.catalogue import languages
from i18n.locales import tag
from report.document import colours
from report.document.model import Brand
from report.formats.pptx.geometry import Box
from report.wording.render import without_pictures

# The only sizes of letters, in points: titles; text; labels and tables; sources and small print.
HEADING, TEXT, LABEL, SMALL = 24, 16, 12, 10
INK, QUIET = MSO_THEME_COLOR.TEXT_1, MSO_THEME_COLOR.TEXT_2


@dataclass(frozen=True)
class Pen:
    """Shared text settings of the slides: language and brand; ``small`` letters are for appendices."""

    language: str
    brand: Brand
    small: bool = False

    @property
    def text(self) -> int:
        """The size of sentences."""
        return LABEL if self.small else TEXT

    @property
    def table(self) -> int:
        """The size of tables."""
        return SMALL if self.small else LABEL

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The language of the deck, then every other one.

        Text is given the height that it needs in the longest language, so that decks of one report
        have the same slides in every language and can be discussed by their numbers.
        """
        return (self.language, *(each for each in languages() if each != self.language))

    @cached_property
    def theme(self) -> dict[str, str]:
        """Colour → its name in the theme, which recolours the deck when it is changed."""
        return {
            colours.INK: "tx1",
            colours.PAPER: "bg1",
            colours.QUIET: "tx2",
            colours.WASH: "bg2",
            colours.accent(self.brand): "accent2",
            colours.primary(self.brand): "accent1",
        }

    def fill(self, colour: str) -> str:
        """A fill of a colour as DrawingML, of the theme where it has the colour."""
        name = self.theme.get(colour)
        inner = f'schemeClr val="{name}"' if name else f'srgbClr val="{colour.lstrip("#").upper()}"'
        return f"<a:solidFill><a:{inner}/></a:solidFill>"


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks; ``colour`` is of the theme, ``rgb`` (``#rrggbb``) outdoes it."""

    size: float
    bold: bool = False
    colour: MSO_THEME_COLOR = INK
    rgb: str | None = None
    right: bool = False


def write(frame: Any, text: str, style: Style, language: str, *, more: bool = False) -> Any:
    """Writes a paragraph into a text frame, after what is there when ``more``."""
    paragraph = frame.add_paragraph() if more else frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if style.right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = without_pictures(text)
    run.font.size, run.font.bold = Pt(style.size), style.bold
    if style.rgb:
        run.font.color.rgb = rgb(style.rgb)
    else:
        run.font.color.theme_color = style.colour
    run._r.get_or_add_rPr().set("lang", tag(language))  # noqa: SLF001 (no public API for it)
    return paragraph


def rgb(colour: str) -> RGBColor:
    """A colour that is none of the theme's."""
    made: RGBColor = RGBColor.from_string(colour.removeprefix("#"))  # type: ignore[no-untyped-call]
    return made


def textbox(slide: Slide, box: Box, name: str, *, bottom: bool = False) -> TextFrame:
    """An empty text box without inner margins that wraps its words."""
    shape = slide.shapes.add_textbox(
        Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height)
    )
    shape.name = without_pictures(name)
    frame: TextFrame = shape.text_frame
    bare(frame)
    if bottom:
        frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    return frame


def bare(frame: Any) -> None:
    """Takes the inner margins off a frame and wraps its words."""
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def describe(shape: Any, name: str, alt: str) -> None:
    """Names a shape for the selection pane and says what it shows to those who do not see it."""
    properties = shape._element.find(f".//{qn('p:cNvPr')}")  # noqa: SLF001 (no public API for it)
    properties.set("name", without_pictures(name))
    properties.set("descr", without_pictures(alt))

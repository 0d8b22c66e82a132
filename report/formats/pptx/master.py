"""Slide master and layouts with the brand's colours and logo, so that people add slides in style."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from markupsafe import escape
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.shapes.picture import CT_Picture
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Inches

from i18n.locales import tag
from i18n.message import Message
from report.document.logo import logo
from report.document.model import Brand, Report
from report.formats.pptx.geometry import ASIDE, CONTENT, GUTTER, HEIGHT, MARGIN, WIDTH, Box
from report.formats.pptx.text import HEADING, SMALL, TEXT
from report.formats.pptx.theme import set_theme
from report.wording import phrases, render

COVER, TITLE_ONLY = 0, 1
TITLE = Box(MARGIN, 0.42, CONTENT.width, 0.9)
COVER_TITLE = Box(1.0, 2.2, 11.0, 0.9)
SUBTITLE = Box(1.0, 3.3, 11.0, 2.6)
FOOTER = Box(MARGIN, 6.93, 10.2, 0.42)
NUMBER = Box(WIDTH - MARGIN - 0.8, 7.03, 0.8, 0.22)
LOGO = Box(NUMBER.left - 1.1, 6.93, 1.1, 0.36)
COVER_LOGO = Box(1.0, 0.6, 2.4, 1.1)
_DIVIDER = Box(MARGIN, 3.0, CONTENT.width, 0.9)
_BELOW_DIVIDER = Box(MARGIN, 4.0, CONTENT.width, 1.2)
_CHART = Box(CONTENT.left, CONTENT.top, CONTENT.width - ASIDE - GUTTER, CONTENT.height)
_BESIDE = Box(CONTENT.left + CONTENT.width - ASIDE, CONTENT.top, ASIDE, CONTENT.height)
# The template's layouts that are used, in the order of the menu, and what they are called.
_LAYOUTS: dict[str, Message] = {
    "Title Slide": phrases.COVER,
    "Title Only": phrases.TITLE_ONLY,
    "Title and Content": phrases.WITH_TEXT,
    "Two Content": phrases.WITH_CHART,
    "Section Header": phrases.DIVIDER,
}
_NAMES = {
    "title": phrases.TITLE,
    "ctrTitle": phrases.TITLE,
    "subTitle": phrases.SUBTITLE,
    "body": phrases.TEXT,
    "chart": phrases.CHART,
    "ftr": phrases.FOOTER,
    "sldNum": phrases.PAGE,
}
_PLACES = {
    "title": TITLE,
    "ctrTitle": COVER_TITLE,
    "subTitle": SUBTITLE,
    "body": CONTENT,
    "chart": _CHART,
    "ftr": FOOTER,
    "sldNum": NUMBER,
}
# Layouts in which placeholders have other places than elsewhere.
_OWN_PLACES = {
    "Section Header": {"title": _DIVIDER, "body": _BELOW_DIVIDER},
    "Two Content": {"body": _BESIDE},
}


def blank(report: Report) -> Deck:
    """An empty deck with the brand's master, 16:9, in the report's language."""
    deck: Deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _drop_leftovers(deck)
    master = deck.slide_master
    for layout in list(master.slide_layouts):
        if layout.name not in _LAYOUTS:
            master.slide_layouts.remove(layout)
    _order(master)
    set_theme(master, report.brand)
    _set_languages(deck, report.request.language)
    _set_sizes(deck)
    _untint(deck)
    _place(master, report.brand, report.request.language)
    for layout in master.slide_layouts:
        _lay_out(layout, report)
    return deck


def _drop_leftovers(deck: Deck) -> None:
    """Removes the template's thumbnail and printer settings, which do not belong to this deck."""
    for holder, kind in ((deck.part.package, RT.THUMBNAIL), (deck.part, RT.PRINTER_SETTINGS)):
        rels = holder._rels  # noqa: SLF001 (python-pptx has no API for package relationships)
        for key in [key for key, rel in rels.items() if rel.reltype == kind]:
            rels.pop(key)
    # The template is 4:3 and says so; the size set here is 16:9.
    screen = deck.element.find(qn("p:sldSz"))
    screen.attrib.pop("type", None)


def _order(master: SlideMaster) -> None:
    """Puts the layouts into the order of the menu."""
    listed = master.element.find(qn("p:sldLayoutIdLst"))
    found = dict(zip((layout.name for layout in master.slide_layouts), list(listed), strict=True))
    for name in _LAYOUTS:
        listed.append(found[name])


def _trees(deck: Deck) -> list[Any]:
    layouts = [layout.element for layout in deck.slide_layouts]
    return [deck.element, deck.slide_master.element, *layouts]


def _set_languages(deck: Deck, language: str) -> None:
    for tree in _trees(deck):
        for element in tree.iter(qn("a:defRPr"), qn("a:rPr"), qn("a:endParaRPr")):
            if "lang" in element.attrib or element.tag != qn("a:defRPr"):
                element.set("lang", tag(language))
            element.attrib.pop("smtClean", None)


def _set_sizes(deck: Deck) -> None:
    """Gives every level of text one of the deck's sizes, in what people add as well."""
    for tree in _trees(deck):
        for element in tree.iter(qn("a:defRPr"), qn("a:rPr"), qn("a:endParaRPr")):
            if "sz" in element.attrib:
                element.set("sz", str(TEXT * 100))
            element.attrib.pop("cap", None)
    _set_titles(deck)
    for page in (deck.slide_master, *deck.slide_layouts):
        _resize(page, {"ftr", "sldNum"}, SMALL)


def _set_titles(deck: Deck) -> None:
    styles = deck.slide_master.element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", str(HEADING * 100))
    title.find(qn("a:defRPr")).set("b", "1")
    for layout in deck.slide_layouts:
        _resize(layout, {"title", "ctrTitle"}, HEADING)


def _resize(page: Any, kinds: set[str], size: int) -> None:
    for shape in page.placeholders:
        if _kind(shape) in kinds:
            for run in shape.element.iter(qn("a:defRPr")):
                run.set("sz", str(size * 100))


def _untint(deck: Deck) -> None:
    """Makes the template's light greys quiet: they are too pale to be read (WCAG 2, AA)."""
    for tree in _trees(deck):
        for tint in list(tree.iter(qn("a:tint"))):
            colour = tint.getparent()
            colour.remove(tint)
            colour.set("val", "tx2")


def _place(master: SlideMaster, brand: Brand, language: str) -> None:
    for shape in list(master.placeholders):
        _arrange(shape, {})
    for shape in list(master.placeholders):
        shape.name = render.said(_NAMES[_kind(shape)], language)
    _logo(master, brand, LOGO, right=True)


def _logo(holder: Any, brand: Brand, room: Box, *, right: bool = False) -> None:
    brand_logo = logo(brand)
    if brand_logo is None:
        return
    _, relation = holder.part.get_or_add_image_part(BytesIO(brand_logo.content))
    wide, high = brand_logo.within(room.width, room.height)
    left = Inches(room.left + (room.width - wide if right else 0))
    picture: Any = CT_Picture.new_pic(  # type: ignore[no-untyped-call]
        91, "Logo", brand.name, relation, left, Inches(room.top), Inches(wide), Inches(high)
    )
    holder.shapes._spTree.append(picture)  # noqa: SLF001 (neither has a method to add pictures)


def _lay_out(layout: SlideLayout, report: Report) -> None:
    language = report.request.language
    own = layout.name
    layout.name = render.said(_LAYOUTS[own], language)
    if own == "Two Content":
        _make_chart(layout)
    for shape in list(layout.placeholders):
        _arrange(shape, _OWN_PLACES.get(own, {}))
    for shape in list(layout.placeholders):
        _name(shape, language)
    if own == "Title Slide":
        layout.element.set("showMasterSp", "0")
        tree = layout.shapes._spTree  # noqa: SLF001 (layouts have no method to add shapes)
        band = Box(0, 0, 0.3, HEIGHT)
        tree.insert(2, _rectangle(92, render.said(phrases.BRAND, language), band, "accent1"))
        _logo(layout, report.brand, COVER_LOGO)


def _make_chart(layout: SlideLayout) -> None:
    """The first of the two places is for a chart."""
    first = next(shape for shape in list(layout.placeholders) if _kind(shape) == "body")
    first.element.find(f".//{qn('p:ph')}").set("type", "chart")


def _kind(shape: Any) -> str:
    kind: str = shape.element.find(f".//{qn('p:ph')}").get("type", "body")
    return kind


def _arrange(shape: Any, own: dict[str, Box]) -> None:
    kind = _kind(shape)
    if kind == "dt":
        shape.element.getparent().remove(shape.element)
        return
    box = own.get(kind, _PLACES[kind])
    shape.left, shape.top = Inches(box.left), Inches(box.top)
    shape.width, shape.height = Inches(box.width), Inches(box.height)
    body = shape.element.find(f".//{qn('a:bodyPr')}")
    for side in ("lIns", "rIns", "tIns", "bIns"):
        body.set(side, "0")
    body.set("anchor", "b" if kind == "ctrTitle" or box is _DIVIDER else "t")
    for fitting in (qn("a:normAutofit"), qn("a:spAutoFit")):
        for found in body.findall(fitting):
            body.remove(found)  # a title that does not fit is shortened, never shrunk
    for paragraph in shape.element.iter(qn("a:lvl1pPr"), qn("a:lvl2pPr")):
        paragraph.set("algn", "r" if kind == "sldNum" else "l")


def _name(shape: Any, language: str) -> None:
    """Names a placeholder for the selection pane, and prompts for what goes into it."""
    kind = _kind(shape)
    shape.name = render.said(_NAMES[kind], language)
    if kind not in {"ftr", "sldNum"}:
        first, *others = shape.text_frame.paragraphs
        first.runs[0].text = shape.name
        for paragraph in others:
            shape.text_frame._txBody.remove(paragraph._p)  # noqa: SLF001 (no public API to remove)


def _rectangle(number: int, name: str, box: Box, colour: str) -> Any:
    left, top = Inches(box.left), Inches(box.top)
    wide, high = Inches(box.width), Inches(box.height)
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{escape(name)}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        f"</p:sp>"
    )

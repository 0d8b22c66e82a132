"""Slide master and layouts (cover, content) with the brand's bar and logo."""

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
from report.document.logo import logo
from report.document.model import Brand, Report
from report.formats.pptx.geometry import HEIGHT, MARGIN, WIDTH, Box
from report.formats.pptx.theme import set_theme
from report.wording import phrases, render

COVER, CONTENT = 0, 1
TITLE = Box(MARGIN, 0.35, 10.6, 0.95)
COVER_TITLE = Box(1.1, 2.0, 11.0, 2.2)
SUBTITLE = Box(1.1, 4.35, 11.0, 1.7)
FOOTER = Box(MARGIN, 7.02, 10.8, 0.3)
NUMBER = Box(WIDTH - MARGIN - 1.2, 7.02, 1.2, 0.3)
COVER_LOGO = Box(WIDTH - MARGIN - 2.4, 0.6, 2.4, 1.1)
LOGO = Box(WIDTH - MARGIN - 1.3, 0.3, 1.3, 0.6)
_LAYOUTS = {"Title Slide": phrases.COVER, "Title Only": phrases.CONTENT}
_NAMES = {
    "title": phrases.TITLE,
    "ctrTitle": phrases.TITLE,
    "subTitle": phrases.SUBTITLE,
    "body": phrases.TEXT,
    "ftr": phrases.FOOTER,
    "sldNum": phrases.PAGE,
}
_PLACES = {
    "title": TITLE,
    "ctrTitle": COVER_TITLE,
    "subTitle": SUBTITLE,
    "body": Box(MARGIN, 1.5, WIDTH - 2 * MARGIN, 5.3),
    "ftr": FOOTER,
    "sldNum": NUMBER,
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
    set_theme(master, report.brand)
    _set_languages(deck, report.request.language)
    _style_titles(master)
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


def _set_languages(deck: Deck, language: str) -> None:
    trees = [deck.element, deck.slide_master.element]
    trees += [layout.element for layout in deck.slide_layouts]
    for tree in trees:
        for element in tree.iter(qn("a:defRPr"), qn("a:rPr"), qn("a:endParaRPr")):
            if "lang" in element.attrib or element.tag != qn("a:defRPr"):
                element.set("lang", tag(language))
            element.attrib.pop("smtClean", None)


def _style_titles(master: SlideMaster) -> None:
    style = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    run = style.find(qn("a:defRPr"))
    run.set("sz", "2600")
    run.set("b", "1")


def _place(master: SlideMaster, brand: Brand, language: str) -> None:
    for shape in list(master.placeholders):
        _arrange(shape)
    for shape in list(master.placeholders):
        shape.name = render.said(_NAMES[_kind(shape)], language)
    tree = master.shapes._spTree  # noqa: SLF001 (masters have no method to add shapes)
    bar = Box(0, TITLE.top + 0.08, 0.18, TITLE.height - 0.16)
    tree.insert(2, _rectangle(90, render.said(phrases.BRAND, language), bar, "accent1"))
    _logo(master, brand, LOGO)


def _logo(holder: Any, brand: Brand, room: Box) -> None:
    brand_logo = logo(brand)
    if brand_logo is None:
        return
    _, relation = holder.part.get_or_add_image_part(BytesIO(brand_logo.content))
    wide, high = brand_logo.within(room.width, room.height)
    left = Inches(room.left + room.width - wide)
    picture: Any = CT_Picture.new_pic(  # type: ignore[no-untyped-call]
        91, "Logo", brand.name, relation, left, Inches(room.top), Inches(wide), Inches(high)
    )
    holder.shapes._spTree.append(picture)  # noqa: SLF001 (neither has a method to add pictures)


def _lay_out(layout: SlideLayout, report: Report) -> None:
    language = report.request.language
    cover = layout.name == "Title Slide"
    layout.name = render.said(_LAYOUTS[layout.name], language)
    for shape in list(layout.placeholders):
        _arrange(shape)
    for shape in list(layout.placeholders):
        _name(shape, language)
    if cover:
        layout.element.set("showMasterSp", "0")
        tree = layout.shapes._spTree  # noqa: SLF001 (layouts have no method to add shapes)
        band = Box(0, 0, 0.55, HEIGHT)
        tree.insert(2, _rectangle(92, render.said(phrases.BRAND, language), band, "accent1"))
        _logo(layout, report.brand, COVER_LOGO)


def _kind(shape: Any) -> str:
    kind: str = shape.element.find(f".//{qn('p:ph')}").get("type", "body")
    return kind


def _arrange(shape: Any) -> None:
    kind = _kind(shape)
    if kind == "dt":
        shape.element.getparent().remove(shape.element)
        return
    box = _PLACES[kind]
    shape.left, shape.top = Inches(box.left), Inches(box.top)
    shape.width, shape.height = Inches(box.width), Inches(box.height)
    body = shape.element.find(f".//{qn('a:bodyPr')}")
    body.set("lIns", "0")
    body.set("rIns", "0")
    body.set("anchor", {"ctrTitle": "b", "subTitle": "t"}.get(kind, "ctr"))
    for paragraph in shape.element.iter(qn("a:lvl1pPr"), qn("a:lvl2pPr")):
        paragraph.set("algn", "r" if kind == "sldNum" else "l")


def _name(shape: Any, language: str) -> None:
    """Names a placeholder for the selection pane, and prompts for what goes into it."""
    kind = _kind(shape)
    shape.name = render.said(_NAMES[kind], language)
    if kind not in {"ftr", "sldNum"}:
        shape.text_frame.paragraphs[0].runs[0].text = shape.name


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

"""Deck theme: the brand's colours and fonts, so that PowerPoint's menus offer them."""

from __future__ import annotations

from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import SlideMaster

from report.document import colours
from report.document.model import Brand

FONT = "Arial"  # on every machine that opens decks, or with a twin of the same widths


def set_theme(master: SlideMaster, brand: Brand) -> None:
    """Writes the brand's colours and the font into the theme of ``master``."""
    part: Part = master.part.part_related_by(RT.THEME)
    theme: Any = parse_xml(part.blob)
    theme.set("name", brand.name or "Utmost")
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    scheme.set("name", brand.name or "Utmost")
    # Theme colours instead of fixed ones: changing the theme in PowerPoint recolours the whole
    # deck.
    for name, colour in _colours(brand).items():
        slot = scheme.find(qn(f"a:{name}"))
        for child in list(slot):
            slot.remove(child)
        value = {"val": colour.removeprefix("#").upper()}
        slot.append(slot.makeelement(qn("a:srgbClr"), value))
    for fonts in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        fonts.find(qn("a:latin")).set("typeface", FONT)
    part._blob = serialize_part_xml(theme)  # noqa: SLF001 (python-pptx has no API for themes)


def _colours(brand: Brand) -> dict[str, str]:
    return {
        "dk1": colours.INK,
        "lt1": colours.PAPER,
        "dk2": colours.QUIET,
        "lt2": colours.WASH,
        "accent1": colours.primary(brand),
        "accent2": colours.accent(brand),
        **{f"accent{n}": colour for n, colour in enumerate(colours.FURTHER, 3)},
        "hlink": colours.primary(brand),
        "folHlink": colours.QUIET,
    }

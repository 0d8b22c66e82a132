"""PowerPoint's sections: the part of the story that slides belong to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import escape
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation

_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def set_parts(deck: Presentation, names: Sequence[str]) -> None:
    """Makes a section of each run of slides with one name; ``names`` has one for each slide."""
    slides = zip(names, (slide.slide_id for slide in deck.slides), strict=True)
    sections = ""
    for number, (name, group) in enumerate(groupby(slides, key=lambda slide: slide[0]), 1):
        ids = "".join(f'<p14:sldId id="{slide}"/>' for _, slide in group)
        own = f"{{{number:08X}-0000-4000-8000-000000000000}}"
        sections += (
            f'<p14:section name="{escape(name)}" id="{own}"><p14:sldIdLst>{ids}</p14:sldIdLst>'
            "</p14:section>"
        )
    found = deck.element.find(qn("p:extLst"))
    extensions = parse_xml(f"<p:extLst {nsdecls('p')}/>") if found is None else found
    deck.element.append(extensions)
    extensions.append(
        parse_xml(
            f'<p:ext {nsdecls("p")} uri="{_URI}"><p14:sectionLst xmlns:p14="{_P14}">{sections}'
            "</p14:sectionLst></p:ext>"
        )
    )

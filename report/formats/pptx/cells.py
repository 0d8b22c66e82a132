"""Table rows as DrawingML, written at once (cell by cell takes half the time of a deck)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from i18n.locales import tag
from report.document.colours import BEFORE, GRID
from report.wording.render import without_pictures

# A cell's inner margins in inches; texts of the first column begin at the table's left edge.
LEFT, RIGHT, PAD = 0.1, 0.12, 0.05
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")  # characters that XML 1.0 does not allow
_HEAD, _BODY = ('w="12700"', BEFORE), ('w="6350"', GRID)  # the hairlines below rows


def written(
    rows: Sequence[Sequence[str]],
    heights: Sequence[float],
    right: Sequence[bool],
    size: float,
    language: str,
    strong: frozenset[int] = frozenset(),
) -> list[Any]:
    """The rows as DrawingML elements, the first a head; ``heights`` are inches, ``size`` points.

    ``right`` says which columns hold numbers, ``strong`` which rows are in bold.
    """
    texts = [
        f'<a:tr h="{int(Inches(high))}">'
        f"{_cells(cells, right, _look(number, size, language, strong), head=not number)}</a:tr>"
        for number, (cells, high) in enumerate(zip(rows, heights, strict=True))
    ]
    return list(parse_xml(f"<a:tbl {nsdecls('a')}>{''.join(texts)}</a:tbl>"))


def _look(number: int, size: float, language: str, strong: frozenset[int]) -> str:
    bold = int(number == 0 or number in strong)
    colour = "tx2" if number == 0 else "tx1"
    marks = f'lang="{tag(language)}" sz="{Pt(size).centipoints}" b="{bold}"'
    return f'<a:rPr {marks}><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:rPr>'


def _cells(texts: Sequence[str], right: Sequence[bool], look: str, *, head: bool) -> str:
    anchor = "b" if head else "ctr"
    below = _below(*(_HEAD if head else _BODY))
    return "".join(
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{"r" if number else "l"}"/>'
        f"<a:r>{look}<a:t>{_plain(text)}</a:t></a:r></a:p></a:txBody>"
        f'<a:tcPr {_margins(place)} anchor="{anchor}">{below}<a:noFill/></a:tcPr></a:tc>'
        for place, (text, number) in enumerate(zip(texts, right, strict=True))
    )


def _margins(place: int) -> str:
    sides = zip("LRTB", (LEFT if place else 0, RIGHT, PAD, PAD), strict=True)
    return " ".join(f'mar{side}="{int(Inches(wide))}"' for side, wide in sides)


def _plain(text: str) -> str:
    # OOXML writes such characters as _xHHHH_.
    text = without_pictures(text)
    return escape(_CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text), quote=False)


def _below(wide: str, colour: str) -> str:
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    fill = f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'
    return f"{none}<a:lnB {wide}>{fill}</a:lnB>"

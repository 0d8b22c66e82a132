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

SIDE, PAD = 0.12, 0.045  # a cell's inner margins in inches
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")  # characters that XML 1.0 does not allow
_MARGINS = " ".join(
    f'mar{side}="{int(Inches(wide))}"' for side, wide in zip("LRTB", (SIDE, SIDE, PAD, PAD), strict=True)
)  # fmt: skip
_HEAD, _BODY = "tx1", "bg2"  # the theme's colours of the lines below


def written(
    rows: Sequence[Sequence[str]],
    heights: Sequence[float],
    right: Sequence[bool],
    size: float,
    language: str,
) -> list[Any]:
    """The rows as DrawingML elements, the first a head; ``heights`` are inches, ``size`` points.

    ``right`` says which columns hold numbers.
    """
    marked = [f'lang="{tag(language)}" sz="{Pt(size).centipoints}" b="{bold}"' for bold in (0, 1)]
    texts = [
        f'<a:tr h="{int(Inches(high))}">{_cells(cells, right, marked[not number], _below(not number))}</a:tr>'
        for number, (cells, high) in enumerate(zip(rows, heights, strict=True))
    ]
    return list(parse_xml(f"<a:tbl {nsdecls('a')}>{''.join(texts)}</a:tbl>"))


def _cells(texts: Sequence[str], right: Sequence[bool], marked: str, below: str) -> str:
    return "".join(
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{"r" if number else "l"}"/>'
        f'<a:r><a:rPr {marked}><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:rPr>'
        f"<a:t>{_plain(text)}</a:t></a:r></a:p></a:txBody>"
        f"<a:tcPr {_MARGINS}>{below}</a:tcPr></a:tc>"
        for text, number in zip(texts, right, strict=True)
    )


def _plain(text: str) -> str:
    # OOXML writes such characters as _xHHHH_.
    return escape(_CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text), quote=False)


def _below(head: bool) -> str:
    colour = _HEAD if head else _BODY
    darker = "" if head else '<a:lumMod val="85000"/>'
    return (
        f'<a:lnB w="9525"><a:solidFill><a:schemeClr val="{colour}">{darker}'
        "</a:schemeClr></a:solidFill></a:lnB>"
    )

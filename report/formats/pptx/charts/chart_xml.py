"""Parts of native charts as XML, written at once: formatting them one by one is too slow."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from i18n.locales import tag
from report.charts.row_marks import Side
from report.formats.pptx.text import LABEL, Pen
from report.formats.pptx.theme import FONT
from report.wording.render import without_pictures

_SIDES = {Side.RIGHT: "r", Side.ABOVE: "t"}
_SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="{shown}"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def plain(text: str) -> str:
    """A text as XML."""
    return escape(without_pictures(text), quote=False)


def name(reference: str, text: str) -> str:
    """The name of a series and its cell."""
    cached = f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{plain(text)}</c:v></c:pt>'
    return (
        f"<c:tx><c:strRef><c:f>{reference}</c:f><c:strCache>{cached}</c:strCache></c:strRef></c:tx>"
    )


def numbers(reference: str, values: Sequence[float | None]) -> str:
    """Numbers and their cells; what is unknown has no point."""
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>'
        for place, value in enumerate(values)
        if value is not None
    )
    cached = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}'
    return f"<c:numRef><c:f>{reference}</c:f><c:numCache>{cached}</c:numCache></c:numRef>"


def line(points: float, fill: str) -> str:
    """A line with flat ends."""
    return f'<a:ln w="{int(Pt(points))}" cap="flat">{fill}<a:round/></a:ln>'


def label(place: int, text: str, look: str, side: Side) -> str:
    """A text at a point instead of its number."""
    rich = f'<c:rich><a:bodyPr wrap="none"/><a:p><a:r>{look}<a:t>{plain(text)}</a:t></a:r></a:p></c:rich>'
    return (
        f'<c:dLbl><c:idx val="{place}"/><c:tx>{rich}</c:tx><c:dLblPos val="{_SIDES[side]}"/>'
        f"{_SHOWN.format(shown=1)}</c:dLbl>"
    )


def labels(each: str) -> str:
    """The labels of a series: those that are given and no others."""
    return f"<c:dLbls>{each}{_SHOWN.format(shown=0)}</c:dLbls>"


def letters(size: float, fill: str, language: str, *, bold: bool = False) -> str:
    """How letters of a label look."""
    marks = f'lang="{tag(language)}" sz="{Pt(size).centipoints}" b="{int(bold)}"'
    return f'<a:rPr {marks}>{fill}<a:latin typeface="{FONT}"/></a:rPr>'


def category_axis(number: int, crossed: int) -> str:
    """A horizontal axis of categories that is not drawn."""
    return _axis("catAx", number, crossed, "b", "", "")


def value_axis(
    number: int, crossed: int, position: str, ends: tuple[float, float], between: str
) -> str:
    """An axis of values that is not drawn, ``between`` columns or through points (midCat)."""
    low, high = ends
    limits = f'<c:max val="{high!r}"/><c:min val="{low!r}"/>'
    return _axis("valAx", number, crossed, position, limits, f'<c:crossBetween val="{between}"/>')


def _axis(kind: str, number: int, crossed: int, position: str, limits: str, last: str) -> str:
    return (
        f'<c:{kind}><c:axId val="{number}"/>'
        f'<c:scaling><c:orientation val="minMax"/>{limits}</c:scaling><c:delete val="1"/>'
        f'<c:axPos val="{position}"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="none"/><c:crossAx val="{crossed}"/><c:crosses val="autoZero"/>{last}'
        f"</c:{kind}>"
    )


def space(plot: str, pen: Pen, inner: tuple[float, float, float, float] = (0, 0, 1, 1)) -> str:
    """A chart without title and legend; ``inner`` is the place of its plot in the frame."""
    place = "".join(
        f'<c:{key} val="{value}"/>'
        for key, value in (
            ("layoutTarget", "inner"),
            ("xMode", "edge"),
            ("yMode", "edge"),
            *zip("xywh", inner, strict=True),
        )
    )
    text = (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{LABEL * 100}" '
        f'lang="{tag(pen.language)}"/></a:pPr><a:endParaRPr lang="{tag(pen.language)}"/></a:p></c:txPr>'
    )
    return (
        f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
        f'<c:chartSpace {nsdecls("c", "a", "r")}><c:date1904 val="0"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout><c:manualLayout>{place}'
        f"</c:manualLayout></c:layout>{plot}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text}</c:chartSpace>"
    )

"""Typesetting by Typst: tagged for screen readers (PDF/UA-1), fonts embedded."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from i18n.format import MISSING
from report.document import colours, fonts
from report.document.logo import Logo, logo
from report.document.model import Report
from report.wording import phrases, render

if TYPE_CHECKING:
    from typst import Fonts

# How typst words its warning, with rare characters as escapes: the text `"\u{1f600}"` could not be
# displayed.
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_STAND_IN = " "  # for a character that no font at hand can draw
_TRIES = 8


def typeset(package: str, template: str, given: Mapping[str, Any], report: Report) -> bytes:
    """The pages of a template of ``package``; texts are data of it, never code (no injection).

    Letters without a glyph become blanks, as PDF/UA allows none. Raises ValueError if no font can
    draw what is left.
    """
    import typst  # noqa: PLC0415 (only these formats need it)

    source = b"\n".join(
        files(place).joinpath(name).read_bytes()
        for place, name in ((__name__, "parts.typ"), (package, template))
    )
    data = json.dumps({**_shared(report), **given}, ensure_ascii=False)
    # Each attempt may report further characters without a glyph.
    for _ in range(_TRIES):
        try:
            made = typst.compile(
                source,
                font_paths=_fonts(),
                format="pdf",
                pdf_standards=["ua-1"],
                sys_inputs={"report": data},
                # The report's own time, so that equal reports give equal bytes.
                timestamp=report.made_at,
            )
        except typst.TypstError as error:
            lacking = _lacking(error.diagnostic)
            if not lacking:
                raise
            data = data.translate(dict.fromkeys(lacking, _STAND_IN))
        else:
            return bytes(made)
    message = "no font can draw this report"
    raise ValueError(message)


def _shared(report: Report) -> dict[str, Any]:
    mark = logo(report.brand)
    return {
        "font": fonts.FAMILY,
        "missing": MISSING,
        "made": [report.made_at.year, report.made_at.month, report.made_at.day],
        "logo": _as_svg(mark) if mark else "",
        "primary": colours.of_text(colours.primary(report.brand)),
        "demo": render.said(phrases.DEMO, report.request.language) if report.demo else "",
    }


def _lacking(diagnostic: str) -> set[int]:
    """The characters without a glyph, from the error message of the typesetter."""
    quoted = "".join(_NO_GLYPH.findall(diagnostic))
    letters = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), quoted)
    return {ord(letter) for letter in letters if not letter.isascii()}


@cache
def _fonts() -> Fonts:
    """The report's own typeface, then the fonts of the machine for other scripts."""
    from typst import Fonts  # noqa: PLC0415 (only these formats need it)

    return Fonts(include_system_fonts=True, font_paths=[str(fonts.directory())])


def _as_svg(picture: Logo) -> str:
    """The logo inside an SVG, as the template takes nothing but text."""
    data = f"data:{picture.mime};base64,{b64encode(picture.content).decode()}"
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{data}"/></svg>'

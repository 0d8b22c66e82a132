"""One slide of the report's web page, as HTML inside the application's page."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parents[2] / "static"
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
# Non-greedy: two pictures of a page are two matches, and what is between them stays.
_PICTURE = re.compile(r'<svg [^>]*?aria-label="([^"]*)"[^>]*>.*?</svg>', re.DOTALL)
# Pictures of rows have a size; charts fill what room there is.
_SIZE = re.compile(
    r'^<svg role="img" aria-label="[^"]*" xmlns="[^"]*" width="(\d+)" height="(\d+)"'
)
_INCHES = re.compile(r'style="width: ([\d.]+)in"')
_DARK = re.compile(r"@media all \{\n(.*?)\n\}", re.DOTALL)
_KICKER = re.compile(r'(<p class="kicker">)(.*?)( · )?([^·<]*)(</p>)')
_LANGUAGE = re.compile(r'<html lang="([^"]*)">')
_LETTER = 14.7  # pixels: the size of letters in tables of the web page
_INCH = 96.0  # pixels


@cache
def style(name: str) -> str:
    """A style sheet of ``ui/static``."""
    return (STATIC / f"{name}.css").read_text("utf-8")


def slide(page: str, *, further: bool = False) -> str:
    """One screen: the body of a report's HTML page of one section, or of none for the cover.

    Not an iframe: once clicked, it would take the arrow keys. ``further`` screens have the title of
    their table or chart, which is not written twice.
    """
    body = body_of(page)
    if further:
        body = re.sub(r"<h3>[^<]*</h3>", "", body, count=1)
        body = re.sub(r"<figcaption>[^<]*", "<figcaption>", body, count=1)
    if "<section" not in body:
        # The cover has the report's title as its heading: above it is the company alone.
        body = _KICKER.sub(lambda found: f"{found[1]}{found[2]}{found[5]}", body, count=1)
    return scoped(page, "slide") + framed(page, body, "slide")


def body_of(page: str) -> str:
    """What is between the body tags of a page."""
    return page[page.index("<body>") + len("<body>") : page.rindex("</body>")]


def scoped(page: str, name: str) -> str:
    """The styles of a page, which apply to elements of the class ``name`` alone."""
    styles = "".join(_STYLE.findall(page))
    # Nested in “.slide {…}” these two match nothing: “&” is the slide itself.
    for whole in (":root {", "body {"):
        styles = styles.replace(whole, "& {")
    return f"<style>.{name} {{{styles}{style(name)}}}</style>"


def framed(page: str, body: str, name: str) -> str:
    """A part of a page's body as an element of the class ``name``, in the language of the page."""
    colours = "".join(_DARK.findall("".join(_STYLE.findall(page))))
    body = _PICTURE.sub(lambda found: _image(found, colours), body)
    # Sizes of pictures follow the letters, which a screen makes larger or smaller.
    body = _INCHES.sub(lambda inch: f'style="width: {_em(float(inch[1]) * _INCH)}"', body)
    spoken = _LANGUAGE.search(page)
    language = f' lang="{spoken[1]}"' if spoken else ""
    return f'<div class="{name}"{language}>{body}</div>'


def _em(pixels: float) -> str:
    return f"{pixels / _LETTER:.2f}em"


def _image(found: re.Match[str], colours: str) -> str:
    """An SVG as an image, because Streamlit removes inline SVG, with its dark mode colours.

    The script of the page makes it part of the page, where it has the typeface of the page.
    """
    drawing = found[0]
    if size := _SIZE.match(drawing):
        width, height = (_em(float(each)) for each in size.groups())
        look = f' class="row" style="width: {width}; height: {height}"'
    else:
        look = ""
    drawing = f"{drawing.removesuffix('</svg>')}<style>{colours}</style></svg>"
    data = b64encode(drawing.encode()).decode()
    return f'<img{look} alt="{found[1]}" src="data:image/svg+xml;base64,{data}">'

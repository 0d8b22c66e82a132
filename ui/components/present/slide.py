"""One slide of the report as HTML inside the application's page."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parents[2] / "static"
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
# Non-greedy: two pictures of a page are two matches, and what is between them stays.
_PICTURE = re.compile(r'<svg role="img" aria-label="([^"]*)".*?</svg>', re.DOTALL)
_TEXT = 60  # percent of the window's height that a table may take
_LINE = 2.8  # lines of text that a row takes on average, with its padding and wrapped lines


@cache
def style(name: str) -> str:
    """A style sheet of ``ui/static``."""
    return (STATIC / f"{name}.css").read_text("utf-8")


def slide(page: str, rows: int = 0) -> str:
    """The body of a report's HTML page, with its styles scoped to the slide.

    Not an iframe: once clicked, it would take the arrow keys. ``rows``, those of the longest table,
    decide the font size.
    """
    styles = "".join(_STYLE.findall(page))
    body = page[page.index("<body>") + len("<body>") : page.rindex("</body>")]
    body = _PICTURE.sub(lambda found: _image(found, styles), body)
    # Nested in “.slide {…}” these two match nothing: “&” is the slide itself.
    for whole in (":root {", "body {"):
        styles = styles.replace(whole, "& {")
    letters = (
        f"table {{ font-size: min(1em, {_TEXT / (rows + 1) / _LINE:.2f}vh); }}" if rows else ""
    )
    own = f"{styles}{style('slide')}{letters}"
    return f'<style>.slide {{{own}}}</style><div class="slide">{body}</div>'


def _image(found: re.Match[str], styles: str) -> str:
    """An SVG as an image, because Streamlit removes inline SVG, with its dark mode colours."""
    inside = f"<style>{styles.replace('.picture svg', ':root')}</style></svg>"
    drawing = found[0].removesuffix("</svg>") + inside
    return f'<img alt="{found[1]}" src="data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}">'

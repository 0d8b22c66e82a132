"""Post text shortened to one line."""

from __future__ import annotations

import re
from html import unescape

# Up to the next space: the “).” of “(https://a.example/b).” goes with its link. “a.example” alone
# has no scheme and is a word of the text.
_ADDRESS = re.compile(r"https?://\S+")


def brief(text: str | None, most: int) -> str:
    r"""The first words of a text without its links and line breaks; empty where there is none.

    >>> brief("New guide:  https://a.example/b?c=d\nRead it", 40)
    'New guide: Read it'

    Some exports write "<" and "&" as in HTML:

    >>> brief("Rain &amp; shine", 40)
    'Rain & shine'

    A word is cut only where it is longer than all there is room for:

    >>> brief("Heat pumps in winter", 16), brief("Wärmepumpenförderung", 8)
    ('Heat pumps in…', 'Wärmepu…')
    """
    line = " ".join(_ADDRESS.sub(" ", unescape(text or "")).split())
    if len(line) <= most:
        return line
    cut = line[:most]
    words = cut.rsplit(" ", 1)[0] if " " in cut else cut[: most - 1]
    return words.rstrip(" ,;:–-") + "…"

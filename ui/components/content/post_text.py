"""Post text shortened to one line."""

from __future__ import annotations

import re
from html import unescape

# Up to the next space: the “).” of “(https://a.example/b).” goes with its link. “a.example” alone
# has no scheme and is a word of the text.
_ADDRESS = re.compile(r"https?://\S+")


def brief(text: str | None, most: int) -> str:
    r"""The beginning of a text without its links and line breaks; empty where there is none.

    >>> brief("New guide:  https://a.example/b?c=d\nRead it", 40)
    'New guide: Read it'

    Some exports write "<" and "&" as in HTML:

    >>> brief("Rain &amp; shine", 40)
    'Rain & shine'
    """
    line = " ".join(_ADDRESS.sub(" ", unescape(text or "")).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"

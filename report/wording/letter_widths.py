"""Widths of letters in Arial, by which texts are measured before anything draws them.

The numbers are the advance widths of the font in thousandths of its size; Liberation Sans and
Helvetica have the same ones, and Source Sans Pro, which PDFs are set in, is narrower.
"""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import decomposition, east_asian_width

_UNKNOWN = 750
_WIDE = 1000  # ideographs, arrows and pictures
_REGULAR = {
    191: "'",
    200: "\u202f\u2009",
    222: "ijl‘’‚",
    260: "|",
    278: " !,./:;I[\\]ft\u00a0",
    333: "()-`r“”„·",
    334: "{}",
    350: "•",
    355: '"',
    389: "*",
    400: "°",
    469: "^",
    500: "Jcksvxyz↑↓\u2002",
    556: "#$0123456789?L_abdeghnopqu€–«»",
    549: "÷±",
    584: "+<=>~×−",
    611: "FTZß",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%æ",
    944: "Wœ",
    1000: "—…Œ→←",
    1015: "@",
}
_BOLD = {
    200: "\u202f\u2009",
    238: "'",
    278: " ,./I\\ijl‘’‚\u00a0",
    280: "|",
    333: "!()-:;[]`ft·\u2002",
    350: "•",
    389: "*r{}",
    400: "°",
    474: '"',
    500: "z“”„↑↓\u2002",
    556: "#$0123456789J_aceksvxy€–«»",
    549: "÷±",
    584: "+<=>^~×−",
    611: "?FLTZbdghnopquß",
    667: "EPSVXY",
    722: "&ABCDHKNRU",
    778: "GOQw",
    833: "M",
    889: "%mæ",
    944: "Wœ",
    975: "@",
    1000: "—…Œ→←",
}


class _Widths(dict[str, int]):
    """Letter → width; a letter with an accent is as wide as without it."""

    def __init__(self, letters: Mapping[int, str]) -> None:
        super().__init__({letter: width for width, every in letters.items() for letter in every})

    def __missing__(self, letter: str) -> int:
        base = decomposition(letter).split(" ")[0]
        if base and not base.startswith("<"):
            width = self[chr(int(base, 16))]
        else:
            width = _WIDE if east_asian_width(letter) in "WF" else _UNKNOWN
        self[letter] = width
        return width


_WIDTHS = (_Widths(_REGULAR), _Widths(_BOLD))


def width(text: str, *, bold: bool = False) -> float:
    """How wide a text is, as a multiple of the size of its letters."""
    return sum(map(_WIDTHS[bold].__getitem__, text)) / 1000

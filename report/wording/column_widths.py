"""Column widths and font size of a table for a given width."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from unicodedata import east_asian_width

_NARROW = frozenset("iljtfrI.,:;'’|!()[] \u00a0\u202f-·")
_WIDE = frozenset("mwMW@%")
_WIDEST = 5.5  # inches; longer texts are wrapped
_CUTTABLE = 18  # letters of a word from which on it may be cut anywhere
_COMFORT = 0.42  # share of its ideal width that a column gets at least


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """About how many inches wide a text is in ``size`` points; rather too wide than too narrow."""
    # An estimate for any typeface: PDF and deck are set in different ones.
    ems = sum(map(_em, text))
    return ems * size / 72 * (1.08 if bold else 1.02)


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.32
    if letter in _WIDE or east_asian_width(letter) in "WF":
        return 1.0
    return 0.7 if letter.isupper() else 0.56


def fit(
    rows: Sequence[Sequence[str]], room: float, sizes: Sequence[float], margin: float
) -> tuple[float, tuple[float, ...]]:
    """The first of ``sizes`` in which no word is cut, and each column's width in inches.

    ``margin`` is the width of a cell's margins. Where even the last size does not fit, words
    are cut.
    """
    columns = list(zip(*rows, strict=True))
    # Smaller letters before cut words: a cut word is harder to read.
    for size in sizes:
        least, *wishes = _needs(columns, size, margin)
        if sum(least) <= room:
            return size, _share(least, wishes, room)
    scale = room / sum(least)
    return sizes[-1], tuple(width * scale for width in least)


def _needs(
    columns: Sequence[Sequence[str]], size: float, margin: float
) -> tuple[list[float], list[float], list[float]]:
    """What each column must have, would like to have, and would fill on a single line."""
    measure = partial(text_width, size=size, bold=True)
    line = [max(map(measure, texts)) + margin for texts in columns]
    most = [min(wide, _WIDEST + margin) for wide in line]
    words = ([word[:_CUTTABLE] for text in texts for word in text.split(" ")] for texts in columns)
    # The longest word decides, not the longest text, which may wrap.
    longest = [max(map(measure, each)) + margin for each in words]
    comfort = (min(_COMFORT * wish, _COMFORT * _WIDEST / 2) for wish in most)
    return [max(pair) for pair in zip(longest, comfort, strict=True)], most, line


def _share(
    least: Sequence[float], wishes: Sequence[Sequence[float]], room: float
) -> tuple[float, ...]:
    """What is left over the least goes to what columns would like, wish by wish, then to all alike."""
    widths, spare = list(least), room - sum(least)
    for wish in wishes:
        lacks = [max(0.0, wanted - width) for wanted, width in zip(wish, widths, strict=True)]
        part = min(1.0, spare / sum(lacks)) if any(lacks) else 0.0
        widths = [width + lack * part for width, lack in zip(widths, lacks, strict=True)]
        spare -= sum(lacks) * part
    return tuple(width + spare / len(widths) for width in widths)

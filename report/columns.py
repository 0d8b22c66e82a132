"""How wide the columns of a table are, and how large its letters, for a given room."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from unicodedata import east_asian_width

_NARROW = frozenset("iljtfrI.,:;'’|!()[] \u00a0\u202f-·")
_WIDE = frozenset("mwMW@%")
_WIDEST = 5.5  # inches; longer texts are wrapped
_CUTTABLE = 18  # letters of a word from which on it may be cut anywhere
_COMFORT = 0.42  # of what a column would like to have, it gets at least


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """About how many inches wide a text is in ``size`` points; rather too wide than too narrow."""
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

    ``margin`` is what a cell needs beside its text. Where not even the last size will do, words
    are cut.
    """
    columns = list(zip(*rows, strict=True))
    for size in sizes:
        least, most = _needs(columns, size, margin)
        if sum(least) <= room:
            return size, _share(least, most, room)
    scale = room / sum(least)
    return sizes[-1], tuple(width * scale for width in least)


def _needs(
    columns: Sequence[Sequence[str]], size: float, margin: float
) -> tuple[list[float], list[float]]:
    measure = partial(text_width, size=size, bold=True)
    most = [min(max(map(measure, texts)), _WIDEST) + margin for texts in columns]
    words = ([word[:_CUTTABLE] for text in texts for word in text.split(" ")] for texts in columns)
    longest = [max(map(measure, each)) + margin for each in words]
    comfort = (min(_COMFORT * wish, _COMFORT * _WIDEST / 2) for wish in most)
    return [max(pair) for pair in zip(longest, comfort, strict=True)], most


def _share(least: Sequence[float], most: Sequence[float], room: float) -> tuple[float, ...]:
    """What is left over the least goes to the columns that would like more, then to all alike."""
    wishes = [max(0.0, wish - need) for need, wish in zip(least, most, strict=True)]
    spare = room - sum(least)
    if spare >= sum(wishes):
        each = (spare - sum(wishes)) / len(least)
        return tuple(need + wish + each for need, wish in zip(least, wishes, strict=True))
    part = spare / sum(wishes)
    return tuple(need + wish * part for need, wish in zip(least, wishes, strict=True))

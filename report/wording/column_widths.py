"""Column widths and font size of a table for a given width."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial

from report.wording import letter_widths

_WIDEST = 5.5  # inches; longer texts are wrapped
_CUTTABLE = 18  # letters of a word from which on it may be cut anywhere
_COMFORT = 0.42  # share of its ideal width that a column gets at least
_SLACK = 1.02  # programs round the positions of letters


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How many inches wide a text is in ``size`` points; rather too wide than too narrow."""
    return letter_widths.width(text, bold=bold) * size / 72 * _SLACK


def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as is ``room`` inches wide, with an ellipsis."""
    if text_width(text, size, bold=bold) <= room:
        return text
    while text and text_width(f"{text}…", size, bold=bold) > room:
        text = text[:-1].rstrip()
    return f"{text}…"


def abbreviated(text: str, longest: int) -> str:
    """The text in at most so many letters, cut in its middle.

    Names of campaigns often begin alike and differ at their ends.
    """
    if len(text) <= longest:
        return text
    begin = longest * 3 // 5
    return (
        f"{_whole(text[:begin])} … {_whole(text[len(text) - (longest - begin - 3) :][::-1])[::-1]}"
    )


def _whole(text: str) -> str:
    """The beginning of a text without a cut word at its end, if that leaves most of it."""
    words = text.rpartition(" ")[0]
    return words if 2 * len(words) > len(text) else text


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


def widths_on_a_line(
    rows: Sequence[Sequence[str]], size: float, margin: float, widest: float = _WIDEST
) -> tuple[float, float]:
    """How wide the columns are together if no word is cut, and if every text is on one line.

    Texts wider than ``widest`` are wrapped in both cases.
    """
    least, most, _ = _needs(list(zip(*rows, strict=True)), size, margin, widest)
    return sum(least), sum(max(pair) for pair in zip(least, most, strict=True))


def _needs(
    columns: Sequence[Sequence[str]], size: float, margin: float, widest: float = _WIDEST
) -> tuple[list[float], list[float], list[float]]:
    """What each column must have, would like to have, and would fill on a single line."""
    measure = partial(text_width, size=size, bold=True)
    line = [max(map(measure, texts)) + margin for texts in columns]
    most = [min(wide, widest + margin) for wide in line]
    words = ([word[:_CUTTABLE] for text in texts for word in text.split(" ")] for texts in columns)
    # The longest word decides, not the longest text, which may wrap.
    longest = [max(map(measure, each)) + margin for each in words]
    comfort = (min(_COMFORT * wish, _COMFORT * widest / 2) for wish in most)
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

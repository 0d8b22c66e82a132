"""Language models: probability of a text by letter pairs and the words of export headers.

The letters of a language are learned from the words that Unicode's CLDR has in it (countries,
languages, months, currencies, units, cities) and from ``data/reference/header_words.csv``, the words of
export headers. A probability is a natural logarithm throughout.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel import Locale
from charset_normalizer.constant import FREQUENCIES

HEADER_WORDS = Path(__file__).parents[1] / "reference" / "header_words.csv"
MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u0670\u0e31-\u0e3a\u0e47-\u0e4e"
"""Marks that are part of a word in Vietnamese, Hebrew, Arabic and Thai."""
WORD = re.compile(rf"(?:[^\W\d_]|[{MARKS}])+")

_CLDR = ("territories", "languages", "scripts", "currency_names", "months", "days", "quarters")
_CLDR_DEEP = ("unit_display_names", "time_zones", "date_fields")
_HEADER_WEIGHT = 10  # a header word counts as ten words of CLDR, because the files are exports
_KNOWN_WORD = math.log(0.3)  # the share of known words among words with accents in exports
_PRIOR = 8.0  # letter pairs that count as much as the prior by single letters (smoothing)
_EDGE = " "

# Letters that are not in the corpus of a language, by how unusual they are there.
_ASCII = math.log(1e-3)
_LATIN = math.log(2e-5)
_FOREIGN = math.log(1e-7)
_FREQUENT = math.log(1e-4)  # the level of a CJK standard that holds the characters in daily use
_RARE = math.log(1e-6)
_TITLE, _CAPITALS, _CASE = -0.7, -2.0, -5.0  # Like this, LIKE THIS, liKe thIs (each time)
_USUAL = 20  # what a character of the lists of the most frequent ones counts, as its own word
_LISTS = {
    "ja": ("Japanese", "Japanese—", "Japanese——"),
    "zh": ("Chinese",),
    "ko": ("Korean",),
}
_LEVELS = {
    "ja": ("euc_jp", 0xB0, 0xCF),
    "zh": ("gb2312", 0xB0, 0xD7),
    "zh_Hant": ("big5", 0xA4, 0xC6),
    "ko": ("euc_kr", 0xB0, 0xC8),
}


@dataclass(frozen=True, slots=True)
class Language:
    """The model of one language: words, letters, and letter pairs (bigrams)."""

    code: str
    words: Mapping[str, float]
    letters: Mapping[str, float]
    pairs: Mapping[str, int]
    before: Mapping[str, int]
    _memo: dict[str, float] = field(default_factory=dict)

    def word(self, word: str) -> float:
        """The probability of one word as it is written, capitals included."""
        if (known := self._memo.get(word)) is not None:
            return known
        lower = self._lower(word)
        spelt = self._spelt(lower)
        if (listed := self.words.get(lower)) is not None:
            spelt = max(spelt, _KNOWN_WORD + listed)
        self._memo[word] = total = spelt + _case(word)
        return total

    def _lower(self, word: str) -> str:
        # Turkish and Azerbaijani have an I without a dot.
        if self.code in {"tr", "az"}:
            word = word.replace("I", "ı")
        return word.replace("İ", "i").lower()

    def _spelt(self, lower: str) -> float:
        total = 0.0
        previous = _EDGE
        for letter in f"{lower}{_EDGE}":
            pair = self.pairs.get(previous + letter, 0)
            seen = self.before.get(previous, 0)
            alone = math.exp(self.letters.get(letter) or self._unseen(letter))
            # A bigram model, smoothed with the frequencies of single letters (Dirichlet prior).
            total += math.log((pair + _PRIOR * alone) / (seen + _PRIOR))
            previous = letter
        return total

    def _unseen(self, letter: str) -> float:
        if letter.isascii():
            return _ASCII
        if "\u00c0" <= letter < "\u0250":
            return _LATIN
        if (level := _LEVELS.get(self.code)) is None:
            return _FOREIGN
        codec, first, last = level
        code = letter.encode(codec, "ignore")
        if len(code) < 2:
            return _FOREIGN
        return _FREQUENT if first <= code[0] <= last else _RARE


def _case(word: str) -> float:
    if word == word.lower():
        return 0.0
    if len(word) > 1 and word.isupper():
        return _CAPITALS
    odd = sum(a.islower() and b.isupper() for a, b in pairwise(word))
    return _TITLE + odd * _CASE


@cache
def language(code: str) -> Language:
    """The language with this CLDR code."""
    counts = Counter(_cldr_words(code))
    for word in _header_words().get(code, ()):
        counts[word] += _HEADER_WEIGHT
    letters: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    before: Counter[str] = Counter()
    for word, count in counts.items():
        spelt = f"{_EDGE}{word}{_EDGE}"
        for first, second in pairwise(spelt):
            pairs[first + second] += count
            before[first] += count
            letters[second] += count
    for name in _LISTS.get(code, ()):
        for letter in FREQUENCIES[name]:
            letters[letter] += _USUAL
    return Language(code, _shares(counts), _shares(letters), pairs, before)


def _shares(counts: Counter[str]) -> dict[str, float]:
    total = counts.total()
    return {key: math.log(count / total) for key, count in counts.items()}


@cache
def _header_words() -> dict[str, tuple[str, ...]]:
    with HEADER_WORDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["language"]: tuple(w.lower() for w in WORD.findall(row["words"].replace("İ", "i")))
        for row in rows
    }


def _cldr_words(code: str) -> Iterator[str]:
    data: Mapping[str, Any] = Locale.parse(code)._data  # noqa: SLF001 - names without a public list
    for key in (*_CLDR, *_CLDR_DEEP):
        for text in _texts(data[key]):
            for word in WORD.findall(text.replace("İ", "i")):
                yield word.lower()


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)

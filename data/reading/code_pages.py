"""Code page detection: scores each code page by the letters and words of its languages."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from data.reading.languages import WORD, language

_WEST = ("en", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "is", "ca")
_CENTRAL = ("pl", "cs", "sk", "hu", "sl", "hr", "ro", "sq")
_CYRILLIC = ("ru", "uk", "be", "bg", "sr", "mk")
_BALTIC = ("lt", "lv", "et")


@dataclass(frozen=True, slots=True)
class CodePage:
    """A code page, its display name, the languages it is used for, how rare it is."""

    codec: str
    label: str
    languages: tuple[str, ...]
    rare: float = 0.0


TONES = "cp1258"
"""The one code page that writes tones as separate characters."""

# Excel writes the Windows page of the computer's language, “CSV (Macintosh)” and “CSV (MS-DOS)”
# the older ones; the rest is what web and database programs of the language write.
PAGES = (
    CodePage("cp1252", "Windows-1252", _WEST),
    CodePage("cp1250", "Windows-1250", _CENTRAL, 2),
    CodePage("cp1251", "Windows-1251", _CYRILLIC, 1),
    CodePage("cp1253", "Windows-1253", ("el",), 1),
    CodePage("cp1254", "Windows-1254", ("tr",), 1),
    CodePage("cp1255", "Windows-1255", ("he",), 1),
    CodePage("cp1256", "Windows-1256", ("ar", "fa"), 1),
    CodePage("cp1257", "Windows-1257", _BALTIC, 1),
    CodePage(TONES, "Windows-1258", ("vi",), 1),
    CodePage("cp874", "Windows-874", ("th",), 3),
    CodePage("cp932", "Shift-JIS", ("ja",), 1),
    CodePage("gb18030", "GB18030", ("zh",), 1),
    CodePage("big5hkscs", "Big5", ("zh_Hant",), 1),
    CodePage("cp949", "CP949", ("ko",), 1),
    CodePage("euc_jp", "EUC-JP", ("ja",), 2),
    CodePage("iso8859-15", "ISO-8859-15", _WEST, 3),
    CodePage("iso8859-2", "ISO-8859-2", _CENTRAL, 2),
    CodePage("iso8859-5", "ISO-8859-5", _CYRILLIC, 4),
    CodePage("iso8859-6", "ISO-8859-6", ("ar",), 3),
    CodePage("iso8859-7", "ISO-8859-7", ("el",), 3),
    CodePage("iso8859-8", "ISO-8859-8", ("he",), 3),
    CodePage("iso8859-9", "ISO-8859-9", ("tr",), 3),
    CodePage("iso8859-13", "ISO-8859-13", _BALTIC, 3),
    CodePage("koi8-r", "KOI8-R", ("ru", "bg"), 3),
    CodePage("koi8-u", "KOI8-U", ("uk",), 3),
    CodePage("mac-roman", "Mac Roman", _WEST, 3),
    CodePage("mac-latin2", "Mac Central European", ("pl", "cs", "sk", "hu"), 4),
    CodePage("mac-cyrillic", "Mac Cyrillic", _CYRILLIC, 4),
    CodePage("mac-greek", "Mac Greek", ("el",), 4),
    CodePage("mac-turkish", "Mac Turkish", ("tr",), 4),
    CodePage("cp850", "DOS 850", _WEST, 4),
    CodePage("cp852", "DOS 852", _CENTRAL, 5),
    CodePage("cp866", "DOS 866", ("ru", "uk", "be", "bg"), 4),
    CodePage("cp857", "DOS 857", ("tr",), 5),
)
_LABELS = {page.codec: page.label for page in PAGES}
_RARE_LANGUAGE = {"is": 3.0, "ca": 2.0, "sq": 4.0, "be": 2.0, "mk": 2.0, "sl": 1.0, "et": 1.0}

_LETTER = -3.4  # an ASCII letter, digit or sign: the same whatever the language
_MIXED = -4.0  # letters of two scripts in one word
_SYMBOLS = {
    **dict.fromkeys("’–“”«»€\u00a0…„‘—‚•·", -6.0),
    **dict.fromkeys("°™®©£º¿¡ª§½²№¥×", -8.0),
    **dict.fromkeys("、。・「」『』（）：％！？；，【】～－／《》＆　", -6.0),
}
_SYMBOL = -12.0
_ODD = -18.0  # never typed: control codes, private use, unassigned, undecodable
_INSIDE = -4.0  # a sign between two letters
_OPENING = frozenset("“«‘„‚¿¡")
_CLOSING = frozenset("”»…™®°")
_JOINS = frozenset("’·\u00a0‘–—-\u200c\u200d")

# English text with a few signs in it says little about other languages' pages.
_ENGLISH = re.compile(
    rb"\b(?:the|of|you|and|with|this|that|which|are|your|have|from)\b", re.IGNORECASE
)
_ENGLISH_EACH, _ENGLISH_MOST = -8.0, -24.0

_HIGH = re.compile(rb"[\x80-\xff]")
_LONGEST = 400
ENOUGH = 6_000
"""The bytes of lines that decide; more make no difference."""


def label(codec: str) -> str:
    """The code page's display name."""
    return _LABELS.get(codec, codec.upper())


def sample(content: bytes) -> bytes:
    """The first lines of ``content`` with bytes beyond ASCII, each once, up to ``ENOUGH`` bytes."""
    lines: dict[bytes, None] = {}
    size = at = 0
    while size < ENOUGH and (high := _HIGH.search(content, at)) is not None:
        start = content.rfind(b"\n", at, high.start()) + 1 or at
        end = content.find(b"\n", high.start())
        at = len(content) if end < 0 else end + 1
        if high.start() - start > _LONGEST:  # a long line is cut between two cells
            cells = content[start : high.start()]
            start += max(cells.rfind(sign) for sign in (b",", b";", b"\t")) + 1
        line = content[start : min(at, start + _LONGEST)].rstrip(b"\r\n")
        if line not in lines:
            lines[line] = None
            size += len(line)
    return b"\n".join(lines)


def guess(content: bytes) -> str:
    """The most probable code page of a ``sample``."""
    return max(scores(content), key=lambda pair: pair[1])[0]


def scores(content: bytes) -> list[tuple[str, float]]:
    """Every code page with the probability of the best language that uses it."""
    # One odd word in an English text is Windows-1252, up to about two words.
    english = max(_ENGLISH_EACH * len(_ENGLISH.findall(content)), _ENGLISH_MOST)
    return [
        (page.codec, _score(page, content) + (0.0 if page.languages == _WEST else english))
        for page in PAGES
    ]


def composed(text: str, codec: str) -> str:
    """Text in composed form (NFC); only Windows-1258 writes tones as separate characters."""
    return unicodedata.normalize("NFC", text) if codec == TONES else text


def _score(page: CodePage, content: bytes) -> float:
    new = codecs.getincrementaldecoder(page.codec)
    lines = [
        new("replace").decode(line) for line in content.split(b"\n")
    ]  # a cut line may end early
    text = composed("\n".join(lines), page.codec)
    words, rest = _parts(text)
    best = max(
        sum(count * spoken.word(word) for word, count in words.items())
        - _RARE_LANGUAGE.get(spoken.code, 0.0)
        for spoken in map(language, page.languages)
    )
    return best + rest - page.rare


def _parts(text: str) -> tuple[dict[str, int], float]:
    """Words with letters beyond ASCII, and the probability of all that is between them."""
    words: dict[str, int] = {}
    rest = 0.0
    at = 0
    for match in WORD.finditer(text):
        rest += _between(text, at, match.start())
        at = match.end()
        parts = _SCRIPTS.findall(match[0])
        for part in parts:
            if part.isascii():
                rest += _LETTER * len(part)
            else:
                words[part] = words.get(part, 0) + 1
        rest += _mixed(parts)
    unmatched = abs(text.count("«") - text.count("»"))
    return words, rest + _between(text, at, len(text)) + unmatched * _INSIDE


_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f"
_SCRIPTS = re.compile(f"[{_LATIN}]+|[^{_LATIN}]+")


def _mixed(parts: Sequence[str]) -> float:
    """Letters of two scripts in a word are a wrong reading, except where words are not spaced."""
    if any(letter > "\u2e80" for part in parts for letter in part):
        return 0.0
    return _MIXED * (len(parts) - 1)


def _between(text: str, start: int, end: int) -> float:
    total = 0.0
    for at in range(start, end):
        sign = text[at]
        if sign.isascii():
            total += _LETTER
            continue
        total += _SYMBOLS.get(sign) or _strange(sign)
        after, before = text[at - 1 : at].isalpha(), text[at + 1 : at + 2].isalpha()
        misplaced = (after and before and sign not in _JOINS) or (after and sign in _OPENING)
        if misplaced or (before and sign in _CLOSING):
            total += _INSIDE
    return total


def _strange(sign: str) -> float:
    return _ODD if sign == "\ufffd" or unicodedata.category(sign)[0] == "C" else _SYMBOL

"""Mojibake repair: UTF-8 text that was read in another code page, such as “Ã©” for “é”."""

from __future__ import annotations

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import badness, is_bad

_SURE = 2  # one odd sequence may be intended; two in the head of a file are not
# Only the wrong code page is undone: ftfy changes no quotation mark, entity or control code.
_ONLY_ENCODING = TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    replace_lossy_sequences=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    fix_c1_controls=False,
    normalization=None,
    explain=False,
)
# Phonetic letters and loose accents are what “CAFÉ°” and its like turn into, not what exports hold.
_FIRST_ODD, _LAST_ODD = "\u0180", "\u036f"
_WORN = frozenset("ƏəȘșȚțƠơƯưǎǍƒˆ˜")


def has_mojibake(head: str) -> bool:
    """Whether the text has sequences that only a wrong code page makes."""
    return badness(head) >= _SURE and badness(repaired(head)) < badness(head)


def repaired(text: str) -> str:
    """The text with such sequences turned back; everything else stays as it is."""
    return "\n".join(_line(line) if is_bad(line) else line for line in text.split("\n"))


def _line(line: str) -> str:
    fixed = fix_encoding(line, _ONLY_ENCODING)
    return fixed if _believable(set(fixed) - set(line)) else line


def _believable(new: set[str]) -> bool:
    return not any(_FIRST_ODD <= letter <= _LAST_ODD and letter not in _WORN for letter in new)

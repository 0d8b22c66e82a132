"""E-mail addresses and phone numbers inside texts and URLs, and the texts without them.

The patterns are polars' (Rust's), whose time grows with the length of the text and no faster: Python's own
engine takes the square of it on a long word without an address.
"""

from __future__ import annotations

import polars as pl

HIDDEN = "…"
"""Replaces what was taken out of a text."""

# Brackets, quotes and separators end it: “Ada <ada@a.example>;” gives the address alone; in an URL
# the parameter's name and what follows do. "%40" is an @ as URLs write it.
_ADDRESS = r"[\w.+~$!*'-]+(?:@|%40)[\w-][\w.-]*\.[\p{L}\p{M}]{2,}"

# Parameters whose name says that the value is personal. A campaign's name is no
# person's, so “name” counts only where it is all of the parameter.
_PARAMETER = (
    r"(?i)([?&;#](?:[\w.\[%-]*(?:[_.\[-]|%5B))?"
    r"(?:e-?mail|mail|phone|phone_?number|tel|telephone|mobile|msisdn"
    r"|(?:first|last|full|sur|user|nick)_?name|prenom|nom)"
    r"(?:\]|%5D)?=|[?&;#](?:name|fname|lname)=)[^&#\s;,\"'|]+"
)
# International: a plus sign (or 00) and 8 to 15 digits in any grouping.
# Never over the end of a line or of a cell.
_GAP = r"[ \u00a0\u202f.\-]"
_INTERNATIONAL = rf"(?i)(?:\+|%2B|\b00)[1-9](?:(?:{_GAP}|[()/]|%20){{0,3}}\d){{7,14}}\b"
# National, with the 0 that calls abroad leave out: solid, in pairs, or after an area code. Digits
# after a point or a comma are those of a number.
_NATIONAL = (
    rf"0(?:[1-9]\d{{8,9}}|[1-9](?:{_GAP}\d\d){{4}}|\d{{3}}(?:{_GAP}\d\d){{3}}"
    rf"|\d{{2,4}}[ /]\d{{3,4}}[ -]?\d{{3,5}})\b"
)
_AMERICAN = r"(?:\(\d{3}\) ?|\d{3}-)\d{3}-\d{4}\b"
_NO_DECIMAL = r"(^|[^\w.,+])"
_LOCAL = rf"(?:{_NATIONAL}|{_AMERICAN})"

_REPLACED = (
    (_PARAMETER, "${1}" + HIDDEN),
    (_ADDRESS, HIDDEN),
    (_INTERNATIONAL, HIDDEN),
    (_NO_DECIMAL + _LOCAL, "${1}" + HIDDEN),
)
# Of the signs that every pattern needs, one at least: most texts have none and are done with.
_MAY = r"@|%40|%2[Bb]|\+|[?&;#]|0[ .\d-]*\d|\(\d|\d-\d"
ANY_CONTACT = "|".join(f"(?:{pattern})" for pattern, _to in _REPLACED)
"""Matches a text with any of these."""


def without_contacts(text: str) -> str:
    """``text`` with ``…`` for e-mail addresses, phone numbers and personal URL parameters.

    >>> without_contacts("/thanks?email=ada%40a.example&utm_campaign=spring")
    '/thanks?email=…&utm_campaign=spring'
    >>> without_contacts("call +33 6 12 34 56 78 or ada@a.example; campaign 2026-10-31")
    'call … or …; campaign 2026-10-31'
    """
    return str(hide_contacts(pl.Series([text], dtype=pl.String))[0])


def hide_contacts(texts: pl.Series) -> pl.Series:
    """``without_contacts`` of every text."""
    found = texts.str.contains(_MAY)
    if not found.any():
        return texts
    cleaned = texts.filter(found)
    for pattern, to in _REPLACED:
        cleaned = cleaned.str.replace_all(pattern, to)
    return texts.scatter(found.arg_true(), cleaned)


def hide_contacts_in_file(text: str, delimiter: str | None) -> str:
    """A whole text file without contacts; its lines and cells stay where they are."""
    texts = hide_contacts(pl.Series([text], dtype=pl.String))
    if delimiter == ",":  # there a comma ends a cell, and is no sign of decimals
        texts = texts.str.replace_all(rf"(,){_LOCAL}", "${1}" + HIDDEN)
    return str(texts[0])


def addresses(texts: pl.Series) -> pl.Series:
    """The e-mail addresses in each text, as lists."""
    return texts.str.extract_all(_ADDRESS)

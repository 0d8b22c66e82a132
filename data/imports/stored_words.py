"""Names of files, and sentences about them, as the store holds them."""

from __future__ import annotations

import re
from typing import Any

from data.base.contacts import HIDDEN, without_contacts
from data.sources.kit.parse_result import ParseResult

_CODE = 2  # letters of a language or a quarter
# What exports of people are called. A word that is not among these may be somebody's name.
_WORDS = """
account accounts activity all balance bestellungen clients clientes commandes contact contacten
contactos contacts contatti conversions crm csv customer customers data date deal deals demo
download event events export exported exports file fichier form forms generic input kontakte
latest lead leads leadexport leadgen leads list liste mapped mql new offers opportunities
opportunity orders order our page payments person persons pipeline products prospects purchases
rapport recipients refunds report reports requests results rows sales sample sessions sheet site
small sql stage stages test toy transactions unified users ventes visits website january
february march april may june july august september october november december jan feb mar apr
jun jul aug sep sept oct nov dec janvier fevrier février mars avril mai juin juillet aout août
septembre octobre novembre decembre décembre utf8 utf16 tsv xlsx xls json jsonl parquet zip txt
"""
_USUAL = frozenset(_WORDS.split())
_LONGEST_NUMBER = 8  # a day as 20261031; longer ones may be phone numbers


def stored_name(file: str, loaded: ParseResult) -> str:
    """``file`` without contacts; that of a file of people without words that may name one.

    >>> stored_name("Ada Byron leads 2026-10.csv", ParseResult("crm.leads", personal=("Email",)))
    '… leads 2026-10.csv'
    >>> stored_name("sessions ada@a.example.csv", ParseResult("ga4.table"))
    'sessions ….csv'
    """
    if not loaded.personal:
        stem, dot, suffix = file.rpartition(".")
        return without_contacts(stem) + dot + suffix if dot else without_contacts(file)
    known = _USUAL | set(re.split(r"[._]", loaded.source or ""))
    words = re.split(r"([^\W_]+)", file)
    shown = "".join(
        word if at % 2 == 0 or _is_known(word, known) else HIDDEN for at, word in enumerate(words)
    )
    return re.sub(rf"{HIDDEN}(?:[^\w./]*{HIDDEN})+", HIDDEN, shown)


def _is_known(word: str, known: frozenset[str]) -> bool:
    if word.isdigit():
        return len(word) <= _LONGEST_NUMBER
    return len(word) <= _CODE or word.casefold() in known


def stored_words(value: Any, file: str, loaded: ParseResult) -> Any:
    """A JSON value about a ``file`` as it may be stored: its sentences can quote a name or a cell.

    What a sentence about a file of people quotes is the name of a column, a date, a number or a code.
    A sentence within a sentence is ours, and its own values are looked at.
    """
    known = {*loaded.in_clear, *loaded.personal, *loaded.unmapped_columns, file}

    def words(inner: Any, *, quoted: bool = False) -> Any:
        if isinstance(inner, str):
            return _words(inner, file, loaded, known if quoted and loaded.personal else None)
        if isinstance(inner, dict):
            return {
                name: [[key, words(part, quoted=True)] for key, part in member]
                if name == "values"
                else _placed(name, member)
                for name, member in inner.items()
            }
        if isinstance(inner, list | tuple):
            return [words(member, quoted=quoted) for member in inner]
        return inner

    def _placed(name: str, member: Any) -> Any:
        """The name of a sheet can be that of a person, as that of a file can."""
        if name == "sheet":
            return stored_sheet(member, loaded)
        if name == "where" and isinstance(member, list):
            file_name, sheet, *rest = member
            return [words(file_name), stored_sheet(sheet, loaded), *map(words, rest)]
        return words(member)

    return words(value)


def stored_sheet(sheet: str | None, loaded: ParseResult) -> str | None:
    """The name of a sheet, or of a member of an archive, as ``stored_name``."""
    return None if sheet is None else stored_name(sheet, loaded)


def _words(text: str, file: str, loaded: ParseResult, known: set[str] | None) -> str:
    if known is not None and text not in known and not _is_code(text, known):
        return stored_name(text, loaded)
    if not file or file not in text:
        return without_contacts(text)
    # A member of an archive is said by the names of both.
    if text.startswith(file):
        return stored_name(text, loaded)
    return without_contacts(text.replace(file, stored_name(file, loaded)))


def _is_code(text: str, known: set[str]) -> bool:
    """Whether all parts of a list are columns, days, numbers, or codes such as EUR or DD/MM/YYYY."""
    parts = text.split(", ")
    return all(part in known or re.fullmatch(r"[A-Z]{0,4}|[\d\WDMY_TZ]*", part) for part in parts)

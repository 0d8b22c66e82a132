"""What a catalogue has, and a language that nobody speaks: every sentence accented and longer."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from i18n import catalogue, extract
from i18n.message import Message, Part

CODE = "de"  # its numbers and months are known; its sentences are ours
KEPT = re.compile(r"(\{[^}]*\}|:material/\w+:|`[^`]*`|https?://\S+|\]\([^)]*\)|<[^>]*>)")
ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçđéƒĝĥíĵķļɱñóþɋŕšŧúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĻṀÑÓÞɊŔŠŦÚṼŴẊÝŽ",
)


@cache
def template() -> Catalog:
    """Every sentence of the code, read once."""
    return extract.template()


def sentences() -> list[str]:
    """Every English sentence of the code, plural forms as well."""
    return [form for entry in template() if entry.id for form in forms(entry.id)]


def forms(words: str | tuple[str, ...] | list[str]) -> list[str]:
    """The forms of an entry's words: one, or those of the plural."""
    return [words] if isinstance(words, str) else list(words)


@cache
def _known(language: str) -> frozenset[tuple[str | None, str]]:
    entries = extract.read(catalogue.HERE / f"{language}.po")
    return frozenset((entry.context, forms(entry.id)[0]) for entry in entries if entry.id)


def both(english: str, /, fr: str, **values: Part) -> Message:
    """A sentence of a test's own, with the French that no catalogue has."""
    return Message(english, tuple(values.items()), saved=(("fr", fr),))


def is_translated(message: Message, language: str = "fr") -> bool:
    """Whether there are words for it in the language, and for the sentences inside it.

    A template of nothing but values and marks needs none.
    """
    own = (message.context, message.text) in _known(language) or language in dict(message.saved)
    wordless = not any(letter.isalpha() for letter in re.sub(r"\{\w+\}", "", message.text))
    parts = [part for _, part in message.values if isinstance(part, Message)]
    return (own or wordless) and all(is_translated(part, language) for part in parts)


def pseudo(sentence: str) -> str:
    """``sentence`` in that language: readable, and with no letter that English writes."""
    parts = KEPT.split(sentence)
    said = "".join(p if KEPT.fullmatch(p) else p.translate(ACCENTED) for p in parts)
    more = -(-2 * len(sentence) // 5)
    return said + (" óñé ŧŵó" * more)[: max(more, 2)].rstrip()


@contextmanager
def spoken(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[None]:
    """One more catalogue next to those that are there, copied to ``folder``, and nothing else."""
    shutil.copytree(catalogue.HERE, folder)
    write_pseudo(folder)
    monkeypatch.setattr(catalogue, "HERE", folder)
    cached = (catalogue.languages, catalogue.translations)
    for one in cached:
        one.cache_clear()
    yield
    for one in cached:
        one.cache_clear()


def write_pseudo(folder: Path) -> None:
    """The catalogue of that language in ``folder``."""
    made = Catalog(locale=CODE, charset="utf-8", fuzzy=False)
    for entry in template():
        if entry.id:
            words = tuple(pseudo(form) for form in forms(entry.id))
            made.add(entry.id, words if len(words) > 1 else words[0], context=entry.context)
    extract.write(folder / f"{CODE}.po", made)

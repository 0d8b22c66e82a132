"""A language that nobody speaks: every sentence of the code, accented and two fifths longer."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from i18n import catalogue
from i18n.extract import LOWER, PAGES, sentences, write

CODE = "de"  # its numbers and months are known; its sentences are ours
KEPT = re.compile(r"(\{[^}]*\}|:material/\w+:|`[^`]*`|https?://\S+|\]\([^)]*\)|<[^>]*>)")
ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçđéƒĝĥíĵķļɱñóþɋŕšŧúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĻṀÑÓÞɊŔŠŦÚṼŴẊÝŽ",
)


def pseudo(sentence: str) -> str:
    """``sentence`` in that language: readable, and with no letter that English writes."""
    parts = KEPT.split(sentence)
    said = "".join(p if KEPT.fullmatch(p) else p.translate(ACCENTED) for p in parts)
    more = -(-2 * len(sentence) // 5)
    return said + (" óñé ŧŵó" * more)[: max(more, 2)].rstrip()


@contextmanager
def spoken(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[None]:
    """One more catalogue beside those that are there, copied to ``folder``, and nothing else."""
    shutil.copytree(catalogue.HERE, folder)
    write_pseudo(folder)
    monkeypatch.setattr(catalogue, "HERE", folder)
    kept = (catalogue.languages, catalogue.catalogue)
    for one in kept:
        one.cache_clear()
    yield
    for one in kept:
        one.cache_clear()


def write_pseudo(folder: Path) -> None:
    """The catalogue of that language in ``folder``."""
    made = Catalog(locale=CODE, fuzzy=False)
    for sentence in sentences(PAGES + LOWER):
        made.add(sentence, pseudo(sentence))
    write(folder / f"{CODE}.po", made)

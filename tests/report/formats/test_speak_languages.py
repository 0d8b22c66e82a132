"""A further language is one catalogue: with it, no English word of ours is left in any format."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog

from i18n import catalogue, extract
from i18n.message import Message
from report.formats import formats
from report.wording import phrases
from tests.report.formats.made import open_book, text_of
from tests.report.sample import report

ACCENTS = str.maketrans("aeiouAEIOU", "àéïôüÀÉÎÖÛ")


def pseudo(sentence: str) -> str:
    """The sentence with accents and a third longer, its places for values untouched."""
    parts = re.split(r"(\{[^}]*\})", sentence)
    said = "".join(p if p.startswith("{") else p.translate(ACCENTS) for p in parts)
    return f"{said} {'~' * (len(sentence) // 3)}¤"


@pytest.fixture
def german(tmp_path, monkeypatch):
    """A catalogue of a language that nobody has translated, made by rule."""
    ours = [each for each in vars(phrases).values() if isinstance(each, Message)]
    made = Catalog(locale="de", charset="utf-8", fuzzy=False)
    for message in (*ours, *phrases.TONES.values(), *phrases.PARTS.values()):
        one, more = message.text, message.plural
        if more is None:
            made.add(one, pseudo(one), context=message.context)
        else:
            made.add((one, more), (pseudo(one), pseudo(more)), context=message.context)
    extract.write(tmp_path / "de.po", made)
    monkeypatch.setattr(catalogue, "HERE", tmp_path)
    for cached in (catalogue.languages, catalogue.translations):
        cached.cache_clear()
    yield "de"
    for cached in (catalogue.languages, catalogue.translations):
        cached.cache_clear()


def workbook_text(content: bytes) -> str:
    book = open_book(content)
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return "\n".join([*book.sheetnames, *(str(value) for value in cells)])


@pytest.mark.parametrize("name", ["pptx", "pdf", "html", "xlsx"])
def test_every_word_of_ours_is_in_the_catalogue(name, german):
    """Fixed words come from the catalogue, and numbers and dates are written as in German."""
    content = formats()[name].write(report(german))
    text = workbook_text(content) if name == "xlsx" else text_of(name, content)
    for message in (each for each in vars(phrases).values() if isinstance(each, Message)):
        whole = re.sub(r"\{[^}]*\}", "", message.text).strip(" ·,:;=()")
        if len(whole) > 8 and not message.text.startswith("{"):
            assert whole not in text, whole
    assert "38,40" in text or name == "xlsx"
    assert "29. Sept" in text or "29 Sept" in text or name == "xlsx"

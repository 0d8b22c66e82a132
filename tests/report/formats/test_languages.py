"""No format writes a word of its own that a catalogue could not translate."""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl
import pytest
from babel import Locale

from data.tables.schema import TABLES
from report.build import build
from report.document.model import Audience
from report.formats import formats
from tests.languages import CODE, spoken
from tests.pages.seen import words
from tests.report.conftest import JUNE, NOW
from tests.report.formats.made import open_book, text_of

ASIDE = re.compile(r"\b[a-z_]+\.[a-z_]+\b|\b(?=[a-f]*\d)[0-9a-f]{6,}\b|[^ ]+\.(csv|xlsx|zip)")
STYLE = re.compile(b"<style.*?</style>", re.DOTALL)
UNITS = {"min", "utc", "leads", "won", "won_at"}


@pytest.fixture
def report(demo, monkeypatch, tmp_path):
    """The whole report of the demo company in a language that nobody speaks."""
    with spoken(monkeypatch, tmp_path / "i18n"):
        asked = replace(JUNE, language=CODE, audience=Audience.ANALYST)
        yield build(demo, asked, now=NOW)


@pytest.fixture(scope="module")
def known(demo):
    """The words that the files hold, what people entered, and months."""
    told = [entry.file for entry in demo.imports]
    told += [text for goal in demo.goals for text in (goal.owner, goal.objective, goal.mission)]
    told += [f"{rule.saved_by} {rule.why}" for rule in demo.rules]
    for table in TABLES:
        frame = demo.facts.imported(table).select(pl.col(pl.String).unique().implode()).collect()
        told += [text for cell in frame.row(0) for text in cell if text]
    shown = Locale.parse(CODE).months["format"]
    told += [name for form in ("wide", "abbreviated") for name in shown[form].values()]
    return UNITS.union(*map(words, told))


def _texts(name: str, content: bytes) -> str:
    if name != "xlsx":
        return text_of(name, STYLE.sub(b"", content) if name == "html" else content)
    book = open_book(content)
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return " \n".join([*book.sheetnames, *(cell for cell in cells if isinstance(cell, str))])


@pytest.mark.parametrize("name", ["pptx", "pdf", "html", "xlsx", "a4"])
def test_every_word_can_be_translated(name, report, known):
    """What is written in English letters is of the data, or names a column of theirs."""
    text = ASIDE.sub(" ", _texts(name, formats()[name].write(report)))
    left = {word for word in words(text) - known if word.isascii()}
    # Words are cut where lines end.
    whole = known | set().union(*(words(f"{t} {' '.join(TABLES[t].schema)}") for t in TABLES))
    assert {w for w in left if not any(k.startswith(w) or k.endswith(w) for k in whole)} == set()

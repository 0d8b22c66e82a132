"""Languages are equal, and one more catalogue makes one more language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from babel import Locale

from changes.demo import archive_goals
from changes.goals import save_goal
from data.store import Store
from data.tables.schema import TABLES
from data.values.audit import UNKNOWN
from i18n import catalogue, extract
from metrics.goals.goal import Goal
from tests.languages import CODE, forms, sentences, spoken
from tests.pages.conftest import Opener
from tests.pages.seen import texts, words
from ui import pages

FILLED = [card.slug for card in pages.cards() if card.when != "empty"]
EMPTY = [card.slug for card in pages.cards() if card.when != "filled"]
UNITS = {"min", "mio", "pts", "utc", "utm"}  # the same in every language, as names are
NAMES = {
    "affiliate",
    "deutsch",
    "display",
    "english",
    "hubspot",
    "mailchimp",
    "salesforce",
    "shopify",
    "search",
    "console",
    "pinterest",
    "snapchat",
    "threads",
    "maison",
    "volta",
}
QUARTER = (date(2026, 10, 1), date(2026, 12, 31))


@pytest.fixture(scope="module")
def known(demo_folder: Path) -> set[str]:
    """The words of the demo company's files: they are shown as they came."""
    store = Store.open(demo_folder)
    told = [entry.file for entry in store.state.ledger.all()]
    for table in TABLES:
        frame = store.scan(table).select(pl.col(pl.String).unique().implode()).collect()
        told += [text for cell in frame.row(0) for text in cell if text]
    store.close()
    return set().union(*map(words, told))


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A language that nobody speaks."""
    with spoken(monkeypatch, tmp_path / "i18n"):
        yield


def _walk(opened: Opener, demo: Path, empty: Path, language: str) -> Iterator[tuple[str, str]]:
    """Every page, parts that open on a choice included: (where, text)."""
    with closing(Store.open(demo)) as store:
        archive_goals(
            store.state, UNKNOWN
        )  # their words are of one language, as words of people are
        save_goal(store, Goal("", "leads", 300, *QUARTER, "cumulative", channel="Email"), UNKNOWN)
        save_goal(store, Goal("", "leads", 1000, *QUARTER, "cumulative"), UNKNOWN)
    for folder, slugs in ((demo, FILLED), (empty, EMPTY)):
        app = opened(folder, lang=language)
        for slug in slugs:
            app.switch_page(f"pages/{slug}/{slug}.py").run()
            assert not app.exception, app.exception
            yield from ((slug, text) for text in texts(app))
    app = opened(demo, "goals", lang=language)
    app.button(key="goal_new").click().run()
    yield from (("goals, editor", text) for text in texts(app))


@pytest.mark.usefixtures("pseudo")
def test_a_language_is_one_catalogue(
    opened: Opener, demo_store: Path, tmp_path: Path, known: set[str]
) -> None:
    """No page writes a word of its own that a catalogue could not translate."""
    locale = Locale.parse(CODE)
    shown = locale.months["format"]
    months = [words(name) for form in ("wide", "abbreviated") for name in shown[form].values()]
    spoken = known | UNITS | NAMES | set().union(*months)
    left = {
        (where, text)
        for where, text in _walk(opened, demo_store, tmp_path / "empty", CODE)
        if any(word.isascii() for word in words(text) - spoken - _cut(text))
    }
    assert not left


def _cut(text: str) -> set[str]:
    """The broken word of a text of the data that is shown in part."""
    return words(text.rsplit(maxsplit=1)[-1]) if text.endswith("…") else set()


def _french_words() -> set[str]:
    """Every word of a French sentence."""
    entries = extract.read(catalogue.HERE / "fr.po")
    told = [form for entry in entries if entry.id for form in forms(entry.string)]
    return set().union(*map(words, told))


def test_french_pages_have_no_word_that_is_english_alone(
    opened: Opener, demo_store: Path, tmp_path: Path, known: set[str]
) -> None:
    """What our English sentences say and our French ones never do is on no French page."""
    english = set().union(*map(words, sentences()))
    alone = english - _french_words() - known - NAMES
    assert {"the", "likelihood", "which"} <= english
    assert "which" in alone
    walked = _walk(opened, demo_store, tmp_path / "empty", "fr")
    assert not {(where, text) for where, text in walked if words(text) & alone}

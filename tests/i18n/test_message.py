"""Sentences as values: what may fill their placeholders, their plural forms, how they are stored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n import catalogue
from i18n.message import Message, Quantity, joined, msg, msg_in, plural
from i18n.render import render

plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
quantities = st.builds(Quantity, st.none() | st.floats(allow_nan=False), st.text(), st.text())
numbers = st.none() | st.integers(-5, 5) | st.floats(-5, 5)
WORDS = {
    "fr": """\
msgid ""
msgstr ""
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "{n} jour"
msgstr[1] "{n} jours"

msgid "Content"
msgstr "Contenus"

msgctxt "UTM"
msgid "Content"
msgstr "Contenu UTM"

msgid "{channel} leads."
msgstr "{channel} est en tête."

msgid "Email"
msgstr "E-mail"
""",
    "pl": """\
msgid ""
msgstr ""
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "{n} dzień"
msgstr[1] "{n} dni"
msgstr[2] "{n} dni!"
""",
}


@contextmanager
def catalogues(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The catalogues above and no other."""
    cached = (catalogue.languages, catalogue.translations)
    with monkeypatch.context() as patch:
        for language, text in WORDS.items():
            (folder / f"{language}.po").write_text(text, "utf-8")
        patch.setattr(catalogue, "HERE", folder)
        for one in cached:
            one.cache_clear()
        yield
    for one in cached:
        one.cache_clear()


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with catalogues(tmp_path, monkeypatch):
        yield


def messages(parts):
    pairs = st.lists(st.tuples(st.text(), parts), max_size=3).map(tuple)
    optional = st.none() | st.text()
    return st.builds(Message, st.text(), pairs, optional, numbers, optional)


@given(messages(st.recursive(plain | quantities, messages, max_leaves=4)))
def test_any_message_survives_json(message):
    """Sentences inside sentences and numbers with units as well."""
    assert Message.from_json(json.loads(json.dumps(message.to_json()))) == message


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (0, "0 days", "0 jour"),
        (1, "1 day", "1 jour"),
        (2, "2 days", "2 jours"),
        (-1, "-1 day", "-1 jour"),
        (1.0, "1.0 day", "1.0 jour"),
        (0.5, "0.5 days", "0.5 jour"),
        (1.5, "1.5 days", "1.5 jour"),
        (2.5, "2.5 days", "2.5 jours"),
    ],
)
def test_each_language_has_its_own_plural_rule(number, english, french):
    said = plural("{n} day", "{n} days", n=number)
    assert (said.render("en"), said.render("fr")) == (english, french)


@pytest.mark.usefixtures("words")
def test_a_language_may_have_three_forms():
    said = [plural("{n} day", "{n} days", n=n).render("pl") for n in (1, 2, 5, 22, 112)]
    assert said == ["1 dzień", "2 dni", "5 dni!", "22 dni", "112 dni!"]


def test_an_unknown_number_takes_the_form_of_zero():
    assert str(plural("{n} day", "{n} days", n=None)) == "None days"


@pytest.mark.usefixtures("words")
def test_the_number_chooses_the_form_also_where_it_is_written_in_words():
    """Values may be replaced by how they are shown; the form stays."""
    said = plural("{n} day", "{n} days", n=Quantity(1, "count"))
    shown = Message(said.text, (("n", "one"),), said.plural, said.number)
    assert (shown.render("en"), shown.render("fr")) == ("one day", "one jour")


def test_a_plural_sentence_begins_with_its_number():
    with pytest.raises(TypeError, match="'leads'"):
        plural("{n} row of {table}", "{n} rows of {table}", table="leads", n=2)


@pytest.mark.usefixtures("words")
def test_a_template_is_filled_later():
    template = plural("{n} day", "{n} days")
    assert template.filled(n=1).render("fr") == "1 jour"
    assert template.filled(n=3).render("en") == "3 days"
    assert msg("{channel} leads.").filled(channel="X").render("fr") == "X est en tête."


@pytest.mark.usefixtures("words")
def test_one_english_word_may_have_two_translations():
    assert (msg("Content").render("fr"), msg_in("UTM", "Content").render("fr")) == (
        "Contenus",
        "Contenu UTM",
    )
    assert str(msg_in("UTM", "Content")) == "Content"


@pytest.mark.usefixtures("words")
def test_a_sentence_in_a_sentence_is_in_the_same_language():
    said = msg("{channel} leads.", channel=msg("Email"))
    assert (said.render("en"), said.render("fr")) == ("Email leads.", "E-mail est en tête.")
    assert joined([msg("Email"), msg("Content")]).render("fr") == "E-mail · Contenus"


def test_messages_of_earlier_versions_keep_their_french():
    """Stores have them in JSON, with the French next to the English."""
    old = {
        "text": "{rows} rows of {file} set aside",
        "fr": "{rows} lignes de {file} mises de côté",
        "values": [["rows", 3], ["file", {"text": "the file", "fr": "le fichier", "values": []}]],
    }
    read = Message.from_json(old)
    assert read.render("fr") == "3 lignes de le fichier mises de côté"
    assert read.render("en") == "3 rows of the file set aside"
    again = Message.from_json(json.loads(json.dumps(read.to_json())))
    assert again.render("fr") == read.render("fr")
    untranslated = Message.from_json({"text": "x", "fr": None, "values": []})
    assert untranslated.render("fr") == "x"


def test_a_stored_message_keeps_its_translation_when_the_wording_changes(tmp_path, monkeypatch):
    """The catalogue of a later version may not have the sentence any more."""
    with catalogues(tmp_path, monkeypatch):
        stored = plural("{n} day", "{n} days", n=0).to_json()
        assert stored["translations"] == {"fr": "{n} jour", "pl": "{n} dni!"}
    (tmp_path / "later").mkdir()
    monkeypatch.setitem(WORDS, "fr", WORDS["fr"].replace("{n} jour", "{n} journée"))
    with catalogues(tmp_path / "later", monkeypatch):
        assert Message.from_json(stored).render("fr") == "0 jour"
        assert plural("{n} day", "{n} days", n=0).render("fr") == "0 journée"


def test_a_number_with_a_unit_is_written_as_the_language_writes_it():
    cost, share = Quantity(1234.5, "money", "EUR"), Quantity(0.031, "percent-rate")
    said = msg("{cost} for {share}", cost=cost, share=share)
    assert render(said, "en") == "€1,234 for 3.1%"
    assert render(said, "fr") == "1\u202f234\u00a0€ for 3,1\u202f%"


def test_a_value_is_replaced_in_sentences_inside_as_well():
    said = msg("{cost} for {bought}", cost=1, bought=plural("{n} click", "{n} clicks", n=1))
    assert str(said.replaced({"n": "one", "cost": "€1"})) == "€1 for one click"

"""Every sentence in every language, with the same values in it."""

from __future__ import annotations

import ast
import re
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file

from i18n import catalogue, extract
from tests.conftest import ROOT
from tests.languages import forms, sentences, template

OTHERS = [language for language in catalogue.languages() if language != catalogue.DEFAULT]
VALUE = re.compile(r"\{\w+\}")
# A line must not end before these marks or behind an opening quote.
LOOSE = re.compile(r" (?=[:;?!»%€](?!\S))|« ")


def entries(language: str) -> Catalog:
    return extract.read(catalogue.HERE / f"{language}.po")


def keys(found: Catalog) -> set[tuple[str | None, tuple[str, ...]]]:
    return {(entry.context, tuple(forms(entry.id))) for entry in found if entry.id}


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_exactly_the_sentences_of_the_code(language: str, tmp_path: Path) -> None:
    """None is missing, none is left over, and bringing it up to date changes no byte."""
    assert keys(entries(language)) == keys(template())
    path = catalogue.HERE / f"{language}.po"
    again = tmp_path / path.name
    again.write_bytes(path.read_bytes())
    extract.write(again, extract.update(again))
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated(language: str) -> None:
    """In all plural forms of the language; nothing is a guess, nothing is a leftover."""
    found = entries(language)
    for entry in found:
        if entry.id:
            words = forms(entry.string)
            assert all(words), entry.id
            assert len(words) == (found.num_plurals if entry.pluralizable else 1), entry.id
            assert not entry.fuzzy, entry.id
    assert not found.obsolete


@pytest.mark.parametrize("language", OTHERS)
def test_translations_have_the_same_values(language: str) -> None:
    """A figure of the English sentence is in the other language too, in every form."""
    for entry in entries(language):
        for form in forms(entry.string) if entry.id else ():
            assert set(VALUE.findall(form)) == set(VALUE.findall(forms(entry.id)[-1])), form


def test_both_english_forms_have_the_same_values() -> None:
    for entry in template():
        if entry.pluralizable:
            one, other = (set(VALUE.findall(form)) for form in entry.id)
            assert one == other, entry.id


@pytest.mark.parametrize("language", OTHERS)
def test_the_plural_rule_is_that_of_the_language(language: str) -> None:
    """The header says what gettext computes with, and tells numbers apart as CLDR does.

    Below a million: from there French says “de jours”, which gettext's French does not.
    """
    cldr, ours = Locale.parse(language).plural_form, c2py(entries(language).plural_expr)
    assert "Plural-Forms:" in (catalogue.HERE / f"{language}.po").read_text("utf-8")
    pairs = {(cldr(n), ours(n)) for n in range(1000)}
    assert len(pairs) == len({name for name, _ in pairs}) == len({index for _, index in pairs})


def test_french_marks_stay_with_their_words() -> None:
    """French spaces before ; : ? ! » and behind « never break a line."""
    told = [form for entry in entries("fr") if entry.id for form in forms(entry.string)]
    assert len(told) > 2000
    assert [text for text in told if LOOSE.search(text)] == []


def test_sentences_are_found() -> None:
    """Plain calls, page cards, messages, plural forms."""
    assert {"Save goal", "Results", "Cost per lead (CPL)", "{n} row", "{n} rows"} <= set(
        sentences()
    )
    contexts = {(entry.context, entry.id) for entry in template()}
    assert {(None, "Change"), ("button", "Change")} <= contexts


def test_a_sentence_inside_a_sentence_inside_a_call_is_found(tmp_path: Path) -> None:
    """What Babel's own method for Python loses, and two texts in one call."""
    path = tmp_path / "some.py"
    path.write_text(
        'msg("{a}", a=joined([msg("inner")]))\npage("Title", "Question?")\n'
        'plural("{n} row", "{n} rows", n=n)\nmsg_in("menu", "Open")\nmsg(name)\n'
    )
    found = extract_from_file(extract.METHOD, path, extract.KEYWORDS)
    assert {(text, context) for _line, text, _comments, context in found} == {
        ("{a}", None), ("inner", None), ("Title", None), ("Question?", None),
        (("{n} row", "{n} rows"), None), ("Open", "menu"),
    }  # fmt: skip


def test_every_place_with_code_is_read() -> None:
    """A new top folder is not forgotten."""
    tops = {path.relative_to(ROOT).parts[0] for path in ROOT.glob("*/**/*.py")}
    tops |= {path.name for path in ROOT.glob("*.py")}
    apart = {"tests", "benchmarks"} | {top for top in tops if top.startswith(".")}
    assert tops - apart == set(extract.PLACES)


def test_markers_get_literal_sentences() -> None:
    """A sentence that is put together is in no catalogue; only pages hand theirs on."""
    handed_on = {"ui/pages.py", "dashboard.py", "i18n/message.py"}
    for place in extract.PLACES:
        path = ROOT / place
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            if str(file.relative_to(ROOT)) in handed_on:
                continue
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    texts = node.args if node.func.id in extract.KEYWORDS else []
                    literal = all(isinstance(text, ast.Constant) for text in texts)
                    assert literal, f"{file}:{node.lineno}"


def test_updating_keeps_translations_and_drops_what_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New sentences come without a translation, in the language's number of forms."""
    before, after = Catalog(), Catalog()
    for found in (before, after):
        found.add("stays")
    before.add("goes")
    after.add(("{n} row", "{n} rows"))
    path = tmp_path / "pl.po"
    monkeypatch.setattr(extract, "template", lambda: before)
    made = extract.update(path)
    made["stays"].string = "zostaje"
    made["goes"].string = "idzie"
    extract.write(path, made)
    monkeypatch.setattr(extract, "template", lambda: after)
    extract.write(path, extract.update(path))
    assert path.read_text("utf-8").split("\n\n", 1)[1] == (
        'msgid "stays"\nmsgstr "zostaje"\n\n'
        '#, python-brace-format\nmsgid "{n} row"\nmsgid_plural "{n} rows"\n'
        'msgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\n\n'
    )

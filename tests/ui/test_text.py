"""Every sentence in every language, with the same values in it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from i18n.catalogue import catalogue, languages
from i18n.extract import LOWER, PAGES, sentences, wanted
from tests.conftest import ROOT

OTHERS = [language for language in languages() if language != "en"]
VALUE = re.compile(r"\{\w+\}")
# A line must not end before these marks or behind an opening quote.
LOOSE = re.compile(r" (?=[:;?!»%€](?!\S))|« ")


@pytest.mark.parametrize("language", OTHERS)
def test_catalogues_are_complete(language: str) -> None:
    """No sentence is missing and none is left over."""
    assert sorted(catalogue(language)) == sorted(wanted(language))


@pytest.mark.parametrize("language", OTHERS)
def test_translations_carry_the_same_values(language: str) -> None:
    """A figure of the English sentence stands in the other language too."""
    for english, other in catalogue(language).items():
        assert sorted(VALUE.findall(english)) == sorted(VALUE.findall(other)), english


def test_lower_layers_speak_french() -> None:
    """Every message of data/ and metrics/ has its French twin, with values of its own message."""
    for layer in LOWER:
        for path in sorted((ROOT / layer).rglob("*.py")):
            for call in _messages(path):
                given = {keyword.arg: keyword.value for keyword in call.keywords}
                assert "fr" in given, f"{path}:{call.lineno}"


def test_french_marks_stay_with_their_words() -> None:
    """French spaces before ; : ? ! » and behind « never break a line."""
    told = [*catalogue("fr").values()]
    for layer in LOWER:
        for path in sorted((ROOT / layer).rglob("*.py")):
            twins = (k.value for call in _messages(path) for k in call.keywords if k.arg == "fr")
            told += [twin.value for twin in twins if isinstance(twin, ast.Constant)]
    assert len(told) > 500
    assert [text for text in told if LOOSE.search(str(text))] == []


def _messages(path: Path) -> list[ast.Call]:
    tree = ast.walk(ast.parse(path.read_text("utf-8")))
    calls = [node for node in tree if isinstance(node, ast.Call)]
    return [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "msg"]


def test_sentences_are_found() -> None:
    """The extractor sees plain calls, page cards and messages."""
    found = sentences(PAGES + LOWER)
    assert {"Save goal", "Results", "Cost per lead"} <= set(found)

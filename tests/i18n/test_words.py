"""The words of docs/words.md: one name for one thing, short sentences, buttons with known verbs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file

from i18n import catalogue, extract
from tests.conftest import ROOT
from tests.languages import forms

PAGE = (ROOT / "docs" / "words.md").read_text("utf-8")
LATER: tuple[str, ...] = ()
LONGEST = 25  # words in a sentence

# (language, word): what may be said with it, and why. The first part is a regular expression.
ALLOWED: dict[tuple[str, str], tuple[str, str]] = {
    ("en", "experiments"): ("“experiments add”", "the name of a command"),
    ("fr", "chiffre"): ("chiffres? d’affaires", "another word"),
    ("fr", "chiffres"): ("que des chiffres|64 chiffres", "digits"),
    ("fr", "défaut"): ("par défaut", "by default"),
    ("fr", "moyen"): ("panier moyen|écart moyen", "average"),
    ("fr", "terme"): ("à terme|terme de recherche", "in the end; what people search for"),
    ("fr", "vues de la page"): ("vues de la page", "what LinkedIn calls it"),
}
# English term: other French for it, and why. The first part is a regular expression.
OTHERWISE: dict[str, tuple[str, str]] = {
    "Insight": ("à retenir", "the name of the section"),
    "Change": (
        "chang|modifi|revoir|revoyez|évolue|pas d’écart|rien à signaler|corrigées",
        "the verb; no change",
    ),
    "Report": ("indiqu|déclar|revendiqu|signal|couvre|donne|présentez", "the verb"),
    "Value": ("gagner en valeur", "values that grow"),
    "Sync": ("synchronis", "the verb and its noun"),
    "Fix": ("corrig", "the verb"),
    "Random variation": ("fluctuation normale", "the usual ups and downs of one metric"),
    "Paid": ("payée?s?", "what customers paid"),
    "Unpaid": ("non payées", "what customers did not pay"),
    "Link clicks": ("clics sur (un|des) liens?", "the name of a column; any links"),
    "Channel": ("chaîne", "a channel of YouTube"),
    "Credit": ("attribue", "the verb"),
    "Page view": ("vues de (la )?page", "what LinkedIn calls it"),
}
# English term: English in which it means something else, and why.
ELSEWHERE: dict[str, tuple[str, str]] = {
    "Reach": ("(to|they|files) reach", "the verb"),
    "Metric": (
        "19 metrics|metrics: |cost metrics|account metrics",
        "the title of a page that is quoted",
    ),
    "New followers": ("net new followers", "new minus lost followers"),
    "Value": ("order value|BigQuery: value", "a name of its own; the name of a column"),
    "Visit": ("reasons to visit|direct visits", "the verb; the channel"),
    "Direct": (r"\(direct\)", "a value of utm_source"),
    "Referral": ("medium is referral|or referral", "a value of utm_medium"),
    "Lead": ("and lead to|link leads", "the verb"),
    "Insight": ("(page|audience) insights", "what Facebook and Pinterest call it"),
}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


@cache
def terms() -> tuple[dict[str, str], ...]:
    """The rows of all tables of terms, by the heading of their column."""
    found = []
    for table in re.findall(r"^\| Term .*\n(?:\|.*\n)+", PAGE, re.MULTILINE):
        head, _, *rows = table.splitlines()
        found += [dict(zip(_cells(head), _cells(row), strict=True)) for row in rows]
    return tuple(found)


def never(language: str) -> dict[str, str]:
    """Words that are not used, with the term that is used instead."""
    column = {"en": "Not in English", "fr": "Not in French"}[language]
    words = {
        word.strip(): row["Term"]
        for row in terms()
        for word in row[column].split(",")
        if word.strip()
    }
    plain = re.search(r"has one of these: ([^.]*)\.", PAGE.replace("\n", " "))
    assert plain
    if language == "en":
        words |= dict.fromkeys(plain[1].split(", "), "plain words")
    return words


@cache
def sentences() -> tuple[tuple[str, str, str], ...]:
    """(where, English, French) of every form of every sentence that is not to be rewritten later."""
    entries = extract.read(catalogue.HERE / "fr.po")
    french = {(e.context, tuple(forms(e.id))): forms(e.string) for e in entries if e.id}
    found = []
    for file in _files():
        for line, text, _, context in extract_from_file(extract.METHOD, file, extract.KEYWORDS):
            english = forms(text)
            place = f"{file.relative_to(ROOT)}:{line}"
            pairs = zip(english, french[context, tuple(english)], strict=True)
            found += [(place, en, fr) for en, fr in pairs]
    return tuple(found)


def _files() -> Iterator[Path]:
    for place in extract.PLACES:
        if place not in LATER:
            path = ROOT / place
            yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


# Menus, commands, files, columns and values: they are named as they are.
OTHERS = re.compile(
    r"[^.]*›[^.]*|python -m [\w -]+|\w+\.csv|[^.]*\b\w+_\w+[^.]*|Optional: [^.]*|\{\w+\}"
)


def in_our_words(text: str) -> str:
    """A sentence without what others have named."""
    return OTHERS.sub(" ", text)


def used(text: str, word: str, language: str) -> bool:
    """Whether a text has a word that it should not have."""
    # Most sentences have none of the letters: expressions on all of them take half a minute.
    if word.lower() not in text.lower():
        return False
    text = in_our_words(text)
    if allowed := ALLOWED.get((language, word)):
        text = re.sub(allowed[0], " ", text, flags=re.IGNORECASE)
    return re.search(rf"(?<![\w’.-]){re.escape(word)}(?![\w-])", text, re.IGNORECASE) is not None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_sentence_has_a_word_that_is_not_used(language: str) -> None:
    words = never(language)
    assert len(words) > 30
    assert not {
        (place, word, words[word], text)
        for place, english, french in sentences()
        for text in [english if language == "en" else french]
        for word in words
        if used(text, word, language)
    }


def english_of(term: str) -> re.Pattern[str]:
    """A term in an English sentence, in singular or plural."""
    return re.compile(rf"(?<![\w-]){re.escape(term)}(s|es)?(?![\w-])", re.IGNORECASE)


def french_of(term: str) -> re.Pattern[str]:
    """A term in a French sentence, each of its words in singular or plural, feminine as well."""
    words = (
        rf"{re.escape(word.removesuffix('al'))}(al|aux)"
        if word.endswith("al")
        else rf"{re.escape(word.removesuffix('s'))}(e|s|es|x)?"
        for word in term.split()
    )
    return re.compile(r"[\s\u00a0]+".join(words), re.IGNORECASE)


def other_name(term: dict[str, str], english: str, french: str) -> bool:
    """Whether a sentence has the English term and not the French one."""
    name = term["Term"]
    if name.lower() not in english.lower():
        return False
    text = in_our_words(english)
    # A longer term is another thing: “campaign link” is no “campaign” in French.
    longer = (t["Term"] for t in terms() if name != t["Term"] and name.lower() in t["Term"].lower())
    for other in longer:
        text = english_of(other).sub(" ", text)
    if name in ELSEWHERE:
        text = re.sub(ELSEWHERE[name][0], " ", text, flags=re.IGNORECASE)
    if not english_of(name).search(text):
        return False
    if name in OTHERWISE and re.search(OTHERWISE[name][0], french, re.IGNORECASE):
        return False
    return french_of(term["French"]).search(french) is None


def test_one_english_term_is_one_french_term() -> None:
    assert not {
        (term["Term"], term["French"], place, english, french)
        for place, english, french in sentences()
        for term in terms()
        if other_name(term, english, french)
    }


def long_sentences(text: str) -> list[str]:
    """Sentences of too many words; what is in brackets is not counted, nor a way through menus."""
    parts = re.split(r"(?<=[.!?…])\s+|\n", text)
    return [
        part
        for part in parts
        if "›" not in part
        and len(re.findall(r"[\w{}’'&%-]*\w[\w{}’'&%.-]*", _bare(part))) > LONGEST
    ]


def _bare(text: str) -> str:
    return re.sub(r"\([^)]*\)", "", text)


def test_no_sentence_is_too_long() -> None:
    assert not {
        (place, part)
        for place, *texts in sentences()
        for text in texts
        for part in long_sentences(text)
    }


def verbs() -> dict[str, str]:
    """The verbs of buttons, with their French."""
    rows = re.search(r"^\| English \| French \|\n\|.*\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    assert rows
    return dict(_cells(row) for row in rows[1].splitlines())


def buttons(text: str) -> list[str]:
    """The labels of the buttons in a module."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            kind, label = node.func.attr, node.args[0] if node.args else None
            if kind.endswith("button") and isinstance(label, ast.Call) and label.args:
                text_of = label.args[-1]
                if isinstance(text_of, ast.Constant):
                    found.append(str(text_of.value))
    return found


def test_buttons_begin_with_a_known_verb() -> None:
    """In English, and in French with the same verb."""
    known = {(en, fr) for _, en, fr in sentences()}
    labels = [label for file in _files() for label in buttons(file.read_text("utf-8"))]
    for label in labels:
        verb = label.split()[0]
        assert verb in verbs(), label
        assert all(fr.startswith(verbs()[verb]) for en, fr in known if en == label), label


def test_every_exception_is_needed() -> None:
    """What nothing needs any more is taken out of the tables above."""
    texts = {"en": [en for _, en, _ in sentences()], "fr": [fr for _, _, fr in sentences()]}
    for (language, word), (pattern, _) in ALLOWED.items():
        assert word in never(language)
        assert any(re.search(pattern, text, re.IGNORECASE) for text in texts[language]), word
    for pattern, _ in [*OTHERWISE.values()]:
        assert any(re.search(pattern, text, re.IGNORECASE) for text in texts["fr"]), pattern
    for pattern, _ in [*ELSEWHERE.values()]:
        assert any(re.search(pattern, text, re.IGNORECASE) for text in texts["en"]), pattern


def test_a_word_that_is_not_used_is_seen() -> None:
    assert used("The figures are late", "figures", "en")
    assert not used("The {figures} are late", "figures", "en")
    assert used("Vos chiffres", "chiffres", "fr")


def test_another_name_is_seen() -> None:
    (reach,) = (term for term in terms() if term["Term"] == "Reach")
    assert other_name(reach, "Reach of posts", "Couverture des publications")
    assert not other_name(reach, "Reach of posts", "Portée des publications")
    (channel,) = (term for term in terms() if term["Term"] == "Channel")
    assert not other_name(channel, "All channels", "Tous les canaux")


def test_a_long_sentence_is_seen() -> None:
    assert long_sentences("word " * 26 + "end.")
    assert not long_sentences("word " * 20 + "end. " + "word " * 20 + "end.")
    assert not long_sentences("Menu › " + "word " * 30)


def test_buttons_are_found() -> None:
    assert buttons('st.button(_("Save goal"), key="a")\nst.download_button(_c("x", "Get"))') == [
        *("Save goal", "Get"),
    ]

"""A number in front of a noun has its plural forms, in English and in every other language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from i18n import catalogue, extract
from tests.conftest import ROOT
from tests.languages import forms, template

# Every placeholder is filled either with a number or with words: names, days, sentences, lists. A
# new one is added on purpose to one of the two; an amount counts as a number.
NUMBERS = frozenset(
    [
        "average",
        "fixed",
        "keep",
        "raised",
        "ratio",
        "stop",
        "top",
        "was",
        "y",
        "times",
        "advised",
        "said",
        "there",
        "all",
        "amount",
        "bad",
        "bare",
        "before",
        "both",
        "cells",
        "cheap",
        "claimed",
        "clean",
        "clicks",
        "compared",
        "corrected",
        "count",
        "credit",
        "days",
        "done",
        "easy",
        "error",
        "even",
        "events",
        "every",
        "expected",
        "files",
        "hard",
        "high",
        "index",
        "k",
        "known",
        "leads",
        "least",
        "least_all",
        "left",
        "low",
        "many",
        "matters",
        "missing",
        "mix",
        "more",
        "most",
        "n",
        "need",
        "needed",
        "now",
        "off",
        "often",
        "once",
        "pairs",
        "percent",
        "points",
        "posts",
        "rate",
        "rate_a",
        "rate_b",
        "reached",
        "read",
        "repaired",
        "row",
        "rows",
        "sessions",
        "sentence",
        "share",
        "shown",
        "spend",
        "spent",
        "stated",
        "tags",
        "target",
        "timed",
        "total",
        "touched",
        "units",
        "unled",
        "value",
        "volume",
        "warned",
        "weeks",
        "weight",
        "width",
        "without",
        "worth",
    ]
)
WORDS = frozenset(
    [
        "networks",
        "results",
        "amounts",
        "ask",
        "checks",
        "conclusions",
        "during",
        "factor",
        "goals",
        "odds",
        "p",
        "part",
        "q",
        "verdict",
        "versus",
        "models",
        "best",
        "heading",
        "lower",
        "one",
        "revenue",
        "x",
        "by",
        "same",
        "second",
        "than",
        "format",
        "results",
        "quarter",
        "year",
        "size",
        "a",
        "state",
        "account",
        "after",
        "answer",
        "b",
        "better",
        "bought",
        "came",
        "campaign",
        "cell",
        "chance",
        "change",
        "channel",
        "channels",
        "choices",
        "code",
        "column",
        "columns",
        "command",
        "cost",
        "currency",
        "date",
        "day",
        "deals",
        "difference",
        "down",
        "down_high",
        "down_low",
        "earlier",
        "empty",
        "end",
        "event",
        "example",
        "examples",
        "facts",
        "fetched",
        "few",
        "field",
        "fields",
        "figure",
        "file",
        "first",
        "fix",
        "goal",
        "happened",
        "headers",
        "height",
        "held",
        "hidden",
        "history",
        "hours",
        "id",
        "kept",
        "key",
        "kind",
        "label",
        "last",
        "lead_events",
        "level",
        "likely",
        "limit",
        "line",
        "link",
        "m",
        "mapping",
        "mark",
        "meant",
        "measure",
        "medium",
        "metric",
        "model",
        "models",
        "month",
        "name",
        "names",
        "network",
        "new",
        "new_end",
        "new_start",
        "next",
        "number",
        "objective",
        "old",
        "other",
        "others",
        "own",
        "issue",
        "outcome",
        "owner",
        "owners",
        "page",
        "paid",
        "partner",
        "parts",
        "period",
        "place",
        "post",
        "prompt",
        "property",
        "purchase_events",
        "rare",
        "range",
        "reason",
        "reasons",
        "repair",
        "reports",
        "requests",
        "rhythm",
        "section",
        "sections",
        "settings",
        "shape",
        "share_a",
        "share_b",
        "since",
        "source",
        "sources",
        "span",
        "spans",
        "stages",
        "standing",
        "start",
        "status",
        "step",
        "table",
        "tag",
        "taken",
        "template",
        "text",
        "then",
        "time",
        "title",
        "to",
        "twin",
        "unit",
        "until",
        "up",
        "up_high",
        "up_low",
        "usual",
        "values",
        "variable",
        "what",
        "when",
        "where",
        "which",
        "why",
        "worse",
        "written",
        "zone",
    ]
)
AMOUNTS = {
    "before",
    "done",
    "easy",
    "high",
    "low",
    "now",
    "rate_a",
    "rate_b",
    "share",
    "spend",
    "target",
    "value",
}
COUNTS = NUMBERS - AMOUNTS
# Words that stay as they are whatever the number before them.
UNINFLECTED = {
    "en": frozenset(
        [
            "a",
            "times",
            "after",
            "against",
            "aimed",
            "all",
            "although",
            "altogether",
            "and",
            "as",
            "at",
            "before",
            "brought",
            "by",
            "came",
            "depending",
            "did",
            "expected",
            "for",
            "from",
            "got",
            "had",
            "however",
            "if",
            "improved",
            "in",
            "instead",
            "joined",
            "known",
            "left",
            "met",
            "missing",
            "more",
            "needed",
            "now",
            "of",
            "on",
            "once",
            "or",
            "out",
            "over",
            "per",
            "so",
            "that",
            "then",
            "through",
            "to",
            "under",
            "until",
            "up",
            "vs",
            "when",
            "with",
            "without",
            "would",
        ]
    ),
    "fr": frozenset(
        [
            "un",
            "alors",
            "après",
            "au",
            "aujourd’hui",
            "aux",
            "avant",
            "avec",
            "cas",
            "contre",
            "dans",
            "de",
            "depuis",
            "des",
            "dont",
            "d’après",
            "du",
            "d’ici",
            "en",
            "et",
            "fois",
            "jusqu’au",
            "ou",
            "par",
            "pour",
            "puis",
            "quel",
            "selon",
            "si",
            "dès",
            "sur",
            "sans",
            "via",
            "à",
        ]
    ),
}
# (placeholder, word): why the word needs no other form there.
ALLOWED = {
    ("advised", "are"): "a constant above one",
    ("needed", "are"): "a constant above one",
    ("enough", "are"): "a constant above one",
    ("enough", "ne"): "a constant above one",
    ("most", "are"): "a constant above one",
    ("most", "premiers"): "a constant above one",
    ("most", "a"): "so many a month",
    ("needed", "a"): "so many a day",
    ("need", "a"): "so many a day",
    ("amount", "belongs"): "an amount of money is one thing",
    ("amount", "is"): "an amount of money is one thing",
    ("easy", "has"): "a target is one thing",
    ("easy", "a"): "a target is one thing",
    ("target", "is"): "the verb is that of the chance of meeting it",
    ("now", "actuellement"): "an adverb",
    ("all", "running"): "more than one: a single goal has a sentence of its own",
    ("all", "closed"): "more than one: of a single goal all or none is reached",
    ("target", "day"): "a currency, converted day by day",
    ("target", "jour"): "a currency, converted day by day",
    ("n", "more"): "stays as it is",
    ("share", "mature"): "an adjective",
    ("row", "a"): "the number of one row",
}
TOTAL = ("out of ", "sur ")  # what follows the total agrees with the part before it
FOLLOWED = re.compile(r"\{(\w+)\}[*\u202f\u00a0 ]+([^\W\d_A-Z][\w’'-]*)")
BENT = re.compile(r"[^\W\d_]\)?[\u00a0 ]?: ?\{(\w+)\}(?=[.,;)\u00a0]|$)")
NAMED = re.compile(  # the number of a thing, not how many there are
    r"(link|import|annotation|fix|insight|decision|décision|lien|correction|constat|écarté|l’import) $",
    re.IGNORECASE,
)


def counted() -> dict[tuple[str, ...], str]:
    """The first value of every plural sentence in the code, where the call names it."""
    found: dict[tuple[str, ...], str] = {}
    for node in _calls():
        texts = tuple(arg.value for arg in node.args if isinstance(arg, ast.Constant))
        if node.func.id in {"plural", "_n"} and node.keywords:
            found[texts] = node.keywords[0].arg or ""
    return found


def _calls() -> Iterator[ast.Call]:
    for place in extract.PLACES:
        path = ROOT / place
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    yield node


def the_number(words: tuple[str, ...], named: dict[tuple[str, ...], str]) -> str:
    """The placeholder that chooses the form: the first value, or the one whose noun changes."""
    if name := named.get(words):
        return name
    one, other = (dict(FOLLOWED.findall(form)) for form in words)
    changed = [name for name in one if one[name] != other.get(name)]
    own = [name for name in re.findall(r"\{(\w+)\}", words[0]) if name in NUMBERS]
    return (changed or own)[0]


def inflected(form: str, language: str, number: str | None = None) -> list[tuple[str, str]]:
    """(placeholder, word) where the word may need another form for another number.

    ``number`` is the one that chose the form, so its noun is right.
    """
    if language not in UNINFLECTED:
        return []
    return [
        (name, word)
        for match in FOLLOWED.finditer(form)
        for name, word, before in [(*match.groups(), form[: match.start()])]
        if name in NUMBERS
        and name != number
        and word not in UNINFLECTED[language]
        and (name, word) not in ALLOWED
        and not NAMED.search(before)
        and not (number and before.endswith(TOTAL))
    ]


def bent(form: str) -> list[str]:
    """Numbers that end a sentence behind a colon."""
    return [name for name in BENT.findall(form) if name in COUNTS]


def every() -> Iterator[tuple[str, str, str | None]]:
    """(form, language, the number that chooses it) of every sentence in every language."""
    named = counted()
    catalogues = {catalogue.DEFAULT: template()} | {
        language: extract.read(catalogue.HERE / f"{language}.po")
        for language in catalogue.languages()[1:]
    }
    for language, found in catalogues.items():
        for entry in found:
            if entry.id:
                own = language == catalogue.DEFAULT
                number = the_number(tuple(forms(entry.id)), named) if entry.pluralizable else None
                for form in forms(entry.id if own else entry.string):
                    yield form, language, number


def test_every_placeholder_is_a_number_or_words() -> None:
    used = {name for form, _, _ in every() for name in re.findall(r"\{(\w+)\}", form)}
    assert used == NUMBERS | WORDS
    assert not NUMBERS & WORDS


def test_counts_are_numbers() -> None:
    """What is counted in the code is on the list of numbers."""
    markers = extract.KEYWORDS.keys()
    counting = re.compile(r"(len|round|int|sum)\(.*\)|.*\.(height|rows|quarantined|days)")
    counts = {
        keyword.arg
        for node in _calls()
        if node.func.id in markers
        for keyword in node.keywords
        if counting.fullmatch(ast.unparse(keyword.value))
    }
    assert len(counts) > 10
    assert counts <= NUMBERS


def test_a_noun_behind_a_number_has_its_plural_forms() -> None:
    assert not {(form, *pair) for form, code, n in every() for pair in inflected(form, code, n)}


def test_no_sentence_is_bent_around_a_number() -> None:
    """“Rows without a date: 3” avoids the plural; “3 rows have no date” says it."""
    assert not {form for form, _, _ in every() if bent(form)}


def test_no_plural_is_in_brackets() -> None:
    assert not [form for form, _, _ in every() if re.search(r"\w\(e?s\)", form)]


@pytest.mark.parametrize(
    ("form", "language", "number", "found"),
    [
        ("{n} rows were read", "en", None, [("n", "rows")]),
        ("{n} rows were read", "en", "n", []),
        ("{n} large rows of {count} files", "en", "n", [("count", "files")]),
        ("Link {n} is saved", "en", None, []),
        ("**{n}** links", "en", None, [("n", "links")]),
        ("{name} rows", "en", None, []),
        ("{n} of {all}", "en", None, []),
        ("{n} row out of {all} has it", "en", "n", []),
        ("{n}\u00a0lignes", "fr", None, [("n", "lignes")]),
        ("{n} fois sur {all}", "fr", None, []),
    ],
)
def test_a_missing_plural_is_seen(
    form: str, language: str, number: str | None, found: list[tuple[str, str]]
) -> None:
    assert inflected(form, language, number) == found


def test_a_bent_sentence_is_seen() -> None:
    assert bent("Rows without a date: {count}. They count nowhere") == ["count"]
    assert bent("Lignes sans date\u00a0: {count}") == ["count"]
    assert bent("{table}: {n} rows") == []
    assert bent("Goal: {name}") == []

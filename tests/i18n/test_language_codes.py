"""No language is named outside ``i18n/``: a further one is one catalogue and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from i18n.catalogue import languages
from i18n.extract import PLACES
from tests.conftest import ROOT

CODE = re.compile(rf"({'|'.join(languages())})([_-][a-z]{{2,4}})?", re.IGNORECASE)
FILES = ("data/sources/", "data/reading/")
ELSEWHERE = [place for place in PLACES if place != "i18n"]


def named(source: str, *, of_files: bool) -> list[int]:
    """Lines that name a language of ours.

    What reads files (``of_files``) has to know in which languages those are written. It says so in
    a table by language, in a layout, in the header names of a column, or as a constant, and nowhere
    else.
    """
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    found = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CODE.fullmatch(node.value)
        and not (of_files and _is_of_a_file(node, parents))
    ]
    return found + [
        node.value.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and CODE.fullmatch(node.arg or "") and not of_files
    ]


def _is_of_a_file(node: ast.expr, parents: dict[ast.AST, ast.AST]) -> bool:
    match parents[node]:
        case ast.Dict(keys=keys):
            return any(key is node for key in keys)
        case ast.Call(func=ast.Name(id="Layout"), args=arguments):
            return arguments[1] is node
        case ast.Tuple() as row:
            return _is_of_a_file(row, parents)
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name.isupper()
    return False


def files() -> Iterator[tuple[str, str]]:
    for place in ELSEWHERE:
        path = ROOT / place
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            yield str(file.relative_to(ROOT)), file.read_text("utf-8")


def test_no_language_is_named_elsewhere() -> None:
    """Not in a comparison, a choice, a default, a date format or a locale."""
    lines = {
        f"{path}:{line}"
        for path, source in files()
        for line in named(source, of_files=path.startswith(FILES))
    }
    assert not lines


@pytest.mark.parametrize(
    "source",
    ['render("fr")', 'x == "en"', 'Choice(["en"])', 'locale = "fr_FR"', 'msg("a", fr="b")'],
)
def test_a_named_language_is_seen(source: str) -> None:
    assert named(source, of_files=False) == [1]


@pytest.mark.parametrize(
    ("source", "allowed"),
    [
        ('{"fr": "Jour"}', True),
        ('Layout("2026", "fr", evidence, "a.csv")', True),
        ('column("date", en="Day", fr="Jour")', True),
        ('ENGLISH = "en"', True),
        ('_WEST = ("en", "fr", "de")', True),
        ('read(("en", "fr"))', False),
        ('reason.render("fr")', False),
        ('{"language": "fr"}', False),
        ('language = "en"', False),
    ],
)
def test_a_vendors_file_has_its_own_language(source: str, *, allowed: bool) -> None:
    assert (named(source, of_files=True) == []) is allowed

"""`python -m i18n.extract LANGUAGE`: brings a catalogue up to date with the sentences in the code.

New sentences are added empty, those that are gone are removed; translations stay. Sentences of the
lower layers bring their own French, so a French catalogue needs only the pages' words.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
PAGES = ("dashboard.py", "ui", "pages")
LOWER = ("data", "metrics", "report")
MARKERS = {
    "_": 1,
    "page": 2,
    "msg": 1,
    "_channel": 1,
}  # function → how many leading arguments are sentences


def sentences(places: tuple[str, ...]) -> list[str]:
    """Every translatable sentence in the files of ``places``, in order, each once."""
    found: dict[str, None] = {}
    for place in places:
        path = ROOT / place
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            found |= dict.fromkeys(_marked(file))
    return list(found)


def _marked(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            for argument in node.args[: MARKERS.get(node.func.id, 0)]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def wanted(language: str) -> list[str]:
    """What the catalogue of ``language`` has to translate."""
    return sentences(PAGES if language == "fr" else PAGES + LOWER)


def update(path: Path) -> Catalog:
    """The catalogue at ``path`` with exactly the sentences of the code."""
    language = path.stem
    old: dict[str, str] = {}
    if path.exists():
        with path.open("rb") as file:
            old = {str(e.id): str(e.string or "") for e in read_po(file, locale=language)}
    fresh = Catalog(locale=language, project="Utmost", fuzzy=False)
    for sentence in wanted(language):
        fresh.add(sentence, old.get(sentence, ""))
    return fresh


def write(path: Path, catalogue: Catalog) -> None:
    """Writes a catalogue without dates, so that equal content is equal bytes."""
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, omit_header=True, no_location=True)


if __name__ == "__main__":
    target = Path(__file__).parent / f"{sys.argv[1]}.po"
    write(target, update(target))

"""``python -m i18n.extract [LANGUAGE…]``: brings catalogues up to date with the sentences of the code.

Without a language every catalogue is. New sentences are added without a translation, those that are gone are removed, translations stay.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from i18n.catalogue import HERE, languages

ROOT = Path(__file__).parents[1]
PLACES = (
    "dashboard.py",
    "server.py",
    "pages",
    "ui",
    "cli",
    "changes",
    "report",
    "metrics",
    "data",
    "i18n",
)
KEYWORDS: dict[str, Any] = {  # which arguments are texts, as Babel describes them
    "_": None,
    "_n": (1, 2),
    "_c": ((1, "c"), 2),
    "msg": None,
    "plural": (1, 2),
    "msg_in": ((1, "c"), 2),
}
METHOD = "i18n.extract:calls"
_TWO_TEXTS = "page"  # a page's title and its question
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: Utmost\\n"
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def template() -> Catalog:
    """Every sentence of the code, without translations."""
    found = Catalog(charset="utf-8", fuzzy=False)
    for place in PLACES:
        path = ROOT / place
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            for _line, text, _comments, context in extract_from_file(METHOD, file, KEYWORDS):
                found.add(text, context=context)
    return found


def calls(
    file: BinaryIO, keywords: Collection[str], _tags: object, options: object
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """Babel's extraction method for our code: (line, function, literal arguments, comments).

    Babel's own method for Python reads tokens: it loses a sentence inside another call inside a
    sentence's values, and two independent texts in one call.
    """
    del options
    for node in ast.walk(ast.parse(file.read())):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        texts = tuple(_literal(argument) for argument in node.args)
        if node.func.id in keywords:
            yield node.lineno, node.func.id, texts, []
        elif node.func.id == _TWO_TEXTS:
            yield from ((node.lineno, "_", (text,), []) for text in texts)


def _literal(node: ast.expr) -> str | None:
    text = node.value if isinstance(node, ast.Constant) else None
    return text if isinstance(text, str) else None


def read(path: Path) -> Catalog:
    """The catalogue at ``path``, empty where there is none yet."""
    language = path.stem
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(path: Path) -> Catalog:
    """The catalogue at ``path`` with exactly the sentences of the code."""
    catalogue = read(path)
    catalogue.update(template(), no_fuzzy_matching=True)
    return catalogue


def write(path: Path, catalogue: Catalog) -> None:
    """Writes a catalogue sorted and without dates, so that equal content is equal bytes.

    Places in the code are left out: moving a module changes no catalogue.
    """
    header = HEADER.format(language=path.stem, plural=catalogue.plural_forms)
    with path.open("wb") as file:
        file.write(header.encode())
        write_po(
            file,
            catalogue,
            width=100,
            no_location=True,
            omit_header=True,
            sort_output=True,
            ignore_obsolete=True,
        )


if __name__ == "__main__":
    for language in sys.argv[1:] or languages()[1:]:
        target = HERE / f"{language}.po"
        write(target, update(target))

"""The sources as a page of the documentation, generated from their declarations."""

from __future__ import annotations

from collections.abc import Iterator

from data.sources import SOURCES
from data.sources.declare import Field, Sheet, Source

_HEAD = """# Sources

Every export has one declaration, in one file of `data/sources`; this page is generated from them by
`python -m data docs`. A file is recognised by the columns marked *signature*, whatever the order and
the other columns; names are compared without regard to case, the kind of apostrophe and invisible
characters. Columns that are not listed are named after the import and left unused.
"""


def page() -> str:
    """The whole page, in Markdown."""
    lines = [_HEAD]
    for source in sorted(SOURCES.values(), key=lambda source: source.id):
        lines += [*_source(source), ""]
    return "\n".join(lines).rstrip() + "\n"


def _source(source: Source) -> Iterator[str]:
    yield f"## {source.id}: {source.label}"
    yield ""
    yield str(source.doc)
    for sheet in source.sheets:
        yield ""
        yield from _sheet(sheet)


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"Fills `{sheet.table.name}`; naive times are local to {sheet.zone}."
    yield ""
    yield "| column | header names |"
    yield "|---|---|"
    for field in sheet.fields:
        if field.names and not field.to.startswith("_"):
            mark = " *signature*" if field.to in sheet.signature else ""
            yield f"| `{field.to}`{mark} | {_names(field)} |"


def _names(field: Field) -> str:
    return "; ".join(f"{language}: {name}" for language, name in field.names)

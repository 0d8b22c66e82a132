"""Documentation page of the supported exports (``docs/sources.md``), generated from the sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from data.sources.kit.spec import FieldSpec, LayoutEvidence, SheetSpec, Source
from data.sources.registry import SOURCES
from data.tables.company_clock import clocked

_HEAD = """# Sources

Every export has one declaration, in one file of `data/sources`; this page is generated from them by
`python -m data docs`. [How to add one](adding-a-source.md).

## At a glance

Each row is one way in which an export comes: a language and a vintage. Its fixture, a made-up file of that
shape in `tests/fixtures/exports`, is read by the tests. The evidence says how the shape is known.
"""
_DETAILS = """## Columns

A file is recognised by the columns marked *signature*, in any order and with any other columns; names
are compared without regard to case, the kind of apostrophe and invisible characters. Columns that are not
listed are named after the import and left unused.
"""
_EVIDENCE = {
    LayoutEvidence.FILE: "a real file of this shape was read",
    LayoutEvidence.HEADERS: "its header names were found, no real file was read",
    LayoutEvidence.DESCRIBED: "known from what others wrote about it, no real file was read",
}


def page() -> str:
    """The whole page, in Markdown."""
    sources = sorted(SOURCES.values(), key=lambda source: source.id)
    lines = [_HEAD, *_evidence(sources), "", *_matrix(sources), "", _DETAILS]
    for source in sources:
        lines += [*_source(source), ""]
    return "\n".join(lines).rstrip() + "\n"


def _evidence(sources: list[Source]) -> Iterator[str]:
    """What each kind of evidence means, and how many layouts have it."""
    layouts = Counter(layout.evidence for source in sources for layout in source.layouts)
    for evidence, meaning in _EVIDENCE.items():
        yield f"- *{evidence}* ({layouts[evidence]} of {layouts.total()}): {meaning}"


def _matrix(sources: list[Source]) -> Iterator[str]:
    yield "| source | fills | language | vintage | evidence | fixture |"
    yield "|---|---|---|---|---|---|"
    for source in sources:
        named = f"[{source.id}](#{anchor(_title(source))}) | {_filled(source)}"
        for layout in source.layouts:
            details = (
                f"{layout.language} | {layout.vintage} | {layout.evidence} | `{layout.fixture}`"
            )
            yield f"| {named} | {details} |"
            named = " | "


def anchor(title: str) -> str:
    """The name under which a heading is linked to, as code hosts make it.

    >>> anchor("x.tweet_days: X days (until 2024)")
    'xtweet_days-x-days-until-2024'
    """
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _title(source: Source) -> str:
    return f"{source.id}: {source.label}"


def _filled(source: Source) -> str:
    tables = dict.fromkeys(sheet.table.name for sheet in source.sheets)
    return ", ".join(f"`{name}`" for name in tables)


def _source(source: Source) -> Iterator[str]:
    yield f"### {_title(source)}"
    yield ""
    yield str(source.doc)
    if source.limits is not None:
        yield ""
        yield f"Limits: {source.limits}"
    for sheet in source.sheets:
        yield ""
        yield from _sheet(sheet)


def _sheet(sheet: SheetSpec) -> Iterator[str]:
    place = sheet.zone or "the company’s time zone"
    timed = clocked(sheet.table)
    said = f"; times without an offset are those of {place}" if timed else ""
    yield f"Fills `{sheet.table.name}`{said}."
    yield ""
    yield "| column | header names |"
    yield "|---|---|"
    for field in sheet.fields:
        # A column with an underscore fills none: it only helps to work out others.
        if field.names and not field.to.startswith("_"):
            mark = " *signature*" if field.to in sheet.signature else ""
            yield f"| `{field.to}`{mark} | {_names(field)} |"


def _names(field: FieldSpec) -> str:
    return "; ".join(f"{language}: {name}" for language, name in field.names)

"""What PDF/UA-1 asks for and a program can check, of the report and of the page, in both languages.

No validator of the standard can be installed from the package registries in use. These are the
checks of the Matterhorn protocol that concern a typeset report, read out of the file by pypdf.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import BooleanObject, ContentStream

from report.wording import render
from report.wording.currency_note import standing
from tests.report.formats.made import made, sample

_TEXT = {b"Tj", b"TJ", b"'", b'"'}
_PAINT = _TEXT | {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"Do", b"sh", b"BI"}
_HEADINGS = [f"/H{level}" for level in range(1, 7)]


@cache
def file(name: str, language: str) -> PdfReader:
    return PdfReader(io.BytesIO(made(name, language)))


@pytest.fixture(
    params=[(name, language) for name in ("pdf", "a4") for language in ("en", "fr")], ids=str
)
def opened(request: pytest.FixtureRequest) -> PdfReader:
    name, language = request.param
    assert file(name, language).trailer["/Root"]["/Lang"] == language
    return file(name, language)


def elements(reader: PdfReader) -> Iterator[tuple[str, Any]]:
    """Every element of the structure tree in reading order, by its standard type."""
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    roles = root.get("/RoleMap", {})

    def below(node: Any) -> Iterator[tuple[str, Any]]:
        for child in _children(node):
            if "/S" in child:
                yield roles.get(child["/S"], child["/S"]), child
                yield from below(child)

    yield from below(root)


def _children(node: Any) -> list[Any]:
    inside = node.get("/K", [])
    inside = inside.get_object() if hasattr(inside, "get_object") else inside
    every = inside if isinstance(inside, list) else [inside]
    return [one for each in every if isinstance(one := each.get_object(), dict)]


def _marks(reader: PdfReader) -> Iterator[tuple[int, int]]:
    """Page and number of the contents that structure elements point to."""
    pages = {
        page.indirect_reference.idnum: number
        for number, page in enumerate(reader.pages)
        if page.indirect_reference
    }
    for _, element in elements(reader):
        inside = element.get("/K", [])
        inside = inside.get_object() if hasattr(inside, "get_object") else inside
        for each in inside if isinstance(inside, list) else [inside]:
            one = each.get_object() if hasattr(each, "get_object") else each
            if isinstance(one, dict) and "/MCID" in one:
                page = one.raw_get("/Pg") if "/Pg" in one else element.raw_get("/Pg")
                yield pages[page.idnum], int(one["/MCID"])
            elif isinstance(one, int):
                yield pages[element.raw_get("/Pg").idnum], int(one)


def contents(reader: PdfReader) -> Iterator[tuple[int, bytes, list[Any]]]:
    """Page, operator and the marked contents that it is inside of, of everything that is painted."""
    for number, page in enumerate(reader.pages):
        stack: list[Any] = []
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator in {b"BDC", b"BMC"}:
                stack.append(operands)
            elif operator == b"EMC":
                stack.pop()
            elif operator in _PAINT:
                yield number, operator, list(stack)
        assert not stack


def test_it_says_what_it_is(opened):
    root = opened.trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data()
    assert b"pdfuaid:part>1<" in metadata or b'pdfuaid:part="1"' in metadata
    assert root["/MarkInfo"]["/Marked"].value is True
    assert not root["/MarkInfo"].get("/Suspects", BooleanObject(False)).value
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert opened.metadata is not None
    assert opened.metadata.title
    assert not opened.is_encrypted


def test_headings_begin_with_the_first_level_and_skip_none(opened):
    levels = [_HEADINGS.index(kind) + 1 for kind, _ in elements(opened) if kind in _HEADINGS]
    assert levels[0] == 1
    assert len(levels) > 3
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), levels


def test_pictures_say_what_they_show(opened):
    figures = [element for kind, element in elements(opened) if kind == "/Figure"]
    assert figures
    assert all(element.get("/Alt", "").strip() not in {"", "–"} for element in figures)


def test_tables_have_heads(opened):
    """Each row inside a table, each table with cells that are heads of a column or a row."""
    tables = [element for kind, element in elements(opened) if kind == "/Table"]
    assert tables
    for table in tables:
        cells = list(_below(table, {"/TH", "/TD"}))
        heads = [cell for cell in cells if cell["/S"] == "/TH"]
        assert heads
        assert len(heads) < len(cells)
        assert all(_scope(cell) in {"/Column", "/Row", "/Both"} for cell in heads)


def _below(node: Any, kinds: set[str]) -> Iterator[Any]:
    for child in _children(node):
        if child.get("/S") in kinds:
            yield child
        yield from _below(child, kinds)


def _scope(cell: Any) -> str:
    about = cell.get("/A", {})
    about = about.get_object()
    every = about if isinstance(about, list) else [about]
    return next(
        (str(one.get_object()["/Scope"]) for one in every if "/Scope" in one.get_object()), ""
    )


def test_everything_painted_is_tagged_or_an_artifact(opened):
    """No text outside of both, and nothing tagged that the structure does not have."""
    known = set(_marks(opened))
    found = set()
    for page, operator, inside in contents(opened):
        assert inside, (page, operator)
        names = [operands[0] for operands in inside]
        numbers = [
            int(operands[1]["/MCID"])
            for operands in inside
            if len(operands) > 1 and "/MCID" in operands[1]
        ]
        assert "/Artifact" in names or numbers, (page, operator, inside)
        if "/Artifact" not in names:
            found |= {(page, number) for number in numbers}
    assert found <= known
    assert len(found) > 20


def test_the_day_of_the_data_is_read_out(request, opened):
    """The foot of a page is an artifact: period, day of the data and “demo data” are in the text as well."""
    _, language = request.node.callspec.params["opened"]
    read = " ".join(_tagged(opened).split())
    for line in (render.period(sample(language)), standing(sample(language))):
        assert " ".join(line.split()) in read


def _tagged(reader: PdfReader) -> str:
    """The text of the first page outside of artifacts."""
    texts, stack = list[str](), list[bool]()

    def before(operator: Any, operands: Any, *_: Any) -> None:
        if operator in {b"BDC", b"BMC"}:
            stack.append(operands[0] == "/Artifact")
        elif operator == b"EMC":
            stack.pop()

    def visit(text: str, *_: Any) -> None:
        if not any(stack):
            texts.append(text)

    reader.pages[0].extract_text(visitor_operand_before=before, visitor_text=visit)
    return "".join(texts)


def test_fonts_are_inside_and_links_in_order(opened):
    """Every font of pages and pictures is embedded; the tab key follows the structure."""
    assert opened.pages
    for page in opened.pages:
        assert page["/Tabs"] == "/S"
        fonts = list(_fonts(page["/Resources"].get_object()))
        assert fonts
        for font in fonts:
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & inner[
                "/FontDescriptor"
            ].get_object().keys()
            assert "/ToUnicode" in font


def _fonts(resources: Any) -> Iterator[Any]:
    for font in resources.get("/Font", {}).values():
        yield font.get_object()
    for form in resources.get("/XObject", {}).values():
        inner = form.get_object().get("/Resources")
        if inner is not None:
            yield from _fonts(inner.get_object())

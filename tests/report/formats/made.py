"""The sample in every format, made once, and what can be read out of each."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree, html
from openpyxl import load_workbook
from pypdf import PdfReader

from report.document.model import Amount, Block, Cards, Chart, Report, ReportTable
from report.formats import formats
from tests.report.sample import report

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@cache
def made(name: str, language: str) -> bytes:
    return formats()[name].write(report(language))


@cache
def sample(language: str) -> Report:
    return report(language)


def blocks(of: Report) -> Iterator[Block]:
    return (block for section in of.sections for block in section.blocks)


def amounts(of: Report) -> Iterator[Amount]:
    """Every amount that a page shows."""
    for block in blocks(of):
        if isinstance(block, Cards):
            yield from (card.amount for card in block.items)
        elif isinstance(block, ReportTable):
            cells = (cell for row in block.rows[: block.shown] for cell in row)
            yield from (cell for cell in cells if isinstance(cell, Amount))


def chart_values(chart: Chart) -> set[float]:
    return {value for series in chart.series for value in series.values if value is not None}


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def trees(content: bytes, beginning: str) -> list[etree._Element]:
    found = sorted(n for n in parts(content) if n.startswith(beginning) and n.endswith(".xml"))
    return [etree.fromstring(parts(content)[name]) for name in found]


def text_of(name: str, content: bytes) -> str:
    """All that a reader sees, with every run of spaces as one."""
    return re.sub(r"\s+", " ", _READ[name](content))


def _pptx(content: bytes) -> str:
    found = []
    for beginning in ("ppt/slides/slide", "ppt/notesSlides/", "ppt/charts/chart"):
        for tree in trees(content, beginning):
            for paragraph in tree.iter(f"{A}p", f"{C}v"):
                own = paragraph.text or ""
                found.append(own + "".join(run.text or "" for run in paragraph.iter(f"{A}t")))
    return "\n".join(found)


def _pdf(content: bytes) -> str:
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return text.replace("\u200b", "")  # where long words may be cut


def _html(content: bytes) -> str:
    page = html.fromstring(content)
    return "\n".join(text for text in page.itertext())


_READ = {"pptx": _pptx, "pdf": _pdf, "a4": _pdf, "html": _html}


def pptx_numbers(content: bytes) -> set[float]:
    found = {
        value.text
        for tree in trees(content, "ppt/charts/chart")
        for value in tree.iterfind(f".//{C}numCache/{C}pt/{C}v")
    }
    return {float(text) for text in found}


def open_book(content: bytes, *, values: bool = True) -> Any:
    """The workbook with the values of its formulas, or with the formulas themselves.

    Sparklines, which openpyxl cannot read, are left out.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Sparkline Group extension")
        return load_workbook(io.BytesIO(content), data_only=values)


def xlsx_numbers(content: bytes) -> set[float]:
    cells = (cell for sheet in open_book(content) for row in sheet.iter_rows() for cell in row)
    return {float(c.value) for c in cells if isinstance(c.value, int | float)}


def shortened(numbers: set[float]) -> set[float]:
    """To the 15 digits that a spreadsheet keeps of a number."""
    return {float(f"{number:.15g}") for number in numbers}

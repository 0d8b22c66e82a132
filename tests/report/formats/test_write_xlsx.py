from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

import pytest

from i18n.message import msg
from report.document.model import Chart, ReportTable
from report.formats import formats
from report.formats.xlsx.sheet import sheet_name
from tests.report.formats.made import blocks, made, open_book, parts, sample
from tests.report.sample import report


def book(language: str = "en"):
    return open_book(made("xlsx", language))


def book_of_formulas(language: str = "en"):
    return open_book(made("xlsx", language), values=False)


def test_a_sheet_a_figure():
    """Overview, one sheet for each table and chart, where figures come from."""
    figures = [b for b in blocks(sample("en")) if isinstance(b, ReportTable | Chart)]
    assert len(book().sheetnames) == len(figures) + 2
    assert book("fr").sheetnames[0] == "Synthèse"


def test_no_text_becomes_a_formula():
    """Names that begin like formulas or addresses are plain text; links lead inside the workbook."""
    assert not [n for n, part in parts(made("xlsx", "en")).items() if b"TargetMode" in part]
    written = [c for sheet in book() for row in sheet.iter_rows() for c in row]
    assert any(str(cell.value).startswith("=cmd") for cell in written)
    formulas = [c for sheet in book_of_formulas() for row in sheet.iter_rows() for c in row if c.data_type == "f"]  # fmt: skip
    assert formulas
    for cell in formulas:
        assert re.fullmatch(r'=(IF|SUM)\([A-Z0-9$(),:=/"\-]*\)', cell.value)
        assert "cmd" not in cell.value


def test_numbers_have_formats_and_dates_are_dates():
    """Money shows its currency, shares a percent sign; days can be sorted."""
    sheet = book("fr")["Coût et retour par canal"]
    row = next(r for r in sheet.iter_rows() if r[0].value == "Canal Organic Social")
    assert row[1].value == 12450.75
    assert "€" in row[1].number_format
    assert row[3].value == 0.0231
    assert row[3].number_format.endswith("%")
    assert isinstance(row[-1].value, datetime)


def test_unknown_is_an_empty_cell():
    """A figure that is unknown is no zero."""
    sheet = book("fr")["Coût et retour par canal"]
    row = next(r for r in sheet.iter_rows() if str(r[0].value).startswith("Canal Rentrée"))
    assert row[1].value is None


def test_heads_stay_in_view():
    """Each sheet of a figure is frozen below its head."""
    assert all(sheet.freeze_panes for sheet in book())


@pytest.mark.parametrize("wanted", ["a" * 40, "x/y:z[1]?*", "", "'quoted'", "History", "Chart"])
def test_names_of_sheets_are_allowed(wanted):
    """At most 31 letters, none forbidden, none twice."""
    taken: set[str] = set()
    names = [sheet_name(wanted, taken) for _ in range(12)]
    assert len({name.casefold() for name in names}) == 12
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert not any(name.startswith("'") or name.endswith("'") for name in names)


def test_equal_titles_make_two_sheets():
    """Two tables of one name both get a sheet."""
    first = replace(sample("en").sections[-1])
    content = formats()["xlsx"].write(replace(report(), sections=(first, first)))
    names = open_book(content).sheetnames
    assert [name for name in names if name.startswith("Files")] == ["Files", "Files (2)"]


def test_a_title_of_nothing_but_signs_is_no_crash():
    """A sheet whose title Excel forbids altogether has a plain name."""
    table = next(b for b in blocks(sample("en")) if isinstance(b, ReportTable))
    section = replace(sample("en").sections[0], blocks=(replace(table, title=msg("[:*?/]")),))
    assert formats()["xlsx"].write(replace(report(), sections=(section,)))

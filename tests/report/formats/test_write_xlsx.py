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


def test_names_of_sheets_end_with_a_word():
    assert (
        sheet_name("All goals of the period that were set", set()) == "All goals of the period that"
    )
    assert sheet_name("x" * 40, set()) == "x" * 31


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


def sheet_of(title: str, language: str = "en"):
    one = book(language)
    return one[next(name for name in one.sheetnames if name.startswith(title))]


def table_of(title: str) -> list[dict]:
    sheet = sheet_of(title)
    rows = list(sheet.iter_rows(values_only=True))
    first = int(sheet.freeze_panes.lstrip("A")) - 1
    return [dict(zip(rows[first - 1], row, strict=True)) for row in rows[first:] if row[0]]


def test_pictures_of_rows_are_columns_of_numbers():
    """Low, value and high as plain numbers that can be sorted."""
    money = {row["Campaign"]: row for row in table_of("Campaigns by ad spend")}
    film = money["brand-film"]
    assert (film["Cost per lead"], film["High"]) == (185, 568)
    assert film["Low"] == pytest.approx(129.5)
    assert money["campaign 8"]["Cost per lead"] is None
    goals = table_of("Goals until")
    assert goals[0]["28 Nov"] == 1107
    assert [row["Planned pace"] for row in goals[:2]] == [0.73, 0.73]
    assert goals[0]["28 Nov (2)"] == 0.79


def test_several_pictures_are_told_apart():
    parts_of_change = table_of("Parts of the change")
    assert parts_of_change[1]["Against September 2026: Change"] == 10
    assert parts_of_change[1]["Against October 2025: Change"] == 85


def test_trends_are_sparklines_with_their_months():
    """One for each row with values; what a month has no value for stays empty."""
    rows = table_of("Results of the quarter")
    assert rows[1]["Sep 2025"] is None
    assert rows[1]["Nov 2025"] == 21e3
    lines = [content.count(b"<x14:sparkline>") for content in parts(made("xlsx", "en")).values()]
    assert sum(lines) == 3


def test_covered_days_are_in_words():
    rows = {row["Source"]: row for row in table_of("Sources")}
    covered = "The quarter is complete in all sources but one"
    assert rows["YouTube"][covered] == "7 months missing, 1 Oct–31 Dec 2025, 1 Aug–29 Sep 2026"


def test_charts_are_bars_with_intervals_and_never_stock_charts():
    charts = [c for n, c in parts(made("xlsx", "en")).items() if n.startswith("xl/charts/chart")]
    assert not [
        content for content in charts if b"hiLowLines" in content or b"stockChart" in content
    ]
    assert len([content for content in charts if b"errBars" in content]) >= 3

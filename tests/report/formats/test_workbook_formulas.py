"""The workbook calculates: its formulas give the report's own values, here and in LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from math import fsum

import pytest
from openpyxl.utils import range_boundaries

from i18n.message import Quantity, msg
from metrics.definitions.registry import Unit
from report.build import build
from report.document.model import Amount, ReportColumn, ReportTable
from report.formats import formats
from report.formats.xlsx.formulas import CHANGES, RATIOS, SHARES, SUMS, TOTALS
from report.formats.xlsx.sheet import distinct, sheet_name
from tests.report.conftest import JUNE, NOW
from tests.report.formats.made import made, open_book, parts
from tests.report.sample import BASIS, HOSTILE, report

OFFICE = shutil.which("soffice")
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
 oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>"""


@pytest.fixture(scope="module")
def june(demo):
    """The workbook of the demo company: of a quarter, so that deals are enough for a return."""
    quarter = replace(JUNE, start=date(2026, 4, 1))
    return formats()["xlsx"].write(build(demo, quarter, now=NOW))


def count(value):
    return Amount(value, Unit.COUNT)


def money(value):
    return Amount(value, Unit.MONEY, "EUR")


def share(value):
    return Amount(value, Unit.PERCENT)


def table(name, columns, *rows: tuple[object, ...]):
    heads = tuple(ReportColumn(column, msg("{name}", name=column)) for column in columns)
    return ReportTable(name, msg("Table"), heads, rows, BASIS)


def written(*tables: ReportTable):
    """The workbook of these tables."""
    of = report()
    return formats()["xlsx"].write(replace(of, sections=(replace(of.sections[0], blocks=tables),)))


def column(content, label, *, values):
    """The cells below a head on the sheet of the first table."""
    sheet = open_book(content, values=values).worksheets[1]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == label:
                below = range(cell.row + 1, sheet.max_row + 1)
                return [sheet.cell(number, cell.column).value for number in below]
    raise AssertionError(label)


def formulas(content):
    """Every formula with its sheet and its own value, as an independent program reads them."""
    texts, values = (open_book(content, values=wanted) for wanted in (False, True))
    for sheet in texts:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield (
                        cell.value,
                        values[sheet.title],
                        values[sheet.title][cell.coordinate].value,
                    )


def computed(text, sheet):
    """What a formula of this workbook gives, worked out in plain Python."""
    guard = re.fullmatch(r'=IF\((.+)=0,"",(.+)\)', text)
    if guard is None:
        return _value(text.removeprefix("="), sheet)
    assert _value(guard[1], sheet) != 0
    return _value(guard[2], sheet)


def _value(expression, sheet):
    quotient = re.fullmatch(r"(.+?)/(.+?)(-1)?", expression)
    if quotient is not None:
        less = 1 if quotient[3] else 0
        return _value(quotient[1], sheet) / _value(quotient[2], sheet) - less
    total = re.fullmatch(r"SUM\((.+)\)", expression)
    if total is None:
        return sheet[expression.replace("$", "")].value or 0
    cells = []
    for part in total[1].split(","):
        left, top, right, bottom = range_boundaries(part)
        cells += [
            cell.value or 0 for row in sheet.iter_rows(top, bottom, left, right) for cell in row
        ]
    return fsum(cells)


def test_every_formula_gives_its_own_value(june):
    """Recomputed from the cells that it names, each one is what the report says."""
    found = list(formulas(june))
    assert len(found) > 100
    names = {sheet.title for _, sheet, _ in found}
    assert any(name.startswith("Cost per customer and ROI") for name in names)
    for text, sheet, value in found:
        assert computed(text, sheet) == pytest.approx(value, rel=1e-9), (sheet.title, text)


def test_shares_and_costs_are_computed():
    """A share divides by the sum of all rows, a cost by the results of its row."""
    content = written(
        table("money.campaigns", ("campaign", "spend", "share", "results"), ("a", money(300.0), share(0.75), count(3)), ("b", money(100.0), share(0.25), count(0))),
        table("channels.table", ("channel", "cost", "leads", "cpl"), ("a", money(300.0), count(4), money(75.0)), ("b", money(100.0), count(0), money(None))),
    )  # fmt: skip
    sums = "SUM(B$6:B$7)"
    assert column(content, "share", values=False) == [
        f'=IF({sums}=0,"",B6/{sums})',
        f'=IF({sums}=0,"",B7/{sums})',
    ]
    assert column(content, "share", values=True) == [0.75, 0.25]
    second = open_book(content, values=False).worksheets[2]
    assert second["D6"].value == '=IF(C6=0,"",B6/C6)'
    assert second["D7"].value is None


@pytest.mark.parametrize(
    ("own", "is_formula"), [(0.1, True), (0.1 + 1e-12, True), (0.1 + 1e-6, False), (0.13, False)]
)
def test_a_value_that_the_cells_do_not_give_stays_a_number(own, is_formula):
    """The workbook never contradicts the report: adjusted changes are not computed."""
    change = msg("up {step}", step=Quantity(own, "whole-percent"))
    content = written(
        table("results.table", ("figure", "now", "before", "change"), ("Leads", count(110.0), count(100.0), change))
    )  # fmt: skip
    [cell] = column(content, "change", values=False)
    assert (cell == '=IF(C6=0,"",B6/C6-1)') is is_formula
    assert column(content, "change", values=True) == [pytest.approx(own, rel=1e-12)]
    assert column(content, "change: in words", values=True)[0].startswith("up ")


def test_changes_are_numbers_with_their_sign():
    """A fall is below zero; what has no number keeps its words alone."""
    rows = [
        ("a", count(90.0), msg("down {step}", step=Quantity(0.1, "whole-percent"))),
        ("b", count(90.0), msg("hardly changed")),
        ("c", count(90.0), msg("{step}", step=Quantity(-3.0, "signed-count"))),
    ]
    content = written(table("x", ("figure", "now", "change"), *rows))
    assert column(content, "change", values=True) == [-0.1, None, -3]
    assert column(content, "change: in words", values=True) == ["down 10%", "hardly changed", None]
    sheet = open_book(content).worksheets[1]
    assert sheet["C6"].number_format.startswith("+0.0")


def test_numbers_inside_words_have_cells_of_their_own():
    """The value before, its change, and what is said of it."""
    verdict = msg("up {step}", step=Quantity(0.1, "whole-percent"))
    before = msg("{value} ({verdict})", value=Quantity(100.0, "count"), verdict=verdict)
    pair = msg("{before} → {now}", before=Quantity(20.0, "count"), now=Quantity(28.0, "count"))
    row = ("Leads", count(110.0), before, pair)
    content = written(table("answer.table", ("figure", "now", "before.0", "posts"), row))
    for label, value in (
        ("now", 110),
        ("before.0", 100),
        ("before.0: change", 0.1),
        ("before.0: in words", "up 10%"),
        ("posts: before", 20),
        ("posts", 28),
    ):
        assert column(content, label, values=True) == [pytest.approx(value)]
    assert column(content, "before.0: change", values=False) == ['=IF(C6=0,"",B6/C6-1)']


@pytest.mark.parametrize(("last", "is_formula"), [(7.0, True), (8.0, False)])
def test_parts_add_up_to_the_last_row(last, is_formula):
    rows = [(name, msg("{step}", step=Quantity(n, "signed-count"))) for name, n in (("a", 9.0), ("b", -2.0), ("all", last))]  # fmt: skip
    content = written(table("moved.parts", ("part", "change.0"), *rows))
    assert (column(content, "change.0", values=False)[-1] == "=SUM(B6:B7)") is is_formula
    assert column(content, "change.0", values=True) == [9, -2, last]


def test_every_declared_relation_is_of_a_table_with_formulas(june):
    """A renamed table or column would leave its formulas out without a word."""
    names = {name for sheet in open_book(june, values=False) for name in sheet.tables}
    written_in = {
        re.sub(r"^t\d+_", "", name)
        for sheet in open_book(june, values=False)
        for name in sheet.tables
        if any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    }
    declared = {*RATIOS, *SHARES, *SUMS, *TOTALS}
    assert {one.replace(".", "_") for one in declared} <= written_in
    assert {one.replace(".", "_") for one in CHANGES} <= {re.sub(r"^t\d+_", "", n) for n in names}


def test_every_table_has_filters(june):
    """An Excel table for each table and chart, its heads as they are in the cells."""
    book = open_book(june)
    for sheet in book.worksheets[1:]:
        [listed] = sheet.tables.values()
        assert listed.autoFilter is not None
        heads = [cell.value for cell in sheet[listed.ref][0]]
        assert heads == [one.name for one in listed.tableColumns]
        assert len({head.casefold() for head in heads}) == len(heads)
    names = [name for sheet in book for name in sheet.tables]
    assert len(names) == len(set(names))


def test_a_table_without_rows_is_written():
    """Excel has no table without rows."""
    content = written(table("x", ("figure", "now")))
    assert not open_book(content).worksheets[1].tables


def test_heads_are_distinct():
    assert distinct(["A", "a", "A (2)", ""]) == ("A", "a (2)", "A (2) (2)", "–")
    long = distinct(["x" * 300] * 2)
    assert [len(one) for one in long] == [255, 255]
    assert len(set(long)) == 2


def test_hostile_heads_and_names_are_plain_text():
    """A column or a block that is called like a formula opens as it is called."""
    name = HOSTILE.replace("{", "(").replace("}", ")")
    content = written(table(name, ("figure", name), ("a", count(1))))
    sheet = open_book(content, values=False).worksheets[1]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    [listed] = sheet.tables.values()
    assert re.fullmatch(r"\w+", listed.name, re.ASCII)


def test_the_overview_leads_to_every_sheet_and_back(june):
    book = open_book(june)
    first, *others = book.worksheets
    assert links(first) == ["'" + sheet.title.replace("'", "''") + "'!A1" for sheet in others]
    for sheet in others:
        assert links(sheet) == [f"'{first.title}'!A1"]


def links(sheet):
    """The places inside the workbook that a sheet leads to."""
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert not [cell for cell in cells if cell.hyperlink.target]
    return [cell.hyperlink.location for cell in cells]


def test_headline_values_have_names(june):
    """Other workbooks refer to the results by name, in any language."""
    book = open_book(june)
    names = {name: found.attr_text for name, found in book.defined_names.items()}
    assert "now_leads" in names
    sheet, cell = names["now_leads"].rsplit("!", 1)
    assert isinstance(book[sheet.strip("'")][cell.replace("$", "")].value, float)
    cards = open_book(made("xlsx", "fr"))
    assert {"now_roi", "now_cpl"} <= set(cards.defined_names)
    place = cards.defined_names["now_cpl"].attr_text.rsplit("!", 1)[1].replace("$", "")
    assert cards.worksheets[0][place].value == 38.4


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("What counts, on the period before", "What counts, on the period"),
        ("a" * 31, "a" * 31),
        ("a" * 32, "a" * 31),
        ("Networks: seen", "Networks seen"),
        ("Leads by day of the whole week a", "Leads by day of the whole week"),
    ],
)
def test_names_of_sheets_are_cut_after_a_word(wanted, name):
    taken: set[str] = set()
    assert sheet_name(wanted, taken) == name
    again = sheet_name(wanted, taken)
    assert again.endswith(" (2)")
    assert len(again) <= 31


def test_a_row_without_a_trend_has_empty_cells():
    """A goal has no trend: its row is as long as the others, and nothing fails."""
    first = report().sections[0].blocks[0]
    [chart] = first.charts
    bare = replace(first, charts=(replace(chart, trends=(*chart.trends[:-1], ())),))
    sheet = open_book(written(bare)).worksheets[1]
    last = [cell.value for cell in sheet[sheet.max_row]]
    assert last[:2] == ["Main goal: 1,400 leads by 31\u00a0Dec", 1107]
    assert set(last[4:]) == {None}


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_computes_the_same(june, tmp_path):
    """With every stored value replaced, opening the file computes the report's values again."""
    assert OFFICE is not None
    source = tmp_path / "book.xlsx"
    with zipfile.ZipFile(source, "w") as file:
        for name, content in parts(june).items():
            file.writestr(name, re.sub(rb"(</f><v>)[^<]*(</v>)", rb"\g<1>-1\2", content))
    assert {value for *_, value in formulas(source.read_bytes())} == {-1}
    profile = tmp_path / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS)
    command = [OFFICE, "--headless", f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    opened = open_book((tmp_path / "out" / "book.xlsx").read_bytes())
    for before, after in zip(open_book(june), opened, strict=True):
        for row in before.iter_rows():
            for cell in row:
                again = after[cell.coordinate].value
                if isinstance(cell.value, int | float):
                    assert again == pytest.approx(cell.value, rel=1e-9), (before.title, cell)

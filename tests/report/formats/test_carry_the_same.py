"""Every format carries every number of the report, written the same."""

from __future__ import annotations

import json
import re

import pytest

from report import charts
from report.charts.as_table import SHAPES
from report.document.model import Cards, Chart, ChartShape, ReportTable, SeriesRole
from report.wording import render
from tests.report.formats.made import (
    amounts,
    blocks,
    chart_values,
    made,
    pptx_numbers,
    sample,
    shortened,
    text_of,
    xlsx_numbers,
)

LANGUAGES = ("en", "fr")
READ = ("pptx", "pdf", "html")


def missing(expected: set[str], text: str) -> set[str]:
    return {each for each in expected if re.sub(r"\s+", " ", each) not in text}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", READ)
def test_amounts_are_written_alike(name, language):
    """Cards and tables say every amount, with its bounds, as the language writes it."""
    expected = {
        part for a in amounts(sample(language)) for part in render.headline(a, language) if part
    }
    assert not missing(expected, text_of(name, made(name, language)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", READ)
def test_what_figures_rest_on_is_written(name, language):
    """Source, day, n, reasons for unknown figures and days of note stand in every format."""
    report = sample(language)
    expected = {note for block in blocks(report) for note in render.notes(block, language)}
    expected |= {
        m for b in blocks(report) if isinstance(b, Chart) for m in render.marks(b, language)
    }
    expected |= {render.sentence(section.title, language) for section in report.sections}
    expected |= {render.period(report), render.standing(report)}
    assert not missing(expected, text_of(name, made(name, language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_native_charts_hold_the_numbers_themselves(language):
    """Behind each native chart stand the report's unrounded numbers."""
    drawn = [b for b in blocks(sample(language)) if isinstance(b, Chart)]
    expected = set().union(*(chart_values(b) for b in drawn if b.shape is not ChartShape.STEPS))
    assert expected <= pptx_numbers(made("pptx", language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", READ)
def test_labels_of_charts_are_written_alike(name, language):
    """Ranges, steps and the ends of curves are labelled in words of the language."""
    expected: set[str] = set()
    for chart in (b for b in blocks(sample(language)) if isinstance(b, Chart)):
        if chart.shape is ChartShape.RANGES:
            expected |= {label for label in render.spans(chart, language) if label}
        elif chart.shape is ChartShape.STEPS:
            expected |= {label for label in render.moves(chart, language) if label}
        else:
            actual = next(s for s in chart.series if s.role is SeriesRole.ACTUAL)
            known = [value for value in actual.values if value is not None]
            if chart.shape is not ChartShape.BARS:
                expected.add(render.figure(known[-1], chart.unit, chart.currency, language))
    assert not missing(expected, text_of(name, made(name, language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_are_drawn_from_the_numbers_themselves(language):
    """What Vega draws for page and paper are the unrounded numbers."""
    report = sample(language)
    for chart in (b for b in blocks(report) if isinstance(b, Chart) and b.shape not in SHAPES):
        spec = json.dumps(charts.spec(chart, language, report.brand))
        drawn = {float(n) for n in re.findall(r": (-?\d+(?:\.\d+)?(?:e-?\d+)?)[,}]", spec)}
        assert chart_values(chart) <= drawn, chart.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_the_figures_of_its_charts(language):
    """Below each picture of the web page its figures stand as a table."""
    expected = {
        render.figure(value, chart.unit, chart.currency, language)
        for chart in blocks(sample(language))
        if isinstance(chart, Chart)
        for value in chart_values(chart)
    }
    assert not missing(expected, text_of("html", made("html", language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_holds_every_number(language):
    """Cells hold equal numbers: all rows of tables, charts, cards and their bounds."""
    expected: set[float] = set()
    for block in blocks(sample(language)):
        if isinstance(block, Chart):
            expected |= chart_values(block)
        cells = [c for row in block.rows for c in row] if isinstance(block, ReportTable) else []
        cells += [card.amount for card in block.items] if isinstance(block, Cards) else []
        for cell in cells:
            ends = [cell] if isinstance(cell, float) else []
            ends += [getattr(cell, end, None) for end in ("value", "low", "high")]
            expected |= {end for end in ends if end is not None}
    assert shortened(expected) <= shortened(xlsx_numbers(made("xlsx", language)))

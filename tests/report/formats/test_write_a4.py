"""The one-page summary: what is on it, and that it is one page."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from i18n.message import msg
from report.document.model import Actions, ReportTable, Sentence, Text
from report.formats import formats
from tests.report.formats.made import made, sample, text_of
from tests.report.sample import LONG, report

A4 = (595.276, 841.89)
LANGUAGES = ("en", "fr")
READABLE = 7.95  # points: 8, up to the rounding of a pixel


def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def written(sections) -> bytes:
    return formats()["a4"].write(replace(report(), sections=tuple(sections)))


def smallest(content: bytes) -> float:
    """The smallest letters of the page in points."""
    sizes = set()

    def seen(text, cm, tm, _font, size):
        if text.strip():
            sizes.add(abs(size * tm[3] * cm[3]))

    for page in reader(content).pages:
        page.extract_text(visitor_text=seen)
    return min(sizes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_one_accessible_page(language):
    """A4, PDF/UA-1, in its language, letters of at least 8 points."""
    file = reader(made("a4", language))
    [page] = file.pages
    assert [float(n) for n in page.mediabox[2:]] == pytest.approx(A4, abs=0.1)
    root = file.trailer["/Root"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert smallest(made("a4", language)) >= READABLE


def test_it_has_answer_goals_and_steps():
    """The answer as its heading, three sentences, what is asked, three goals, every step."""
    text = text_of("a4", made("a4", "en"))
    known = {section.id: section for section in sample("en").sections}
    places = [
        text.index(words)
        for words in (
            "Data through 29 Sep 2026",
            "Leads held (385, 22% above last year)",
            "385 leads, as many a day as in September.",
            "Correct one tag: it makes one goal look safe.",
            "Decision by 1 Dec: a test of €1,500 in December",
            "Results of the quarter",
            "1,400 leads by 31 December",
            "Decide on the test by 1 December",
            "Read the revenue of October again",
        )
    ]
    assert places == sorted(places)
    goals = next(b for b in known["goals"].blocks if isinstance(b, ReportTable))
    # A long name goes on in the next line.
    shown = [str(row[0]) for row in goals.rows if str(row[0])[:30] in text]
    assert shown == [str(row[0]) for row in goals.rows[:3]]
    assert "Demo data" in text


@pytest.mark.parametrize("dropped", ["answer", "goals", "decide"])
def test_a_missing_section_is_left_out(dropped):
    """The rest is still a page; without the answer its heading is the report's headline."""
    left = [section for section in report().sections if section.id != dropped]
    content = written(left)
    assert len(reader(content).pages) == 1
    text = text_of("a4", content)
    assert ("142 leads, 95% of the pace" in text) is (dropped == "answer")
    assert ("Decide on the test" in text) is (dropped != "decide")


def test_a_report_without_sections_is_a_page():
    assert len(reader(written([])).pages) == 1


def test_without_a_decision_the_answers_own_one_is_asked():
    asked = formats()["a4"].write(replace(report(), ask=None))
    assert "with a rule to stop it" in text_of("a4", asked)


@pytest.mark.parametrize("times", [1, 4, 12])
def test_whatever_is_long_it_stays_one_page(times):
    """Letters become smaller, then rows are left out; never below 8 points."""
    long = replace(Sentence("x", msg("unused")), written=f"{LONG}. " * times)
    sections = []
    for section in report().sections:
        blocks = []
        for block in section.blocks:
            if isinstance(block, Text):
                block = replace(block, sentences=(long,) * len(block.sentences))  # noqa: PLW2901
            elif isinstance(block, Actions):
                items = [replace(item, what=long) for item in block.items]
                block = replace(block, items=tuple(items) * 4)  # noqa: PLW2901
            blocks.append(block)
        sections.append(replace(section, title=long, blocks=tuple(blocks)))
    content = written(sections)
    assert len(reader(content).pages) == 1
    assert smallest(content) >= READABLE


def test_equal_reports_are_equal_bytes():
    assert formats()["a4"].write(report()) == formats()["a4"].write(report())

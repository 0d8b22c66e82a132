from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from i18n.message import msg
from report.document.model import Sentence
from report.formats import formats
from tests.report.formats.made import made, sample, text_of
from tests.report.sample import HOSTILE, report


def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_accessible(language):
    """PDF/UA-1: declared, tagged, in its language, titled; every picture says what it shows."""
    file = reader(made("pdf", language))
    root = file.trailer["/Root"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert file.metadata.title


def test_sections_are_bookmarks():
    """Each section can be jumped to."""
    titles = [item.title for item in reader(made("pdf", "en")).outline]
    assert titles == [section.title.message.text for section in sample("en").sections]


def test_pages_are_numbered():
    """Every page says which of how many it is."""
    pages = reader(made("pdf", "fr")).pages
    for number, page in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in page.extract_text()


def test_fonts_are_embedded():
    """Every font travels with the file; charts and text share the typeface."""
    fonts = set()
    for page in reader(made("pdf", "fr")).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            child = font.get_object()["/DescendantFonts"][0].get_object()
            about = child["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & about.keys()
            fonts.add(about["/FontName"].split("+")[-1].split("-")[0])
    assert fonts == {"SourceSansPro"}


def test_french_spaces_survive():
    """Narrow no-break spaces are in the text, before signs and between thousands."""
    text = "".join(page.extract_text() for page in reader(made("pdf", "fr")).pages)
    assert "12\u202f451\u00a0€" in text
    assert "2,3\u202f%" in text


@pytest.mark.parametrize(
    "text", [HOSTILE, '#read("/etc/passwd")', "$ x^2 $ [b] */ // end", "= Title", '"); #panic("']
)
def test_text_is_never_markup(text):
    """What looks like the typesetter's code is printed as it is."""
    hostile = replace(report(), headline=Sentence("h", msg("unused"), text), sections=())
    assert text.split("\x07")[0].strip() in text_of("pdf", formats()["pdf"].write(hostile))


def test_letters_without_a_glyph_do_not_stop_it():
    """A character that no font can draw becomes a box; the rest is written."""
    odd = replace(
        report(), headline=Sentence("h", msg("unused"), "Hello \U00013000\ue123 \U000e0041 end")
    )
    assert "Hello" in text_of("pdf", formats()["pdf"].write(odd))


def test_equal_reports_are_equal_bytes():
    """Nothing of the moment of writing gets in: a report made again is the same file."""
    assert formats()["pdf"].write(report()) == formats()["pdf"].write(report())

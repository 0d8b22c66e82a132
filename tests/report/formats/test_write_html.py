from __future__ import annotations

import re

import pytest
from lxml import html

from report.document.colours import BEFORE, contrast
from report.document.edits import replaceable
from report.document.model import ReportTable
from report.formats.html import editable
from report.wording import render
from tests.report.formats.made import made, sample
from tests.report.sample import HOSTILE


def page(language: str = "en"):
    return html.fromstring(made("html", language))


def test_it_needs_nothing_else():
    """No script, no address outside, no event handler: the file is all there is."""
    tree = page()
    assert not list(tree.iter("script", "link", "iframe", "object", "embed"))
    for element in tree.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            if name in {"src", "href"}:
                assert value.startswith(("#", "data:image/"))
    assert "@import" not in made("html", "en").decode()
    assert not re.search(r"url\((?!#)", made("html", "en").decode())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_readable_by_structure(language):
    """Language, one first heading, sections below it, tables with heads, pictures with words."""
    tree = page(language)
    assert tree.get("lang") == language
    assert len(list(tree.iter("h1"))) == 1
    assert len(list(tree.iter("h2"))) == len(sample(language).sections)
    for table in tree.iter("table"):
        assert all(cell.get("scope") in {"col", "row"} for cell in table.iter("th"))
    for picture in tree.xpath("//figure//svg"):
        assert picture.get("role") == "img"
        assert picture.get("aria-label")
    assert len(tree.xpath("//figure/figcaption")) == len(tree.xpath("//figure"))


def test_ids_are_unique():
    """Links and pictures refer to one element each."""
    ids = page().xpath("//@id")
    assert len(ids) == len(set(ids))


def test_text_is_never_markup():
    """Names from files are escaped, in tables and in pictures."""
    content = made("html", "en").decode()
    assert "<script" not in content
    assert HOSTILE.split("\x07")[0].strip() in " ".join(page().itertext())


def test_pictures_speak_the_language():
    """Vega's own English descriptions of marks are left out."""
    assert "aria-roledescription" not in made("html", "fr").decode()


def section_of(name: str, language: str = "en"):
    return page(language).get_element_by_id(name)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pictures_are_in_the_rows_of_their_table(language):
    """One for each row, with its words; the head has title, subtitle and what the lines are."""
    report = sample(language)
    tables = [
        b for s in report.sections for b in s.blocks if isinstance(b, ReportTable) and b.charts
    ]
    drawn = [t for t in page(language).iter("table") if t.xpath(".//td[@class='row-picture']")]
    # Ranges and steps are tables of that kind, too.
    assert len(drawn) == len(tables) + 2
    for table, shown in zip(tables, drawn, strict=False):
        rows = shown.xpath("./tbody/tr")
        assert len(rows) == len(table.rows)
        for row in rows:
            pictures = row.xpath("./td[@class='row-picture']/svg")
            assert len(pictures) == len(table.charts)
            assert all(p.get("role") == "img" and p.get("aria-label") for p in pictures)
        heads = shown.xpath("./thead//th[@class='picture-head']")
        for head, chart in zip(heads, table.charts, strict=True):
            words = " ".join(head.itertext())
            assert render.said(chart.title, language) in words
            alt = render.said(chart.alt, language)
            assert alt in words or alt in [svg.get("aria-label") for svg in head.iter("svg")]


def test_rows_of_a_picture_have_one_axis():
    """The zero of all rows is at one place."""
    zeros = set()
    for svg in section_of("change").xpath(".//tbody/tr/td[1]/svg"):
        [rule] = [
            e for e in svg.iter("line") if e.get("x1") == e.get("x2") and float(e.get("y1")) < 0
        ]
        zeros.add(rule.get("x1"))
    assert len(zeros) == 1


def test_what_is_aside_is_next_to_the_rest():
    [aside] = section_of("answer").xpath(".//div[@class='aside']")
    assert [e.text for e in aside.iter("h3")] == ["In three sentences"]
    assert len(list(aside.iter("li"))) == 3
    assert "a rule to stop it" in aside.xpath(".//p[@class='lead']")[0].text
    assert not section_of("goals").xpath(".//div[@class='aside']")


def test_colours_of_letters_can_be_read():
    """A contrast of 4.5 to 1 (AA) on the page and on cards, light and dark."""
    style = page().xpath("//style")[0].text
    light, dark = (
        dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6});", block))
        for block in re.findall(r":root \{([^}]*--ink[^}]*)\}", style)
    )
    for scheme in (light, dark):
        full = {name: c if len(c) == 7 else "#" + "".join(2 * x for x in c[1:]) for name, c in scheme.items()}  # fmt: skip
        for letters in ("ink", "quiet", "good", "bad", "warning"):
            for behind in ("paper", "wash"):
                assert contrast(full[letters], full[behind]) >= 4.5, (letters, behind)


def test_every_colour_of_pictures_has_one_for_the_dark():
    """No picture has a colour that the dark page does not know."""
    tree = page()
    style = tree.xpath("//style")[0].text
    used = {
        (kind, element.get(kind))
        for svg in tree.xpath("//td[@class='row-picture']/svg | //th/svg")
        for element in svg.iter()
        for kind in ("fill", "stroke")
        if element.get(kind)
    }
    both = {BEFORE}  # can be seen on light and dark
    lacking = {
        (kind, colour)
        for kind, colour in used
        if colour not in both and f'svg [{kind}="{colour}"]' not in style
    }
    assert not lacking


def test_a_page_to_edit_names_each_sentence_once():
    """It reads as the file does, which names none."""
    report = sample("en")
    tree = html.fromstring(editable(report))
    named = [one.get("data-say") for one in tree.xpath("//*[@data-say]")]
    spoken = {section.title.id for section in report.sections if section.workbook}
    assert sorted(named) == sorted(replaceable(report).keys() - spoken)
    assert not page().xpath("//@data-say | //@data-log")
    steps = [one.get("data-log") for one in tree.xpath("//*[@data-log]")]
    assert [f"{step}.owner" in named for step in steps] == [True] * len(steps) != []
    for empty in tree.xpath("//*[@data-log or @data-log-head]"):
        empty.drop_tree()
    assert tree.text_content().split() == page().text_content().split()

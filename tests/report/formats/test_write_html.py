from __future__ import annotations

import re

import pytest
from lxml import html

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

"""The report's own page in a browser: wide, on a phone, on paper, light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import SCHEMES, serious
from tests.report.formats.made import made

# Whatever goes beyond the window without a box of its own that scrolls.
OUTSIDE = """() => [...document.querySelectorAll('body *')].filter(e => {
  const box = e.getBoundingClientRect();
  const own = e.closest('.table, .picture, details, .unseen') || e.closest('svg');
  return !own && box.width && box.right > document.documentElement.clientWidth + 1;
}).map(e => e.outerHTML.slice(0, 200))"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def opened(page: Page, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(made("html", language).decode())
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [390, 768, 1180])
def test_the_page_never_scrolls_sideways(page: Page, language: str, width: int) -> None:
    """A wide table has a box of its own to scroll in."""
    opened(page, language, width)
    assert page.evaluate(WIDER) == 0
    assert page.evaluate(OUTSIDE) == []


def test_on_a_phone_tables_with_pictures_are_lists(page: Page) -> None:
    """Each row is a block of names and values with its picture; no box scrolls."""
    opened(page, "en", 390)
    table = page.locator("#goals .table").first
    assert table.evaluate("e => e.scrollWidth - e.clientWidth") == 0
    cells = table.locator("tbody tr").first.locator("td")
    tops = [cells.nth(n).bounding_box()["y"] for n in range(cells.count())]  # type: ignore[index]
    assert tops == sorted(tops)
    assert len(set(tops)) == len(tops)
    assert cells.first.evaluate("e => getComputedStyle(e, '::before').content") == '"28\u00a0Nov"'
    expect(page.locator("#answer .aside")).to_be_visible()


def test_on_a_wide_page_sentences_are_next_to_their_table(page: Page) -> None:
    opened(page, "en", 1180)
    table = page.locator("#answer .table").bounding_box()
    aside = page.locator("#answer .aside").bounding_box()
    assert table is not None
    assert aside is not None
    assert aside["x"] > table["x"] + table["width"]
    assert abs(aside["y"] - table["y"]) < 120


def test_pictures_meet_their_rows(page: Page) -> None:
    """The middle of a picture is that of its row."""
    opened(page, "fr", 1180)
    for row in page.locator("#money tbody tr").all():
        outer, inner = row.bounding_box(), row.locator("svg").bounding_box()
        assert outer is not None
        assert inner is not None
        middles = [box["y"] + box["height"] / 2 for box in (outer, inner)]
        assert abs(middles[0] - middles[1]) <= 2


@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_serious_is_found(page: Page, scheme: str) -> None:
    """axe, in light and dark, with the figures of the charts open."""
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    opened(page, "en", 1180)
    page.evaluate("() => document.querySelectorAll('details').forEach(e => { e.open = true; })")
    assert serious(page) == []


def test_on_paper_nothing_is_cut(page: Page) -> None:
    """A4 without its margins."""
    page.emulate_media(media="print")
    opened(page, "fr", 680)
    assert page.evaluate(WIDER) == 0
    assert (
        page.evaluate(
            "() => [...document.querySelectorAll('.table')].filter(e => e.scrollWidth > e.clientWidth + 1)"
            ".map(e => e.innerText.slice(0, 80))"
        )
        == []
    )

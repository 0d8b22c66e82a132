"""What only a browser shows of the Present page: frames, keys and files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import serious
from tests.browser.test_journey import settle, visit

LOADED = """() => {
  const image = document.querySelector('.slide .picture img');
  return image?.complete && image.naturalWidth > 100;
}"""


def test_contents_of_the_preview_lead_inside_it(demo: str, page: Page) -> None:
    """A click on a line of the contents shows its section, and the application stays."""
    visit(page, f"{demo}/reports")
    paper = page.frame_locator("iframe").first
    title = paper.locator("nav a").last.inner_text()
    paper.locator("nav a").last.click()
    expect(paper.get_by_role("heading", name=re.compile(re.escape(title)))).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Reports", exact=True)).to_be_visible()


def _press(page: Page, key: str) -> None:
    """Presses a key once the screen is complete: its buttons, drawn last, are who listens."""
    settle(page)
    page.keyboard.press(key)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_keys_turn_the_screens(demo: str, page: Page, scheme: str) -> None:
    """Arrows turn, also after a click on the slide; every screen fits; Escape ends."""
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    page.set_viewport_size({"width": 1280, "height": 720})
    visit(page, f"{demo}/reports")
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.locator(".slide h1")).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator("h1:visible")).to_have_count(1)
    _press(page, "ArrowRight")
    expect(page.locator(".slide .cards")).to_be_visible()
    page.locator(".slide h2").click()
    picture = page.locator(".slide .picture img")
    at = page.locator(".st-key-present_turn [data-testid=stMarkdown]")
    # What it is too early for, the goals as a table, then the first of them as a picture.
    for place in (3, 4, 5):
        _press(page, "ArrowRight")
        expect(at).to_contain_text(f"{place} of")
    expect(picture).to_be_in_viewport(ratio=1)
    page.wait_for_function(LOADED)
    for place in (4, 3, 2):
        _press(page, "ArrowLeft")
        expect(at).to_contain_text(f"{place} of")
    expect(page.locator(".slide .cards")).to_be_visible()
    _press(page, "Escape")
    expect(page.locator("iframe")).to_be_visible()
    expect(page).not_to_have_url(re.compile("screen="))


def test_a_presenters_remote_turns_the_screens(demo: str, page: Page) -> None:
    """Space and the keys of a remote turn like arrows; Home and End go to the ends."""
    page.set_viewport_size({"width": 1280, "height": 720})
    visit(page, f"{demo}/reports?screen=1")
    at = page.locator(".st-key-present_turn [data-testid=stMarkdown]")
    for key, place in (("PageDown", 2), ("Space", 3), ("PageUp", 2), ("End", None), ("Home", 1)):
        _press(page, key)
        last = at.inner_text().split()[-1]
        expect(at).to_have_text(f"{place or last} of {last}")


def test_files_are_made_on_a_click(demo: str, page: Page) -> None:
    """Each button gives a file of its format, named after the period."""
    visit(page, f"{demo}/reports")
    for key, start in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("eml", b"Subject:")):
        with page.expect_download() as waiting:
            page.locator(f".st-key-present_file_{key} button").first.click()
        assert waiting.value.suggested_filename == f"report-20261001-20261031.{key}"
        assert Path(waiting.value.path()).read_bytes().startswith(start)


def test_written_sentence_is_read_in_the_preview(demo: str, page: Page) -> None:
    """What is typed is in the report once the field is left."""
    visit(page, f"{demo}/reports")
    page.get_by_role("tab", name="Sentences").click()
    page.get_by_label("Headline").fill("A month to remember")
    page.get_by_label("Headline").press("Tab")
    settle(page)
    paper = page.frame_locator("iframe").first
    expect(paper.get_by_role("heading", name="A month to remember")).to_be_visible()


def test_screens_have_no_serious_findings(demo: str, page: Page) -> None:
    """axe finds nothing of ours on a slide with cards."""
    visit(page, f"{demo}/reports?screen=2")
    expect(page.locator(".slide .cards")).to_be_visible()
    assert serious(page) == []

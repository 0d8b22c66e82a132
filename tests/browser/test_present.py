"""What only a browser shows of the Reports page: screens that fit, keys, a phone and files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import serious
from tests.browser.test_journey import FITS, settle, visit

# What sticks out of its screen, or lies below the edge that the buttons begin at. Charts of a report
# are part of the page once they are no images any more.
OUTSIDE = """() => {
  const screen = document.querySelector('.st-key-present_screen');
  const edge = document.querySelector('.st-key-present_turn').getBoundingClientRect().top;
  const out = [...document.querySelectorAll('.slide *')].filter(one => {
    const box = one.getBoundingClientRect();
    const hidden = !box.width || !box.height || one.closest('.unseen, svg') !== null && one.tagName !== 'svg';
    return !hidden && (box.bottom > edge + 1 || box.right > innerWidth + 1 || box.left < -1);
  }).map(one => `${one.tagName}.${one.className}`);
  if (screen.scrollHeight > screen.clientHeight) out.push('scrolls');
  for (const table of document.querySelectorAll('.slide .table'))
    if (table.scrollWidth > table.clientWidth + 1) out.push('wide table');
  if (document.querySelector('.slide img[src^="data:image/svg"]')) out.push('picture as an image');
  return out;
}"""
# Sizes of all letters but those of pictures, in tenths of a pixel.
LETTERS = """() => [...document.querySelectorAll('.slide :is(h1, h2, h3, figcaption, small, td, th, li, p)')]
  .filter(one => one.getBoundingClientRect().width && !one.closest('.unseen') && one.textContent.trim())
  .map(one => Math.round(10 * parseFloat(getComputedStyle(one).fontSize)))"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.slide :is(td, th, li, p)')]
  .filter(one => one.getBoundingClientRect().width && !one.closest('.unseen'))
  .map(one => parseFloat(getComputedStyle(one).fontSize)))"""


SWIPE = """() => {
  const slide = document.querySelector('.slide h2');
  const touch = (x) => new Touch({ identifier: 1, target: slide, clientX: x, clientY: 200 });
  const fire = (name, x, all) => slide.dispatchEvent(new TouchEvent(name, {
    bubbles: true, touches: all ? [touch(x)] : [], changedTouches: [touch(x)],
  }));
  fire('touchstart', 300, true);
  fire('touchend', 120, false);
}"""


def test_contents_lead_to_their_section(demo: str, page: Page) -> None:
    """Also to an appendix, which opens; the application stays where it is."""
    visit(page, f"{demo}/reports")
    paper = page.locator(".paper")
    paper.locator(".contents summary").click()
    title = paper.locator(".contents nav a").last.inner_text()
    paper.locator(".contents nav a").last.click()
    expect(paper.get_by_role("heading", name=re.compile(re.escape(title)))).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Reports", exact=True)).to_be_attached()


def _press(page: Page, key: str) -> None:
    """Presses a key once the screen is complete: its buttons, drawn last, are who listens."""
    settle(page)
    page.keyboard.press(key)


def _at(page: Page, place: int) -> None:
    at = page.locator(".st-key-present_turn [data-testid=stMarkdown]")
    expect(at).to_contain_text(re.compile(rf"^\s*{place} "))
    settle(page)


def _count(page: Page) -> int:
    words = page.locator(".st-key-present_turn [data-testid=stMarkdown]").inner_text().split()
    return int(words[-1])


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.night), "dark"])
def test_keys_turn_the_screens(demo: str, page: Page, scheme: str) -> None:
    """Arrows turn, also after a click on the slide; N shows the speaker notes; Escape ends."""
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    page.set_viewport_size({"width": 1280, "height": 720})
    visit(page, f"{demo}/reports")
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.locator(".slide h1")).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator("h1:visible")).to_have_count(1)
    expect(page.get_by_text("choose, read, edit")).to_have_count(0)
    _press(page, "ArrowRight")
    expect(page.locator(".slide .row-picture svg").first).to_be_visible()
    page.locator(".slide h2").click()
    for place in (3, 4, 5):
        _press(page, "ArrowRight")
        _at(page, place)
    for place in (4, 3, 2):
        _press(page, "ArrowLeft")
        _at(page, place)
    _press(page, "n")
    notes = page.locator(".st-key-present_notes")
    expect(notes).to_contain_text("How sure is this change?")
    expect.soft(page.locator(".slide footer")).to_be_in_viewport()
    assert page.evaluate(OUTSIDE) == []
    _press(page, "n")
    expect(notes).to_have_count(0)
    _press(page, "f")
    page.wait_for_function("document.fullscreenElement !== null")
    _press(page, "f")
    page.wait_for_function("document.fullscreenElement === null")
    _press(page, "Escape")
    expect(page.locator(".paper h1")).to_be_visible()
    expect(page).not_to_have_url(re.compile("screen="))


@pytest.mark.parametrize(
    ("language", "audience"),
    [
        ("en", "Executive"),
        ("fr", "Manager"),
        pytest.param("fr", "Executive", marks=pytest.mark.night),
        pytest.param("en", "Manager", marks=pytest.mark.night),
    ],
)
def test_every_screen_fits(demo: str, page: Page, language: str, audience: str) -> None:
    """Nothing scrolls, is cut or lies under the buttons on a projector or a laptop.

    All screens of a window have the same four sizes of letters.
    """
    page.set_viewport_size({"width": 1280, "height": 720})
    visit(page, f"{demo}/reports")
    page.get_by_role("radio", name=audience).click()
    expect(page.get_by_role("radio", name=audience)).to_be_checked()
    if language == "fr":
        own = page.locator(".st-key-present_field_language")
        own.get_by_role("radio", name="Français").click()
        expect(page.locator(".paper[lang=fr]").first).to_be_visible()
    settle(page)
    page.get_by_role("button", name="Present", exact=True).click()
    _at(page, 1)
    count = _count(page)
    assert (count <= 9) is (audience == "Executive")
    faults, letters = {}, dict.fromkeys(((1440, 900), (1280, 720)), frozenset[float]())
    for place in range(1, count + 1):
        _at(page, place)
        for width, height in letters:
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(100)
            faults[place, width] = page.evaluate(OUTSIDE)
            letters[width, height] |= frozenset(page.evaluate(LETTERS))
            if page.evaluate(SMALLEST) < 9:
                faults[place, width].append("small letters")
        if place < count:
            _press(page, "ArrowRight")
    assert not {at: found for at, found in faults.items() if found}
    assert [len(sizes) for sizes in letters.values()] == [4, 4], letters


def test_phone_reads_in_one_column(demo: str, page: Page) -> None:
    """The report first, without its form; screens in one column above one row of buttons; a swipe turns."""
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, f"{demo}/reports?read")
    expect(page.locator(".paper h1")).to_be_in_viewport()
    expect(page.locator(".paper .ask")).to_be_in_viewport()
    expect(page.get_by_role("tab")).to_have_count(0)
    assert page.evaluate(FITS, 390)
    page.get_by_role("button", name="Present", exact=True).click()
    _at(page, 1)
    _press(page, "ArrowRight")
    _at(page, 2)
    screen, bar = page.locator(".st-key-present_screen"), page.locator(".st-key-present_turn")
    boxes = [one.bounding_box() for one in (screen, bar)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"] + 1
    tops = {
        round(one["y"]) for each in bar.get_by_role("button").all() if (one := each.bounding_box())
    }
    assert len(tops) == 1
    assert screen.evaluate("one => one.scrollWidth <= one.clientWidth")
    page.evaluate(SWIPE)
    _at(page, 3)


def test_reader_opens_the_editor(demo: str, page: Page) -> None:
    """One click away, and closed by the same button."""
    visit(page, f"{demo}/reports?read")
    page.get_by_role("button", name="Edit", exact=True).click()
    expect(page.get_by_role("tab", name="Charts")).to_be_visible()
    page.get_by_role("button", name="Close the editor").click()
    expect(page.get_by_role("tab")).to_have_count(0)
    expect(page.locator(".paper h1")).to_be_visible()


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
    """Each line of the menu gives a file of its format, named after the period."""
    visit(page, f"{demo}/reports")
    page.get_by_role("button", name="Share", exact=True).click()
    for key, start in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("eml", b"Subject:")):
        with page.expect_download() as waiting:
            page.locator(f".st-key-present_file_{key} button").first.click()
        assert waiting.value.suggested_filename == f"report-2026-10-en.{key}"
        assert Path(waiting.value.path()).read_bytes().startswith(start)


def test_report_is_edited_where_it_is_read(own_demo: str, page: Page) -> None:
    """By mouse and by keyboard, taken back by one button; a step is logged, a link opens it to read."""
    visit(page, f"{own_demo}/reports")
    headline, mark = page.locator("[data-say=headline]"), page.locator("h1 .written")
    usual = headline.inner_text()
    headline.click()
    page.keyboard.type("never saved")
    page.keyboard.press("Escape")
    expect(headline).to_have_text(usual)
    # What is a key of the application is a letter here.
    headline.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("X marks a month to remember?")
    page.get_by_text("Contents").click()
    expect(mark).to_be_visible()
    expect(page.locator("#answer h2")).to_have_text("X marks a month to remember?")
    settle(page)
    title = page.locator("[data-say='decide.title']")
    title.focus()
    for key in ("Enter", "Control+A", "D", "o", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#decide h2 .written")).to_be_visible()
    expect(title).to_have_text("Do")
    expect(title).to_be_focused()
    undo = page.get_by_role("button", name="Undo", exact=True)
    settle(page)
    undo.click()
    expect(title).not_to_have_text("Do")
    expect(mark).to_be_visible()
    settle(page)
    undo.click()
    expect(headline).to_have_text(usual)
    expect(page.locator(".written")).to_have_count(0)
    due = page.locator("#decide [data-day]").first
    due.click()
    due.locator("input").fill("2027-01-04")
    due.locator("input").press("Enter")
    expect(due).to_have_text("4 Jan 2027")
    settle(page)
    page.locator("#decide").get_by_role("button", name="Log this decision").first.click()
    expect(page.locator("#decide .logged").first).to_contain_text("Logged on")
    expect(page.get_by_test_id("stToast")).to_have_count(0)  # Streamlit's own, without a name
    settle(page)
    assert serious(page) == []
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("button", name="Create a link").click()
    visit(page, page.get_by_test_id("stPopoverBody").locator("code").inner_text().strip())
    expect(page.locator("#decide")).to_contain_text("4 Jan 2027")
    expect(page.locator("[data-say]")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screens_have_no_serious_findings(demo: str, page: Page, scheme: str) -> None:
    """axe finds nothing of ours on a slide with pictures of rows, its notes open."""
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    visit(page, f"{demo}/reports?screen=2")
    expect(page.locator(".slide .aside .lead")).to_be_visible()
    _press(page, "n")
    expect(page.locator(".st-key-present_notes")).to_be_visible()
    settle(page)
    assert serious(page) == []

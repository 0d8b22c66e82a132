"""Keys, the search, back and forward, and a switch of the appearance."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.test_journey import settle, visit

COMPARED = ".st-key-bar_compare_open button"


def test_the_search_opens_by_keys_and_goes_there(demo: str, page: Page) -> None:
    """Ctrl K, a few letters, Enter; back returns."""
    visit(page, f"{demo}/?period=2026-10")
    page.locator("h1").first.click()
    page.keyboard.press("Control+k")
    field = page.locator(".st-key-palette_field input")
    expect(field).to_be_focused()
    page.keyboard.type("cost per lead")
    expect(page.get_by_role("option").first).to_contain_text("Cost per lead")
    page.keyboard.press("Enter")
    expect(page.locator("h1").first).to_contain_text("Cost per lead")
    settle(page)
    assert "/figure?" in page.url
    assert "period=2026-10" in page.url
    page.go_back()
    expect(page.locator(".st-key-figure")).to_be_visible()


def test_one_key_compares_and_one_lists_the_keys(demo: str, page: Page) -> None:
    """X takes the comparison away and brings it back; the question mark lists the keys."""
    visit(page, demo)
    page.locator("h1").first.click()
    page.keyboard.press("x")
    expect(page.locator(COMPARED)).to_contain_text("No comparison")
    settle(page)
    page.keyboard.press("x")
    expect(page.locator(COMPARED)).to_contain_text("vs ")
    settle(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Ctrl K")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_switch_of_the_appearance_leaves_nothing_stale(demo: str, page: Page) -> None:
    """The colours of charts are those of the page."""
    page.emulate_media(color_scheme="dark")
    visit(page, demo)
    colour = "() => document.querySelector('.js-plotly-plot')._fullLayout.font.color"
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_attached()
    assert page.evaluate(colour) == "#E8EDF3"
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"() => ({colour})() === '#0B1420'")


def test_back_and_forward_carry_the_filters(demo: str, page: Page) -> None:
    """The address is the state: a click on Back undoes a filter, a reload keeps it."""
    visit(page, demo)
    page.get_by_role("radio", name="Paid", exact=True).click()
    page.wait_for_url(re.compile("uses=paid"))
    settle(page)
    leads = page.locator(".st-key-figure button").first.inner_text()
    page.go_back()
    expect(page.locator(".st-key-figure button").first).not_to_have_text(leads)
    page.go_forward()
    expect(page.locator(".st-key-bar_count")).to_contain_text("1 filter")
    page.reload()
    expect(page.locator(".st-key-bar_count")).to_contain_text("1 filter")

"""One click on a chart adds it to the report, and the report shows it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.test_journey import settle, turn_to, visit


def test_one_click_adds_a_chart_and_the_report_shows_it(own_demo: str, page: Page) -> None:
    """From the menu of the chart on Results to the preview, and out again."""
    visit(page, f"{own_demo}/?period=2026-10&channels=Email")
    page.locator(".st-key-chart_tools button").first.click()
    page.get_by_role("button", name="Add to report").click()
    toast = page.get_by_test_id("stToast")
    expect(toast).to_contain_text("Added to the report.")
    expect(toast.get_by_role("link", name="Open Reports")).to_have_attribute(
        "href", re.compile("reports$")
    )
    expect(page.get_by_role("button", name="Remove from report")).to_be_visible()
    page.keyboard.press("Escape")
    turn_to(page, "Reports")
    paper = page.locator(".paper")
    figure = paper.locator("#added figure")
    expect(figure.locator("figcaption")).to_contain_text("Leads by day")
    expect(figure.locator("figcaption")).to_contain_text("Channel: Email")
    expect(figure.locator("svg")).to_have_count(1)
    page.get_by_role("tab", name="Charts").click()
    page.get_by_role("textbox", name="Caption").fill("What e-mail brought")
    page.get_by_role("textbox", name="Caption").press("Enter")
    expect(paper.get_by_text("What e-mail brought")).to_be_attached()
    settle(page)
    page.get_by_role("button", name="Remove: Leads over time").click()
    expect(paper.locator("#added")).to_have_count(0)
    expect(page.get_by_role("button", name="Undo")).to_be_visible()

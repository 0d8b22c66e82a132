"""The body of the draft e-mail on a phone."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from playwright.sync_api import Page

from report.formats import formats
from report.formats.mail import draft
from tests.browser.test_accessibility import serious
from tests.report.sample import report

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_mail_fits_a_phone(page: Page, language: str) -> None:
    """Only the table of steps scrolls sideways, inside its own frame; axe finds nothing serious."""
    made = message_from_bytes(draft(report(language), b"%PDF", formats()["pdf"]), policy=policy.default)  # fmt: skip
    body = made.get_body(("html",))
    assert body is not None
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.set_content(body.get_content())
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    frames = page.get_by_role("region")
    assert frames.first.evaluate("node => node.scrollWidth > node.clientWidth")
    assert not serious(page)

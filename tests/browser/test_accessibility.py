"""axe on every page: no serious finding that is ours."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.test_journey import settle, visit
from ui import pages

# What Streamlit draws itself and offers no setting for: rule → elements (by test id).
STREAMLITS_OWN = {
    "svg-img-alt": ("stMetric",),
    "presentation-role-conflict": ("stFileUploader",),
    # the selected segment is written in the primary colour on a tint of it
    "color-contrast": ("stMetricDelta", "stButtonGroup"),
}


def serious(page: Page) -> list[str]:
    """What axe finds on a page that is ours and at least serious."""
    found = []
    for violation in Axe().run(page).response["violations"]:
        if violation["impact"] not in {"serious", "critical"}:
            continue
        for node in violation["nodes"]:
            own = STREAMLITS_OWN.get(violation["id"], ())
            if not any(_inside(page, node["target"][0], element) for element in own):
                found.append(f"{violation['id']}: {node['html'][:300]}")
    return found


def _inside(page: Page, target: str, test_id: str) -> bool:
    script = "([target, id]) => !!document.querySelector(target)?.closest(`[data-testid^=${id}]`)"
    return bool(page.evaluate(script, [target, test_id]))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_findings(demo: str, page: Page, scheme: str) -> None:
    """Every page, with data, in both appearances."""
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    for path in ("", *(card.slug for card in pages.cards()[1:] if card.when != "empty")):
        visit(page, f"{demo}/{path}")
        settle(page)
        assert serious(page) == [], path


def test_welcome_has_no_serious_findings(app: str, page: Page) -> None:
    """The first page of an empty store."""
    visit(page, app)
    assert serious(page) == []

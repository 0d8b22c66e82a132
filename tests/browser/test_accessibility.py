"""axe on every page: no serious finding that is ours."""

from __future__ import annotations

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_journey import settle, visit
from ui import pages

SWITCHED = 1000  # milliseconds until the page runs again after a switch of the appearance
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# What Streamlit draws itself and offers no setting for: rule → elements (by test id).
STREAMLITS_OWN = {
    "svg-img-alt": ("stMetric",),
    "presentation-role-conflict": ("stFileUploader",),
    # the selected segment is written in the primary colour on a tint of it
    "color-contrast": ("stMetricDelta", "stButtonGroup"),
}
# What depends on the appearance; everything else is the same in light and dark.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def serious(page: Page, rules: dict[str, object] | None = None) -> list[str]:
    """What axe finds on a page that is ours and at least serious, by all rules or some."""
    options = {"resultTypes": ["violations"], **(rules or {})}
    found = []
    for violation in Axe().run(page, options=options).response["violations"]:
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


def test_no_serious_findings(demo: str, page: Page) -> None:
    """Every page, with data, in both appearances."""
    found = {}
    for path in ("", *(card.slug for card in pages.cards() if card.when != "empty")):
        page.emulate_media(color_scheme="light")
        visit(page, f"{demo}/{path}")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            background = expect(page.get_by_test_id("stApp"))
            shown = background.to_have_css if scheme == "light" else background.not_to_have_css
            shown("background-color", "rgb(255, 255, 255)")
            if scheme == "dark":
                page.wait_for_timeout(SWITCHED)
                settle(page)
            found[path, scheme] = serious(page, None if scheme == "light" else COLOURS)
    assert not {at: told for at, told in found.items() if told}


def test_welcome_has_no_serious_findings(empty: str, page: Page) -> None:
    """The first page of an empty store."""
    visit(page, empty)
    assert serious(page) == []

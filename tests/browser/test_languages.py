"""A language of longer words fits every page, on a laptop and on a phone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as Late

from tests.browser.conftest import serving
from tests.browser.test_journey import visit
from tests.conftest import ROOT
from tests.languages import CODE, write_pseudo
from ui import pages

APPLICATION = ("changes", "data", "i18n", "metrics", "pages", "report", "ui", ".streamlit")
SLUGS = [card.slug for card in pages.cards() if card.when != "empty"]
# Words that are cut are those of elements too narrow for what they hold; lists may scroll.
CUT = """() => [...document.querySelectorAll(
  '[data-testid=stMain] :is(h1, h2, h3, button p, [data-testid=stMetric] p, [data-testid=stWidgetLabel] p)'
)].filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline'
  && getComputedStyle(e).overflowX !== 'visible' && e.clientWidth > 0
  && getComputedStyle(e).clipPath === 'none').map(e => e.innerText)"""
# What is clipped away is for screen readers alone.
REST = 30_000  # milliseconds for the charts to follow the width
WIDE = """() => ['html', '[data-testid=stMain]', '[data-testid=stMainBlockContainer]']
  .filter(s => document.querySelector(s).scrollWidth > innerWidth)"""


@pytest.fixture(scope="module")
def foreign(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application as it is with one more catalogue, on the demo company."""
    folder = tmp_path_factory.mktemp("foreign")
    for name in APPLICATION:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for script in ("dashboard.py", "server.py"):
        shutil.copy(ROOT / script, folder / script)
    write_pseudo(folder / "i18n")
    with serving(demo_folder, folder / "server.log", root=folder) as url:
        yield url


def _too_long(page: Page) -> list[str]:
    """What does not fit once the page has come to rest."""
    try:
        page.wait_for_function(f"() => !({WIDE})().length && !({CUT})().length", timeout=REST)
    except Late:
        return [*page.evaluate(WIDE), *page.evaluate(CUT)]
    return []


@pytest.mark.night
def test_long_words_fit(foreign: str, page: Page) -> None:
    """Nothing reaches beyond the screen, and no heading, label, button or figure is cut."""
    found = {}
    for slug in SLUGS:
        page.set_viewport_size({"width": 1440, "height": 1200})
        visit(page, f"{foreign}/{slug}?lang={CODE}")
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 1200})
            found[slug, width] = _too_long(page)
    assert not {at: cut for at, cut in found.items() if cut}

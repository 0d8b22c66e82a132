"""`python -m tests.browser.tour`: the pictures of the README, taken of the demo company.

Everything lies in a temporary folder; nothing of a store in use can come into a picture.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from changes import demo
from data.store import Store
from data.values.audit import UNKNOWN
from tests.browser.conftest import CHROMIUM, QUIET, serving
from tests.browser.test_journey import settle, visit
from tests.conftest import LAST, ROOT

PICTURES = ROOT / "docs" / "pictures"
WIDTH = 1280
COLOURS = 128  # few colours make small files, and more would show no more
DRAWN = 1500  # milliseconds until charts have come to rest


def _as_it_is(_page: Page) -> None:
    """The page as it opens."""


def _fill_link(page: Page) -> None:
    """A link as a manager would write it, with an issue that Utmost offers to fix."""
    written = {
        "destination": "https://www.maison-volta.example/devis",
        "source": "linkedin",
        "medium": "social",
        "campaign": "Expert-Posts",
    }
    for part, value in written.items():
        field = page.locator(f".st-key-link_{part} input")
        field.fill(value)
        field.press("Enter")
        settle(page)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: the page's address, its height, and what is done on it before."""

    name: str
    address: str
    height: int
    prepare: Callable[[Page], None] = _as_it_is


SHOTS = (
    Shot("results", "", 1000),
    Shot("goals", "goals", 1060),
    Shot("attribution", "attribution", 800),
    Shot("content", "content", 900),
    Shot("links", "links", 900, _fill_link),
    Shot("tests", "tests", 900),
    Shot("reports", "reports", 900),
)


def _stock(folder: Path) -> None:
    """The demo company."""
    with closing(Store.open(folder)) as store:
        demo.install(store, UNKNOWN, last=LAST)


def _report(folder: Path) -> Path:
    """The executive report of the last month of the demo as a web page."""
    out = folder / "report.html"
    command = f"-m report --format html --audience executive --from {LAST:%Y-%m}-01 --to {LAST}"
    options = ["--store", str(folder / "store"), "--out", str(out)]
    subprocess.run([sys.executable, *command.split(), *options], cwd=ROOT, check=True)
    return out


def _keep(page: Page, name: str, height: int) -> None:
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.wait_for_timeout(DRAWN)
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
    small = taken.quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(PICTURES / f"{name}.png", optimize=True)


def take(folder: Path) -> None:
    """Writes every picture into ``docs/pictures``, with the demo company in ``folder``."""
    PICTURES.mkdir(exist_ok=True)
    _stock(folder / "store")
    with serving(folder / "store", folder / "server.log") as url, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(locale="en-GB", timezone_id="Europe/Paris")
        for shot in SHOTS:
            page.set_viewport_size({"width": WIDTH, "height": shot.height})
            visit(page, f"{url}/{shot.address}")
            shot.prepare(page)
            _keep(page, shot.name, shot.height)
        page.goto(_report(folder).as_uri())
        _keep(page, "report", 1000)
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        take(Path(made))

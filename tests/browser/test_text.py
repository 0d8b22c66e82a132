"""What people and files write is text on every page: never a link to click."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from changes.goals import save_goal
from data.store import Store
from data.values.audit import UNKNOWN
from metrics.goals.goal import Goal
from tests.browser.conftest import serving
from tests.browser.test_journey import visit
from tests.conftest import LAST

WRITTEN = (
    "see www.evil.example, https://evil.example/x, mail@evil.example or [this](http://evil.example)"
)


def test_bare_addresses_are_no_links(demo_store: Path, tmp_path: Path, page: Page) -> None:
    """In the names and purposes of goals, as on every page: all text takes the same way there."""
    store = Store.open(demo_store)
    written = Goal(
        "", "leads", 10, LAST.replace(day=1), LAST, "cumulative", owner=WRITTEN, objective=WRITTEN
    )
    save_goal(store, written, UNKNOWN)
    store.close()
    with serving(demo_store, tmp_path / "server.log") as url:
        visit(page, f"{url}/goals")
        expect(page.get_by_text("evil.example").first).to_be_attached()
        assert page.locator('a[href*="evil"]').count() == 0

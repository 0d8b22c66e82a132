"""Pages in a real browser: tasks, the first figure, blank times, shifts, words, heights, axe.

Each task says how many clicks and seconds it takes from the first address to the answer. A task
ends when its answer is on the screen. ``python -m benchmarks pages`` runs on the demo company and
on a folder of own files (the demo's exports, of which one asks a question).
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from changes import demo
from data.demo import generate
from data.store import Store
from data.values.audit import UNKNOWN
from tests.browser.conftest import CHROMIUM, QUIET, serving
from tests.conftest import LAST
from ui import pages

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
RESTED = "[data-testid=stApp][data-test-script-state=notRunning]"
PATIENCE = 60_000  # milliseconds
PHONE = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 "
    "Mobile Safari/537.36"
)
# Words of elements that are inside the window, each once.
WORDS = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  let words = 0;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width && box.height && box.top < innerHeight && box.bottom > 0)
      words += (node.textContent.match(/[\\p{L}\\p{N}]+/gu) ?? []).length;
  }
  return words;
}"""
HEIGHT = "() => document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight"


@dataclass
class Walk:
    """A person's way through the pages: counts clicks and keys."""

    page: Page
    url: str
    clicks: int = 0
    began: float = field(default_factory=time.perf_counter)

    def open(self, path: str = "") -> None:
        """Goes to an address, as by a bookmark."""
        self.page.goto(f"{self.url}/{path}")
        self.until("[data-testid=stMain] h1")

    def click(self, selector: str) -> None:
        """One click."""
        self.clicks += 1
        self.page.locator(selector).first.click(timeout=PATIENCE)

    def drop(self, files: list[Path]) -> None:
        """One drop of files, which is one act."""
        self.clicks += 1
        self.page.locator("input[type=file]").first.set_input_files([str(f) for f in files])

    def type(self, text: str) -> None:
        """Typing and Enter count as one act."""
        self.clicks += 1
        self.page.keyboard.type(text)
        self.page.wait_for_timeout(300)
        self.page.keyboard.press("Enter")

    def until(self, selector: str, text: str | re.Pattern[str] | None = None) -> None:
        """Waits until something is on the screen."""
        found = self.page.locator(selector)
        if text is not None:
            found = found.filter(has_text=text)
        found.first.wait_for(timeout=PATIENCE)

    @property
    def seconds(self) -> float:
        """How long it took."""
        return time.perf_counter() - self.began


# What a person sees: how long the page has no text, and by how much what is drawn moves afterwards.
SEEN = """
window.seen = {blank: 0, since: null, shift: 0};
const look = () => {
  const main = document.querySelector('[data-testid=stMainBlockContainer]');
  const isBlank = !main || !main.innerText.trim();
  if (isBlank && seen.since === null) seen.since = performance.now();
  if (!isBlank && seen.since !== null) {
    seen.blank = Math.max(seen.blank, performance.now() - seen.since);
    seen.since = null;
  }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.shift += entry.value;
}).observe({type: 'layout-shift', buffered: true});
"""
FORGET = "() => { window.seen.blank = 0; window.seen.shift = 0; }"
TIMES = 5

Task = tuple[str, Callable[[Walk], None]]


def _demo_leads(walk: Walk) -> None:
    walk.open()
    walk.until(".st-key-figure", re.compile(r"\d"))


def _channel_that_changed(walk: Walk) -> None:
    walk.open("channels")
    walk.until("[data-testid=stDataFrame]")


def _rows_behind(walk: Walk) -> None:
    walk.open()
    walk.until(".st-key-figure")
    walk.click(".st-key-chart_tools button")
    walk.click("[data-testid=stPopoverBody] a")
    walk.until("[data-testid=stDataFrame]")


def _last_month(walk: Walk) -> None:
    walk.open()
    walk.click(".st-key-bar_period_open button")
    walk.click("[data-testid=stPopoverBody] button:has-text('Last month')")
    walk.until("h1")
    walk.page.wait_for_url(re.compile("lastmonth"), timeout=PATIENCE)
    walk.page.wait_for_selector(RESTED, timeout=PATIENCE)


def _only_paid(walk: Walk) -> None:
    walk.open()
    walk.click("[role=radio]:has-text('Paid')")
    walk.until(".st-key-bar_count", "1 filter")
    walk.page.wait_for_selector(RESTED, timeout=PATIENCE)


def _goal_at_risk(walk: Walk) -> None:
    walk.open("goals")
    walk.until("[data-testid=stMain] h1", re.compile(r"\d"))


def _find_a_metric(walk: Walk) -> None:
    walk.open()
    walk.page.wait_for_selector(RESTED, timeout=PATIENCE)
    walk.page.wait_for_timeout(300)  # keys are heard a moment after the page is drawn
    walk.page.locator("h1").first.click()
    walk.clicks += 1
    walk.page.keyboard.press("Control+k")
    walk.until(".st-key-palette_field input")
    walk.type("cost per lead")
    walk.until("h1", "Cost per lead")


def _where_the_data_are(walk: Walk) -> None:
    walk.open("sources")
    walk.until("[data-testid=stMain] h1")
    walk.page.wait_for_selector(RESTED, timeout=PATIENCE)


def _what_a_metric_means(walk: Walk) -> None:
    walk.open("metrics")
    walk.until("[data-testid=stDataFrame]")


def _compare_with_last_year(walk: Walk) -> None:
    walk.open()
    walk.click(".st-key-bar_compare_open button")
    walk.click("[data-testid=stPopoverBody] label:has-text('Same dates last year')")
    walk.page.wait_for_url(re.compile("compare=year"), timeout=PATIENCE)
    walk.page.wait_for_selector(RESTED, timeout=PATIENCE)


def _best_post(walk: Walk) -> None:
    walk.open("content")
    walk.until("[data-testid=stMain] h1")
    walk.page.wait_for_selector(RESTED, timeout=PATIENCE)


def _new_goal(walk: Walk) -> None:
    walk.open("goals")
    walk.click("button:has-text('Create goal')")
    walk.until("[data-testid=stDialog] .st-key-goal_save button:not([disabled])")
    walk.click(".st-key-goal_save button")
    walk.page.locator("[data-testid=stDialog]").wait_for(state="detached", timeout=PATIENCE)
    walk.page.wait_for_selector(RESTED, timeout=PATIENCE)


def _download(walk: Walk, name: str) -> None:
    walk.click(".st-key-present_share button")
    with walk.page.expect_download(timeout=PATIENCE) as found:
        walk.click(f".st-key-present_file_{name} button")
    found.value.path()


def _deck(walk: Walk) -> None:
    walk.open("reports")
    _download(walk, "pptx")


def _french_deck_of_last_month(walk: Walk) -> None:
    walk.open("reports")
    for choice in ("Executive", "Français"):
        walk.click(f"[data-testid=stMain] [role=radio]:has-text('{choice}')")
        walk.page.wait_for_selector(RESTED, timeout=PATIENCE)
    _download(walk, "pptx")


def _other_days(walk: Walk) -> None:
    walk.open("?period=custom&dates=2024-03-01~2024-03-31")
    walk.click(".st-key-nearest_period button")
    walk.until(".st-key-figure")
    walk.page.wait_for_selector(RESTED, timeout=PATIENCE)


def _delete_demo(walk: Walk) -> None:
    walk.open()
    walk.click("[data-testid=stSidebar] button:has-text('Demo data')")
    walk.click(".st-key-remove_demo button")
    walk.until("[data-testid=stFileUploader]")


TASKS: tuple[Task, ...] = (
    ("how many leads, and more than before?", _demo_leads),
    ("which channel changed?", _channel_that_changed),
    ("rows behind the number of leads", _rows_behind),
    ("the same of last month", _last_month),
    ("the same of paid channels", _only_paid),
    ("compared with last year", _compare_with_last_year),
    ("which goal is at risk?", _goal_at_risk),
    ("find a metric by name", _find_a_metric),
    ("which days do the sources cover?", _where_the_data_are),
    ("what does a metric mean?", _what_a_metric_means),
    ("which post brought most?", _best_post),
    ("days that have data, from days that have none", _other_days),
    ("a new goal", _new_goal),
    ("the report as PowerPoint", _deck),
    ("the same for executives, in French", _french_deck_of_last_month),
    ("delete the demo", _delete_demo),
)


@contextmanager
def _page(browser: Browser, **options: Any) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", timezone_id="Europe/Paris", **options)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def _measured(browser: Browser, url: str) -> Iterator[str]:
    """Words above the fold, heights at both widths, and axe findings of each page."""
    for card in pages.cards():
        if card.when == "empty" or not card.group:
            continue
        found: dict[str, int] = {}
        for scheme in ("light", "dark"):
            with _page(browser, viewport=WIDE, color_scheme=scheme) as page:
                page.goto(f"{url}/{card.slug}")
                page.wait_for_selector("[data-testid=stMain] h1")
                page.wait_for_selector(RESTED)
                page.wait_for_timeout(1500)
                if scheme == "light":
                    words, height = page.evaluate(WORDS), page.evaluate(HEIGHT)
                violations = Axe().run(page).response["violations"]
                found[scheme] = sum(len(one["nodes"]) for one in violations)
        with _page(browser, viewport=NARROW, user_agent=PHONE) as page:
            page.goto(f"{url}/{card.slug}")
            page.wait_for_selector("[data-testid=stMain] h1")
            page.wait_for_selector(RESTED)
            page.wait_for_timeout(1500)
            small = page.evaluate(HEIGHT)
        yield (
            f"{card.slug:14} {words:4} words above the fold, {height:5} px at 1440, {small:5} px "
            f"at 390, axe {found['light']} light, {found['dark']} dark"
        )


def _first_figure(browser: Browser, url: str) -> Iterator[str]:
    """Seconds from the address to the first figure, where the server has answered before.

    A browser that was here before has the code of the pages; a new one loads it.
    """

    def seconds(page: Page) -> float:
        walk = Walk(page, url)
        walk.open()
        walk.until(".st-key-figure", re.compile(r"\d"))
        return walk.seconds

    new, known = [], []
    for _turn in range(TIMES):
        with _page(browser, viewport=WIDE) as page:
            new.append(seconds(page))
            page.wait_for_selector(RESTED)
            known.append(seconds(page))
    for what, found in (("a new browser", new), ("a browser that was here before", known)):
        yield f"first figure in {what}: {sorted(found)[TIMES // 2]:.2f} s (median of {TIMES})"


def _steady(browser: Browser, url: str) -> Iterator[str]:
    """How long each page is blank when it is opened by the menu, and how much it moves after that.

    The first opening is not counted: it loads code of widgets that the browser does not have yet.
    """
    with _page(browser, viewport=WIDE) as page:
        page.add_init_script(SEEN)
        page.goto(url)
        page.wait_for_selector(RESTED)
        cards = [card for card in pages.cards() if card.when != "empty" and card.group]
        for turn in range(2):
            for card in (*cards[1:], cards[0]):
                page.evaluate(FORGET)
                link = page.locator("[data-testid=stSidebarNav] a, [data-testid=stSidebar] a")
                link.filter(has_text=re.compile(f"^\\W*\\w*\\W*{card.title}$")).first.click()
                page.wait_for_timeout(300)
                page.wait_for_selector(RESTED)
                page.wait_for_timeout(1500)
                seen = page.evaluate("window.seen")
                if turn:
                    yield (
                        f"steady {card.slug:14} blank for {seen['blank']:.0f} ms at most, "
                        f"layout shift {seen['shift']:.3f}"
                    )


def _own_files(browser: Browser, folder: Path) -> str:
    """Own files: one drop, the answer to its question, the first page."""
    files = []
    (folder / "files").mkdir()
    for file in generate(demo.SEED, LAST).files:
        path = folder / "files" / file.name.rsplit("/", 1)[-1]
        path.write_bytes(file.content)
        files.append(path)
    with (
        serving(folder / "own", folder / "own.log") as url,
        _page(browser, viewport=WIDE) as page,
    ):
        walk = Walk(page, url)
        walk.open()
        walk.drop(files[:12])
        walk.until("[data-testid=stMain] h1", re.compile(r"\d+ files? imported"))
        dropped = walk.seconds
        walk.click(".st-key-see_results button")
        walk.until(".st-key-figure", re.compile(r"\d"))
        return (
            f"own files: {walk.clicks} clicks, {dropped:.1f} s to what was understood, "
            f"{walk.seconds:.1f} s to the first figure"
        )


def run() -> Iterator[str]:
    """One line a page, and one line a task."""
    with tempfile.TemporaryDirectory() as made, sync_playwright() as driver:
        folder = Path(made)
        with closing(Store.open(folder / "store")) as store:
            demo.install(store, UNKNOWN, last=LAST)
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        with serving(folder / "store", folder / "log") as url:
            with _page(browser, viewport=WIDE) as page:  # the first visit loads everything
                Walk(page, url).open()
                page.wait_for_selector(RESTED)
            yield from _first_figure(browser, url)
            yield from _steady(browser, url)
            yield from _measured(browser, url)
            for name, act in TASKS:  # the last one deletes the demo
                with _page(browser, viewport=WIDE) as page:
                    walk = Walk(page, url)
                    act(walk)
                    yield f"task {name:48} {walk.clicks} clicks, {walk.seconds:.1f} s"
        yield _own_files(browser, folder)
        browser.close()
        shutil.rmtree(folder / "own", ignore_errors=True)

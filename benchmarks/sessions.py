"""Load test: ten concurrent users over 10⁷ session rows, and first render in a real browser."""

from __future__ import annotations

import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

from benchmarks.question import CAMPAIGNS, CHANNELS, filled
from benchmarks.timing import Line
from benchmarks.visitor import free_port, see, serving, until_healthy, visiting

ROWS = int(os.environ.get("BENCHMARK_ROWS", "10_000_000"))
PEOPLE, CHANGES = 10, 10
THINKING = 2.0, 8.0  # seconds between two changes of one person
PAGES = ("results", "channels", "content", "goals")
PERIODS = ("last7", "last28", "last90", "month", "lastmonth", "quarter", "year", "last364")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def _person(port: int, number: int) -> list[tuple[float | None, float]]:
    """Seconds until the first figure and until the end, of every change.

    Opens the first page, then changes the period, the channels, the campaigns or the page.
    """
    chance = random.Random(number)  # made-up behaviour, the same every time
    asked, page, taken = dict[str, str](), PAGES[0], list[tuple[float | None, float]]()
    with visiting(port) as browser:
        see(browser)
        for _ in range(CHANGES):
            time.sleep(chance.uniform(*THINKING))
            match chance.randrange(4):
                case 0:
                    asked["period"] = chance.choice(PERIODS)
                case 1:
                    asked["channels"] = "~".join(chance.sample(CHANNELS, 2))
                case 2:
                    asked["campaigns"] = "~".join(chance.sample(CAMPAIGNS, 5))
                case _:
                    page = chance.choice(PAGES)
            begin = time.perf_counter()
            first = see(browser, urlencode(asked), page)
            taken.append((first, time.perf_counter() - begin))
    return taken


def _first_figure(url: str) -> tuple[float, float]:
    """Seconds until a browser that was never here shows a figure, and the bytes it fetched."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        fetched: list[float] = []
        watch = page.context.new_cdp_session(page)
        watch.send("Network.enable")
        watch.on(
            "Network.loadingFinished", lambda event: fetched.append(event["encodedDataLength"])
        )
        begin = time.perf_counter()
        page.goto(url)
        page.locator("[data-testid=stMetricValue]").first.wait_for()
        seconds = time.perf_counter() - begin
        page.wait_for_load_state("networkidle")
        browser.close()
    return seconds, sum(fetched)


def _percentiles(what: str, taken: list[float]) -> Iterator[Line]:
    yield Line(f"{what}, median", statistics.median(taken))
    yield Line(f"{what}, p95", statistics.quantiles(taken, n=20)[-1], goal="≤ 0.5 s")


def run() -> Iterator[Line]:
    """Medians and 95th percentiles of reruns, then a new browser on a server in use."""
    with tempfile.TemporaryDirectory() as place:
        filled(Path(place), ROWS).close()
        port = free_port()
        with serving(Path(place), port):
            until_healthy(port)
            with visiting(port) as browser:
                see(browser)
            with ThreadPoolExecutor(PEOPLE) as people:
                told = list(people.map(_person, [port] * PEOPLE, range(PEOPLE)))
            seen = _first_figure(f"http://127.0.0.1:{port}") if CHROMIUM else None
    every = [change for one in told for change in one]
    what = f"{PEOPLE} people at once, {ROWS:,} session rows, {len(every)} changes"
    firsts = [first for first, _ in every if first is not None]
    yield from _percentiles(f"{what}: first figure", firsts)
    yield from _percentiles(f"{what}: all of the page", [end for _, end in every])
    if seen:
        seconds, size = seen
        yield Line(f"first figure in a new browser ({size / 1e6:.1f} MB)", seconds, goal="≤ 2.5 s")

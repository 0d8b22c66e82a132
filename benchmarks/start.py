"""Benchmark of server start: from process start to the first page."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.timing import Line
from benchmarks.visitor import free_port, see, serving, until_healthy, visiting
from changes import demo
from data.store import Store
from data.values.audit import UNKNOWN

RUNS = 3


def _start(store: Path) -> tuple[float, float]:
    port = free_port()
    begin = time.perf_counter()
    with serving(store, port):
        until_healthy(port)
        healthy = time.perf_counter() - begin
        with visiting(port) as browser:
            see(browser)
        return healthy, time.perf_counter() - begin


def run() -> Iterator[Line]:
    """An empty store and the demo company's: the first start, and the median of further ones."""
    for name in ("empty store", "demo store"):
        with tempfile.TemporaryDirectory() as place:
            store = Store.open(place)
            if name == "demo store":
                demo.install(store, UNKNOWN, last=date(2026, 10, 31))
            store.close()
            starts = [_start(Path(place)) for _ in range(RUNS + 1)]
        cold, *warm = starts
        healthy, page = (statistics.median(times) for times in zip(*warm, strict=True))
        yield Line(f"start, {name}, first: healthy", cold[0])
        yield Line(f"start, {name}, first: first page", cold[1], goal="≤ 5 s")
        yield Line(f"start, {name}, again: healthy", healthy)
        yield Line(f"start, {name}, again: first page", page, goal="≤ 5 s")

"""Benchmark of the import of one file: what storing it takes beyond reading it."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.timing import Line
from data.imports import import_paths
from data.sources.registry import load
from data.store import Store

FIXTURES = Path(__file__).parents[1] / "tests" / "fixtures" / "exports"
TODAY = date(2026, 11, 1)
ANSWERS = {
    "network": "facebook",
    "period_from": "2026-01-01",
    "period_to": "2026-01-31",
    "date_order": "mdy",
    "mapping": "accept",
}
_LARGEST = 3_000_000  # bytes


def run() -> Iterator[Line]:
    """The median and the most over all small fixtures, each imported alone into one store."""
    files = [path for path in sorted(FIXTURES.iterdir()) if path.stat().st_size < _LARGEST]
    with tempfile.TemporaryDirectory() as place:
        store = Store.open(place)
        beyond = [_beyond(store, path) for path in files]
        store.close()
    what = f"import of one file beyond reading it, of {len(files)} files"
    yield Line(f"{what}, the median", statistics.median(beyond), goal="≤ 0.5 s")
    yield Line(f"{what}, the most", max(beyond), goal="≤ 0.5 s")


def _beyond(store: Store, path: Path) -> float:
    content = path.read_bytes()
    begin = time.perf_counter()
    load(path.name, content, ANSWERS, today=TODAY)
    read = time.perf_counter() - begin
    begin = time.perf_counter()
    import_paths(store, [path], ANSWERS, today=TODAY)
    return time.perf_counter() - begin - read

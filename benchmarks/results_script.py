"""Benchmark of the results page's script: first run, new filter, cached filter."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

from benchmarks.question import CAMPAIGNS, filled
from benchmarks.timing import Line

ROWS, RUNS = 1_000_000, 9
APPLICATION = Path(__file__).parents[1] / "dashboard.py"


def _seconds(work: Callable[[], AppTest]) -> float:
    begin = time.perf_counter()
    app = work()
    seconds = time.perf_counter() - begin
    if app.exception:
        raise RuntimeError(app.exception[0].message)
    return seconds


def _filter(app: AppTest, number: int) -> float:
    asked = list(CAMPAIGNS[number : number + 5])
    return _seconds(lambda: app.multiselect(key="campaigns").set_value(asked).run())


def run() -> Iterator[Line]:
    """The first page of a process, then filters that are new and filters that come again."""
    with tempfile.TemporaryDirectory() as place:
        filled(Path(place), ROWS).close()
        with patch.dict(os.environ, {"UTMOST_STORE": place}):
            app = AppTest.from_file(str(APPLICATION), default_timeout=120)
            first = _seconds(app.run)
            rerun = statistics.median(_seconds(app.run) for _ in range(RUNS))
            new = statistics.median(_filter(app, number) for number in range(RUNS))
            again = statistics.median(_filter(app, number) for number in range(RUNS))
    what = f"results page, {ROWS:,} session rows"
    yield Line(f"{what}, first page", first)
    yield Line(f"{what}, new filter against a rerun without change", new, rerun)
    yield Line(f"{what}, filter seen before against the same", again, rerun, "≤ 60 ms")

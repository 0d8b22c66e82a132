"""Benchmark of a month's report of the demo company: building it, then each file format."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime

from benchmarks.timing import Line, median
from changes.demo import install
from data.facts.facts import Facts
from data.store import Store
from data.values.audit import UNKNOWN
from report.build import build
from report.document.model import Report, Request
from report.evidence.context import ReportContext
from report.formats import formats

LAST = date(2026, 6, 30)
MONTH, BEFORE = (date(2026, 5, 1), date(2026, 5, 31)), (date(2026, 4, 1), date(2026, 4, 30))
GOALS = {"pptx": 1.0, "pdf": 2.0}  # seconds of the figures and the file together


def _once(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _built(store: Store, facts: Facts | None = None, month: tuple[date, date] = MONTH) -> Report:
    return build(ReportContext.of(store, facts), Request(*month), now=datetime.now(UTC))


def run() -> Iterator[Line]:
    """The first report of a process, a report on facts just read, and one on facts in use."""
    with tempfile.TemporaryDirectory() as place, closing(Store.open(place)) as store:
        install(store, UNKNOWN, last=LAST)
        yield Line(
            "report, figures: first of a process and of an import", _once(lambda: _built(store))
        )
        report = _built(store)
        files = {name: form.write for name, form in formats().items()}
        first = {name: _once(lambda w=write: w(report)) for name, write in files.items()}  # type: ignore[misc]
        fresh = median(lambda: _built(store))
        yield Line("report, figures: facts read anew", fresh)
        known = Facts(store)
        _built(store, known)
        other = _once(lambda: _built(store, known, BEFORE))
        yield Line("report, figures: another month of facts in use", other)
        yield Line("report, figures: the same month again", median(lambda: _built(store, known)))
        for name, write in files.items():
            size = f"{len(write(report)) / 1000:,.0f} kB"
            yield Line(f"{name}, {size}, first of a process", first[name])
            again = median(lambda w=write: w(report))  # type: ignore[misc]
            yield Line(f"{name}, {size}", again)
            if name in GOALS:
                whole = f"{name} with its figures, facts read anew"
                yield Line(whole, fresh + again, goal=f"≤ {GOALS[name]:g} s")

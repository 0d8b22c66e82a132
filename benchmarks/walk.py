"""Call trace of one filter change: the modules that a query passes through."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from changes import demo
from data.facts.facts import Facts
from data.store import Store
from data.values.audit import UNKNOWN
from metrics.comparison.periods import Compare
from metrics.question.query import Query
from metrics.results.overview import overview
from metrics.results.results import headline

ROOT = Path(__file__).parents[1]


def main() -> None:
    """The walk of a warm process: 28 days first, then 90 days and one channel."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "store")
        demo.install(store, UNKNOWN)
        facts = Facts(store)
        last = overview(facts).last or date.today()  # noqa: DTZ011  # a calendar day, not an instant
        query = Query(last - timedelta(days=27), last)
        headline(facts, query, Compare.PREVIOUS)
        changed = replace(query, start=last - timedelta(days=89), channels=("Organic Social",))
        walk = Walk.of(lambda: headline(facts, changed, Compare.PREVIOUS))
        store.close()
    print(f"{len(walk.modules)} modules, {walk.functions} functions, {walk.switches} switches")
    for pair, times in walk.pairs.most_common(15):
        print(f"{times:6}  {pair[0]} ↔ {pair[1]}")


class Walk:
    """The project's modules and functions that a call enters, and how often it changes modules."""

    def __init__(self) -> None:
        self.modules: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self._seen: set[tuple[str, str]] = set()
        self._at = ""

    @classmethod
    def of(cls, work: Callable[[], object]) -> Walk:
        """Traces one run of ``work``."""
        walk = cls()
        sys.setprofile(walk._enter)
        try:
            work()
        finally:
            sys.setprofile(None)
        return walk

    @property
    def functions(self) -> int:
        """How many functions were entered."""
        return len(self._seen)

    @property
    def switches(self) -> int:
        """How often the way passed from one module to another, back included."""
        return sum(self.pairs.values())

    def _enter(self, frame: FrameType, event: str, _: Any) -> None:
        if event not in {"call", "return"}:
            return
        code = frame.f_code if event == "call" else frame.f_back and frame.f_back.f_code
        if code is None or not code.co_filename.startswith(str(ROOT)):
            return
        name = code.co_filename.removeprefix(f"{ROOT}/")
        if name.startswith((".venv", "benchmarks")):
            return
        if event == "call":
            self.modules[name] += 1
            self._seen.add(
                (name, code.co_qualname if hasattr(code, "co_qualname") else code.co_name)
            )
        if self._at and self._at != name:
            first, second = sorted((self._at, name))
            self.pairs[first, second] += 1
        self._at = name


if __name__ == "__main__":
    main()

"""Timing helpers: medians of repeated runs, and lines of output."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One measured figure: what, seconds, and the bare work it is compared with."""

    what: str
    seconds: float
    bare: float | None = None
    goal: str = ""

    def __str__(self) -> str:
        ratio = (
            ""
            if self.bare is None
            else f" | {self.bare * 1000:,.1f} ms | {self.seconds / self.bare:.2f} ×"
        )
        return f"{self.what}: {self.seconds * 1000:,.1f} ms{ratio}{f' (goal {self.goal})' if self.goal else ''}"


def median(work: Callable[[], object], times: int = 7, warm: int = 1) -> float:
    """The median seconds of ``times`` runs after ``warm`` unmeasured ones."""
    for _ in range(warm):
        work()
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def alternating(*works: Callable[[], object], times: int = 7, warm: int = 1) -> tuple[float, ...]:
    """The median seconds of each of ``works``, run in turn so that the machine is as busy for all."""
    taken: list[list[float]] = [[] for _ in works]
    for number in range(warm + times):
        for work, seconds in zip(works, taken, strict=True):
            begin = time.perf_counter()
            work()
            if number >= warm:
                seconds.append(time.perf_counter() - begin)
    return tuple(map(statistics.median, taken))

"""How many planted effects the findings see, and how often they cry where nothing happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from benchmarks.finding_worlds import PLANTED, World, facts, null, question
from metrics.findings.find import findings, rules

NULLS = 200
SEEDS = 40


def found_in(seeds: Iterable[int], made: Callable[[int], World] = null) -> Counter[str]:
    """In how many of some worlds each rule found anything."""
    found: Counter[str] = Counter()
    for seed in seeds:
        seen = findings(facts(made(seed)), (), question())
        found.update({finding.rule for finding in seen})
    return found


def run() -> Iterator[str]:
    """A table: a line for every rule whose effect can be planted."""
    yield "| rule | planted | found | worlds without any effect | false alarms |"
    yield "|---|---|---|---|---|"
    alarms = found_in(range(NULLS))
    for name in rules():
        if name in PLANTED:
            found = found_in(range(1_000, 1_000 + SEEDS), PLANTED[name])[name]
            yield f"| {name} | {SEEDS} | {found} | {NULLS} | {alarms[name]} |"

"""Benchmark of insights: planted effects found (power), and false alarms where nothing happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from benchmarks.finding_worlds import PLANTED, World, facts, null, question, seasonal, wandering
from benchmarks.worlds import WORLDS
from metrics.insights.engine import insights, rules

QUIET = 60
SEEDS = 40


def found_in(seeds: Iterable[int], made: Callable[[int], World] = null) -> Counter[str]:
    """In how many of some worlds each rule found anything."""
    found: Counter[str] = Counter()
    for seed in seeds:
        world = made(seed)
        seen = insights(facts(world), (), question(world.days))
        found.update({finding.rule for finding in seen})
    return found


def run() -> Iterator[str]:
    """A table: a line for every rule whose effect can be planted, a column for every quiet world.

    In those nothing happens that a rule is meant for; seeds were never used to choose anything.
    """
    names = (*WORLDS, "two seasons")
    yield "| rule | planted | found | " + " | ".join(n.replace("_", " ") for n in names) + " |"
    yield "|---" * (3 + len(names)) + "|"
    made = {name: partial(wandering, name) for name in WORLDS} | {"two seasons": seasonal}
    alarms = {name: found_in(range(2_000, 2_000 + QUIET), make) for name, make in made.items()}
    for name in rules():
        if name in PLANTED:
            found = found_in(range(1_000, 1_000 + SEEDS), PLANTED[name])[name]
            cells = (name, SEEDS, found, *(f"{alarms[world][name]} of {QUIET}" for world in names))
            yield f"| {' | '.join(map(str, cells))} |"

"""Benchmark of insights: planted effects found (power), and false alarms where nothing happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from benchmarks.finding_worlds import PLANTED, World, facts, null, question, seasonal
from metrics.insights.engine import insights, rules

NULLS = 200
SEEDS = 40
SEASONAL = 100
FALLEN = 20


def found_in(seeds: Iterable[int], made: Callable[[int], World] = null) -> Counter[str]:
    """In how many of some worlds each rule found anything."""
    found: Counter[str] = Counter()
    for seed in seeds:
        world = made(seed)
        seen = insights(facts(world), (), question(world.days))
        found.update({finding.rule for finding in seen})
    return found


def run() -> Iterator[str]:
    """A table: a line for every rule whose effect can be planted."""
    yield "| rule | planted | found | worlds without any effect | false alarms | with a season | false alarms |"
    yield "|---|---|---|---|---|---|---|"
    alarms = found_in(range(NULLS))
    seasons = found_in(range(SEASONAL), seasonal)
    for name in rules():
        if name in PLANTED:
            found = found_in(range(1_000, 1_000 + SEEDS), PLANTED[name])[name]
            told = (name, SEEDS, found, NULLS, alarms[name], SEASONAL, seasons[name])
            yield f"| {' | '.join(map(str, told))} |"
    fallen = found_in(range(1_000, 1_000 + FALLEN), partial(seasonal, lately=0.7))["what_moved"]
    yield f"with a season, all visits × 0.7: told in {fallen} of {FALLEN}"

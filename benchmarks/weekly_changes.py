"""Benchmark of comparisons of whole weeks: false alarms of files with one row a week."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from metrics.statistics.period_change import Span, period_change

Array = npt.NDArray[np.float64]

SEEDS = range(9_000, 10_000)  # never used to choose anything
HISTORIES = (40, 60, 104)  # weeks, the compared ones included
LENGTHS = (4, 8, 13)  # weeks
VISITS = 200.0  # a week
FALL = 0.7


def poisson(random: np.random.Generator, weeks: int) -> Array:
    """Visits that come by themselves."""
    return random.poisson(VISITS, weeks).astype(float)


def over_dispersed(random: np.random.Generator, weeks: int) -> Array:
    """Visits that come in clumps: eleven times Poisson's variance."""
    return random.poisson(random.gamma(20.0, VISITS / 20.0, weeks)).astype(float)


def together(random: np.random.Generator, weeks: int) -> Array:
    """Weeks that hang together: a log level that keeps 0.6 of its distance a week (AR(1))."""
    steps = random.normal(0.0, 0.15, weeks + 50)
    level = np.zeros(weeks + 50)
    for week in range(1, weeks + 50):
        level[week] = 0.6 * level[week - 1] + steps[week]
    return random.poisson(VISITS * np.exp(level[50:])).astype(float)


WORLDS: dict[str, Callable[[np.random.Generator, int], Array]] = {
    "Poisson": poisson,
    "over-dispersed": over_dispersed,
    "AR(1)": together,
}


def moved(weeks: Array, length: int) -> bool | None:
    """Whether the last weeks are called a change; None where nothing is said."""
    days = np.repeat(weeks / 7, 7)
    count = 7 * len(weeks)
    now = Span(count - 7 * length, count)
    found = period_change(days, now, now.back(7 * length))
    return None if found.low is None else found.moved


def share(world: str, history: int, length: int, factor: float = 1.0) -> float:
    """The share of the series called a change; nan where nothing is said."""
    calls = []
    for seed in SEEDS:
        random = np.random.default_rng(seed)
        weeks = WORLDS[world](random, history)
        weeks[-length:] = random.binomial(weeks[-length:].astype(int), factor)
        calls.append(moved(weeks, length))
    said = [call for call in calls if call is not None]
    return float(np.mean(said)) if said else float("nan")


def run() -> Iterator[str]:
    """The tables of docs/accuracy.md."""
    lengths = "/".join(map(str, LENGTHS))
    yield "| world | " + " | ".join(f"{h} weeks: {lengths}" for h in HISTORIES) + " | −30% seen |"
    yield "|---" * (2 + len(HISTORIES)) + "|"
    for world in WORLDS:
        cells = []
        for history in HISTORIES:
            rates = [share(world, history, length) for length in LENGTHS]
            cells.append("/".join("–" if np.isnan(rate) else f"{rate:.1%}" for rate in rates))
        seen = "/".join(f"{share(world, HISTORIES[-1], length, FALL):.0%}" for length in LENGTHS)
        yield f"| {world} | {' | '.join(cells)} | {seen} |"

"""Benchmark of figures that grow: how far off they are as they stand, and as they are expected."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from metrics.statistics.maturity import LONGEST, AgeCurves, Floats, Ints, nowcast

SEEDS = range(4_000, 4_200)  # never used to choose anything
AGES = (0, 14, 28, 60)  # days since the newest lead of the group came in
GROUP = 30  # days of leads
HISTORY = 430
WORLDS = {  # leads a day, and what the time to a sale does over the last five months
    "stable, 36 sales": (10, 1.0),
    "stable, 9 sales": (2.5, 1.0),
    "slower by 30 %": (10, 1.3),
    "faster by 25 %": (10, 0.75),
}


def leads(seed: int, daily: float, lately: float) -> tuple[Ints, Floats, np.ndarray]:
    """Days of creation, days to a sale, and which leads buy."""
    chance = np.random.default_rng(seed)
    created = np.repeat(np.arange(HISTORY), chance.poisson(daily, HISTORY))
    pace = 1 + (lately - 1) * np.clip((created - (HISTORY - 150)) / 150, 0, 1)
    took = np.round(chance.lognormal(np.log(40), 0.6, len(created)) * pace)
    return created, took, chance.random(len(created)) < 0.12


def judged(seed: int, daily: float, lately: float, age: int) -> tuple[float, float, bool] | None:
    """The errors of the figure so far and of the forecast, and whether its band held."""
    created, took, buys = leads(seed, daily, lately)
    today = HISTORY - 1
    ages = today - created
    delay = np.where(buys & (took <= ages), took, np.nan)
    group = (ages >= age) & (ages < age + GROUP)
    final = int(np.count_nonzero(buys[group] & (took[group] <= LONGEST)))
    if final == 0:
        return None
    known = int(np.count_nonzero(~np.isnan(delay[group])))
    found = nowcast(AgeCurves.of(ages, delay), ages[group], known)
    held = found.low <= final <= found.high
    return abs(known / final - 1), abs(found.expected / final - 1), held


def run() -> Iterator[str]:
    """The table of docs/accuracy.md."""
    yield f"| world | so far, after {'/'.join(map(str, AGES))} days | forecast | 80 % band held |"
    yield "|---|---|---|---|"
    for name, (daily, lately) in WORLDS.items():
        cells = []
        for age in AGES:
            found = [one for seed in SEEDS if (one := judged(seed, daily, lately, age))]
            cells.append(np.mean(np.array(found, dtype=float), axis=0))
        plain, forecast, held = np.transpose(cells)
        columns = (plain, forecast, held)
        yield f"| {name} | " + " | ".join("/".join(f"{v:.0%}" for v in c) for c in columns) + " |"

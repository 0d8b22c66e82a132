"""Benchmark of comparisons of periods: false alarms where nothing happens, and what is seen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks.goal_series import real
from benchmarks.worlds import WORLDS, Array, counts
from metrics.statistics.period_change import PeriodChange, Span, period_change

SEEDS = range(3_000, 3_200)  # never used to choose anything
HISTORIES = (196, 392, 760)
LENGTHS = (28, 31, 56, 91)
LEADS = 6.0  # a day
FALLS = (-0.2, -0.3, -0.5, 0.2, 0.5)
STEP = 7


def last(days: Array, length: int, length_before: int | None = None) -> PeriodChange:
    """The change of the last days against those before them."""
    count = len(days)
    before = Span(count - length - (length_before or length), count - length)
    return period_change(days, Span(count - length, count), before)


def alarms(name: str, history: int, length: int) -> tuple[float, int]:
    """The share of series called a change, of those about which anything is said."""
    found = [
        last(counts(name, seed, history, LEADS), length, 30 if length == 31 else None)
        for seed in SEEDS
    ]
    said = [one.moved for one in found if one.low is not None]
    return (float(np.mean(said)) if said else np.nan), len(said)


def seen(name: str, change: float, length: int, history: int = 392) -> float:
    """How often a change that did happen is called one."""
    found = []
    for seed in SEEDS:
        days = counts(name, seed, history, LEADS)
        chance = np.random.default_rng((seed, 8))
        if change < 0:
            days[-length:] = chance.binomial(days[-length:].astype(int), 1 + change)
        else:
            days[-length:] += chance.poisson(days[-length:] * change)
        found.append(last(days, length).moved)
    return float(np.mean(found))


def real_alarms(length: int) -> Iterator[tuple[str, int, float]]:
    """For each real daily series: its name, how many dates are looked at, and the share of alarms."""
    for name, days in real():
        looks = []
        for end in range(196, len(days) + 1, STEP):
            found = last(days[:end], length)
            if found.low is not None:
                looks.append(found.moved)
        if looks:
            yield name, len(looks), float(np.mean(looks))


def run() -> Iterator[str]:
    """The tables of docs/accuracy.md."""
    yield (
        "| world | " + " | ".join(f"{h} d: {'/'.join(map(str, LENGTHS))}" for h in HISTORIES) + " |"
    )
    yield "|---" * (1 + len(HISTORIES)) + "|"
    for name in WORLDS:
        cells = []
        for history in HISTORIES:
            rates = [alarms(name, history, length) for length in LENGTHS]
            cells.append("/".join("–" if np.isnan(r) else f"{r:.1%}" for r, _ in rates))
        yield f"| {name.replace('_', ' ')} | {' | '.join(cells)} |"
    yield ""
    yield "| true change | " + " | ".join(name.replace("_", " ") for name in WORLDS) + " |"
    yield "|---" * (1 + len(WORLDS)) + "|"
    for change in FALLS:
        cells = [
            "/".join(f"{seen(name, change, length):.0%}" for length in (28, 56, 91))
            for name in WORLDS
        ]
        yield f"| {change:+.0%} | {' | '.join(cells)} |"
    for length in (28, 56, 91):
        rows = list(real_alarms(length))
        if rows:
            looks = sum(count for _, count, _ in rows)
            pooled = sum(count * rate for _, count, rate in rows) / looks
            mean, worst = np.mean([rate for *_, rate in rows]), max(rate for *_, rate in rows)
            yield (
                f"real accounts, {length} days: {len(rows)} series, {looks} looks, "
                f"alarms {mean:.1%} (mean of series), {pooled:.1%} (all looks), {worst:.0%} (worst)"
            )

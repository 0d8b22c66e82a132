"""A/A and power of experiments: how often a difference is said where there is none, or is one.

Real series are dealt at random into two variants, 500 times each, and looked at ten times on the
way; made-up variants run for 60 days and are looked at every day.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.rate_series import RateSeries, RateWorld, real, simulated
from metrics.experiments.estimate import estimate
from metrics.experiments.units import ChanceUnit
from metrics.statistics.end_date import bound, normal_score
from metrics.statistics.success_counts import SuccessCounts
from metrics.statistics.unit_intervals import CONFIDENCE, anytime, likely, once, tuned_to
from metrics.statistics.unit_rates import Cells, RateDifference

RISK = 1 - CONFIDENCE
DEALS, LOOKS = 500, 10
SEED = 1001  # chosen on 1 to 300
WORLDS, DAYS = 200, 60
METHODS = ("independent trials", "often", "end date", "one look")
_FIRST = 8  # days before anyone looks


@dataclass(frozen=True)
class Said:
    """What each of ``METHODS`` says of two variants at a look; None while there is too little."""

    found: tuple[bool, ...] | None
    difference: RateDifference | None
    spread: float = 0.0


def said(unit: ChanceUnit, a: Cells, b: Cells, shares: tuple[float, ...] | None) -> Said:
    """``shares`` are those of the planned time at the looks until now; None: no end date."""
    counts = [SuccessCounts(float(c.successes.sum()), float(c.trials.sum())) for c in (a, b)]
    found = estimate(unit, a, b).difference
    if found is None or found.few or any(count.few for count in counts):
        return Said(None, None)
    pooled = sum(c.successes for c in counts) / sum(c.trials for c in counts)
    spread = tuned_to(pooled)
    # What was said before days were the units: trials that are independent of each other.
    before = replace(found, variance=sum(c.rate * (1 - c.rate) / c.trials for c in counts), free=math.inf,
                     a=counts[0].rate, b=counts[1].rate)  # fmt: skip
    planned = shares is not None and abs(normal_score(found)) > bound(shares, RISK)
    intervals = (anytime(before, spread), anytime(found, spread), once(found))
    trials, often, single = (low > 0 or high < 0 for low, high in intervals)
    return Said((trials, often, planned, single), found, spread)


def halves(series: RateSeries, deals: int = DEALS, seed: int = SEED) -> np.ndarray:
    """For each deal into two halves: whether each method ever said something, at ten looks.

    The last column says whether there was enough for any; the one look is the last one.
    """
    chance, count = np.random.default_rng(seed), len(series.cells.place)
    ends = [max(2, round(count * (look + 1) / LOOKS)) for look in range(LOOKS)]
    rows = []
    for _ in range(deals):
        first = chance.permutation(count) < count // 2
        row = np.zeros(len(METHODS) + 1, dtype=bool)
        taken: list[float] = []
        for look, end in enumerate(ends):
            now = np.arange(count) < end
            if min((first & now).sum(), (~first & now).sum()) < 2:
                continue
            answer = said(
                series.unit, series.cells.only(first & now), series.cells.only(~first & now),
                (*taken, (look + 1) / LOOKS),
            )  # fmt: skip
            if answer.found is not None:
                taken.append((look + 1) / LOOKS)
                row[:-2] |= answer.found[:-1]
                row[-2] = answer.found[-1] and look == LOOKS - 1
                row[-1] = True
        rows.append(row)
    return np.array(rows)


def real_table(deals: int = DEALS) -> Iterator[tuple[str, int, float, np.ndarray]]:
    """Name, units, events and shares of every real series."""
    for series in real():
        share = halves(series, deals).mean(axis=0)
        yield series.name, len(series.cells.place), float(series.cells.successes.sum()), share


@dataclass(frozen=True)
class Path:
    """One made-up test with a look every day: whether each method ever found a difference."""

    found: tuple[bool, ...]
    exaggerated: float | None
    shrunk: float | None


def path(world: RateWorld, seed: int, days: int = DAYS) -> Path:
    """The exaggeration is that of the estimate and of the likely difference when first found."""
    a, b = simulated(world, seed, days)
    ever, ratio, after = [False] * len(METHODS), None, None
    for day in range(_FIRST, days + 1):
        until = np.arange(days) < day
        shares = tuple(look / days for look in range(_FIRST, day + 1))
        answer = said(ChanceUnit.DAY, a.only(until), b.only(until), shares)
        if answer.found is None or answer.difference is None:
            continue
        last = day == days
        ever = [was or (is_now and (last or name != METHODS[-1]))
                for was, is_now, name in zip(ever, answer.found, METHODS, strict=True)]  # fmt: skip
        if answer.found[1] and ratio is None and world.lift:
            true = -world.rate * world.lift
            ratio = answer.difference.value / true
            after = likely(answer.difference, answer.spread) / true
    return Path(tuple(ever), ratio, after)


def periods(series: RateSeries, days: int) -> tuple[int, int, int]:
    """Neighbouring periods of a series as variants: looks, those decided, alarms."""
    place = series.cells.place
    counted, decided, alarms = 0, 0, 0
    for start in range(int(place.min()), int(place.max()) - 2 * days + 2, 7):
        a, b = (
            series.cells.only((place >= at) & (place < at + days)) for at in (start, start + days)
        )
        if min(len(a.place), len(b.place)) < 0.9 * days:
            continue
        answer = said(ChanceUnit.DAY, a, b, None)
        counted += 1
        decided += answer.found is not None
        alarms += answer.found is not None and answer.found[1]
    return counted, decided, alarms


AA = {
    "independent trials, 200 a day": RateWorld(200),
    "own days differ by .2, 1,000 a day": RateWorld(1000, own=0.2),
    "own days differ by .35": RateWorld(1000, own=0.35),
    "own days differ by .5": RateWorld(1000, own=0.5),
    "shared days .35, own .1": RateWorld(1000, own=0.1, shared=0.35),
    "own days .2 that hang together (.4)": RateWorld(1000, own=0.2, hold=0.4),
    "own days .2 that hang together (.7)": RateWorld(1000, own=0.2, hold=0.7),
    "own days .2 that drift (.97)": RateWorld(1000, own=0.2, hold=0.97),
}
POWER = {
    f"{kind}, +{lift:.0%}": replace(world, lift=lift)
    for kind, world, lifts in (
        ("independent trials, 200 a day", RateWorld(200), (0.1, 0.15, 0.2, 0.3)),
        ("own days .2, 1,000 a day", RateWorld(1000, own=0.2), (0.1, 0.2, 0.3)),
        ("shared days .35, own .1, 1,000 a day", RateWorld(1000, 0.1, 0.35), (0.1, 0.2, 0.3)),
    )
    for lift in lifts
}


def run() -> Iterator[str]:
    """The tables of docs/accuracy.md."""
    yield from _real()
    for title, worlds in (("A/A", AA), ("power", POWER)):
        yield f"{title}: share found of {WORLDS}, {', '.join(METHODS)}; estimate, likely over truth"
        for name, world in worlds.items():
            paths = [path(world, SEED + n) for n in range(WORLDS)]
            shares = np.mean([one.found for one in paths], axis=0)
            yield f"| {name} | {_shares(shares)} | {_mean(paths, 'exaggerated')} | {_mean(paths, 'shrunk')} |"


def _real() -> Iterator[str]:
    yield f"real series dealt in two: {', '.join(METHODS)}, enough to say anything"
    table = list(real_table())
    for name, units, events, share in table:
        yield f"| {name} | {units} | {events:.0f} | {_shares(share)} |"
    spoken = [share for *_, share in table if share[-1] > 0]
    if spoken:
        yield f"mean of {len(spoken)} of {len(table)}: {_shares(np.mean(spoken, axis=0))}"
        yield f"worst: {_shares(np.max(spoken, axis=0))}"
    for days in (28, 56, 91):
        found = [p for s in real() if s.unit is ChanceUnit.DAY and (p := periods(s, days))[0]]
        if found:
            looks, decided, alarms = np.sum(found, axis=0)
            yield f"neighbouring periods of {days} days: {looks} looks, {decided} decided, {alarms} alarms"


def _shares(shares: Sequence[float] | np.ndarray) -> str:
    return " | ".join(f"{100 * share:.1f}" for share in shares)


def _mean(paths: Sequence[Path], what: str) -> str:
    known = [value for one in paths if (value := getattr(one, what)) is not None]
    return f"{np.mean(known):.1f}" if known else "–"

"""Benchmark of goal forecasts on fourteen kinds of daily series, against what a statistician would use.

Histories of 180 to 900 days, goals of 30, 91 and 182 days judged on day 10, 30 and 45. Weeks are
not aligned with Mondays and lengths are no multiples of seven. In two kinds the days to come are
unlike anything before, so nobody can know them.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

import numpy as np

from benchmarks.goal_odds import FIRST, Case, ours, real_cases
from benchmarks.goal_rivals import discount, naive, regression, smoothing
from benchmarks.goal_series import Array
from metrics.goals.forecast.draws import band

Chance = np.random.Generator
TUNED = range(1, 41)  # the series that the method was made on
HELD_OUT = range(1_001, 1_061)  # those that it is judged by: no choice was made on them
GOALS = ((30, 10), (91, 30), (182, 45))  # length, and the days that have passed when it is judged
WEEK = np.array([1.2, 1.2, 1.15, 1.1, 1.05, 0.7, 0.6])
STRONG_WEEK = np.array([0.5, 3.2, 1.2, 0.9, 0.8, 0.25, 0.15])
# In these two the days to come are unlike anything in the past.
UNKNOWABLE = ("level shift", "holiday dip")


def _year(days: int) -> Array:
    """The place in the year of each day, as an angle."""
    first = FIRST.timetuple().tm_yday
    return np.asarray(2 * np.pi * ((first + np.arange(days)) % 365.25) / 365.25)


def _autoregressive(chance: Chance, count: int, keep: float, spread: float) -> Array:
    steps = chance.normal(0, spread * np.sqrt(1 - keep**2), count)
    values = np.empty(count)
    values[0] = chance.normal(0, spread)
    for place in range(1, count):
        values[place] = keep * values[place - 1] + steps[place]
    return values


def _uneven(chance: Chance, count: int, shape: float) -> Array:
    return np.asarray(chance.gamma(shape, 1 / shape, count))


def _by_week(values: Array, days: int) -> Array:
    return np.repeat(values, 7)[:days]


def poisson(_chance: Chance, days: int, _cut: int) -> Array:
    return np.ones(days)


def overdispersed(chance: Chance, days: int, _cut: int) -> Array:
    weeks = _by_week(np.exp(chance.normal(-0.03, 0.25, days // 7 + 2)), days)
    return weeks * _uneven(chance, days, 1.5)


def trend(chance: Chance, days: int, _cut: int) -> Array:
    """Growth or decline by 30 to 90 log points a year."""
    slope = chance.choice([-1, 1]) * chance.uniform(0.3, 0.9)
    return np.asarray(np.exp(slope * np.arange(days) / 365)) * _uneven(chance, days, 12)


def level_shift(chance: Chance, days: int, cut: int) -> Array:
    """A lasting jump within four weeks before the goal is judged, or after it."""
    mean = np.ones(days)
    before = chance.random() < 0.5
    start = cut - chance.integers(1, 29) if before else cut + chance.integers(max(1, days - cut))
    mean[start:] = chance.choice([0.6, 1.5])
    return mean * _uneven(chance, days, 12)


def holiday_dip(chance: Chance, days: int, cut: int) -> Array:
    """Two very quiet weeks among the days to come, and in earlier years."""
    start = int(chance.integers(cut, max(cut + 1, days - 10)))
    place = (np.arange(days) - start) % 364
    return np.where(place < 14, 0.25, 1.0) * _uneven(chance, days, 15)


def sparse(_chance: Chance, days: int, _cut: int) -> Array:
    return np.ones(days)


def autoregressive(chance: Chance, days: int, _cut: int) -> Array:
    return np.asarray(np.exp(_autoregressive(chance, days, 0.97, 0.35) - 0.06))


def bursts(chance: Chance, days: int, _cut: int) -> Array:
    """Campaigns of five to ten days that bring two to four times as much."""
    mean, place = np.ones(days), 0
    while place < days:
        place += int(chance.exponential(42)) + 1
        length = int(chance.integers(5, 11))
        mean[place : place + length] *= chance.uniform(2, 4)
        place += length
    return mean


def season(chance: Chance, days: int, _cut: int) -> Array:
    angle = _year(days) + chance.uniform(0, 2 * np.pi)
    return (1 + 0.35 * np.cos(angle)) * _uneven(chance, days, 15)


def random_walk(chance: Chance, days: int, cut: int) -> Array:
    """A level that moves by a tenth a week; it is at its usual height when it is judged."""
    path = np.cumsum(chance.normal(0, 0.10, days // 7 + 2))
    return _by_week(np.exp(path - path[cut // 7]), days)


def young(chance: Chance, days: int, _cut: int) -> Array:
    return _uneven(chance, days, 10)


def company(chance: Chance, days: int, _cut: int) -> Array:
    """A season of a sixth, a quiet August, growth by 30 % over all; the year begins anywhere."""
    angle = (_year(days) + chance.uniform(0, 2 * np.pi)) % (2 * np.pi)
    quiet = (angle >= 2 * np.pi * 213 / 365) & (angle < 2 * np.pi * 244 / 365)
    peak = 2 * np.pi * 285 / 365
    mean = (1 + 0.16 * np.cos(angle - peak)) * np.where(quiet, 0.78, 1.0)
    return mean * (1 + 0.3 * np.arange(days) / days) * _uneven(chance, days, 25)


Maker = Callable[[Chance, int, int], Array]
KINDS: dict[str, tuple[Maker, tuple[int, int]]] = {
    "poisson": (poisson, (180, 900)),
    "overdispersed": (overdispersed, (180, 900)),
    "strong week": (poisson, (180, 900)),
    "trend": (trend, (180, 900)),
    "sparse": (sparse, (180, 900)),
    "autoregressive": (autoregressive, (180, 900)),
    "bursts": (bursts, (180, 900)),
    "season, 2.5 years": (season, (910, 1100)),
    "season, 15 months": (season, (400, 460)),
    "random walk": (random_walk, (180, 900)),
    "young channel": (young, (56, 100)),
    "company, 15 months": (company, (400, 460)),
    "level shift": (level_shift, (180, 900)),
    "holiday dip": (holiday_dip, (180, 900)),
}


def cases(name: str, seeds: Iterable[int]) -> Iterator[Case]:
    """Three goals for each seed, with targets up to 20 % around the recent level."""
    for seed in seeds:
        for place, (length, passed) in enumerate(GOALS):
            yield _case(name, np.random.default_rng((seed, list(KINDS).index(name), place)),
                        length, passed)  # fmt: skip


def _case(name: str, chance: Chance, length: int, passed: int) -> Case:
    maker, (least, most) = KINDS[name]
    before = int(chance.integers(least, most))
    days, cut = before + length, before + passed
    level = chance.uniform(0.5, 2) / 7 if name == "sparse" else np.exp(chance.uniform(*_LEVELS))
    week = STRONG_WEEK if name == "strong week" else WEEK
    weekday = (FIRST + timedelta(days=2)).weekday()
    mean = level * maker(chance, days, cut) * week[(weekday + np.arange(days)) % 7]
    series = chance.poisson(mean).astype(np.float64)
    usual = float(series[max(0, before - 91) : before].mean()) * length
    target = max(1.0, round(usual * chance.uniform(0.8, 1.2)))
    return Case(series[:cut], passed, series[cut:], target)


_LEVELS = (np.log(2), np.log(30))


Forecaster = Callable[[Case], Array]


def rivals() -> dict[str, Forecaster]:
    """Every forecaster by name, ours first."""
    found: dict[str, Forecaster] = {"Utmost": ours}
    if importlib.util.find_spec("statsmodels"):
        found["ETS"] = smoothing
    return found | {"DGLM": discount, "NB-GLM": regression, "naive": naive}


def scores(case: Case, ends: Array) -> Array:
    """Whether the 80 % band held, CRPS relative to the end, Brier score, width of the band."""
    low, _, high = band(ends)
    came, ordered, count = case.came, np.sort(ends), len(ends)
    places = 2 * np.arange(1, count + 1) - count - 1
    crps = np.abs(ends - came).mean() - float(places @ ordered) / count**2
    brier = (np.mean(ends >= case.target) - (came >= case.target)) ** 2
    size = max(came, 1.0)
    return np.array([low <= came <= high, crps / size, brier, (high - low) / size])


def line(name: str, found: dict[str, Array]) -> str:
    """A row of the table; ``found`` has a row of scores per goal for each forecaster."""
    means = {who: rows.mean(axis=0) for who, rows in found.items()}
    cells = [
        " / ".join(f"{mean[part]:{form}}" for mean in means.values())
        for part, form in ((0, ".0%"), (1, ".4f"), (2, ".3f"))
    ]
    best = [min(mean[part] for who, mean in means.items() if who != "Utmost") for part in (1, 2)]
    apart = [means["Utmost"][part] / best[part - 1] - 1 for part in (1, 2)]
    share = f"{apart[0]:+.0%} / {apart[1]:+.0%}"
    return f"| {name} | {len(found['Utmost'])} | {' | '.join(cells)} | {share} |"


def table(seeds: Iterable[int]) -> Iterator[str]:
    """A row for each kind, for all that can be known, and for real accounts where they are at hand."""
    who, knowable = rivals(), []
    names = " / ".join(who)
    yield f"| series | goals | 80 % band held: {names} | CRPS | Brier score | against the best rival |"
    yield "|---|---|---|---|---|---|"
    for name in KINDS:
        some = list(cases(name, seeds))
        found = {one: np.array([scores(c, ends(c)) for c in some]) for one, ends in who.items()}
        knowable += [found] if name not in UNKNOWABLE else []
        yield line(name, found)
    yield line("all that can be known", {one: np.vstack([f[one] for f in knowable]) for one in who})
    if real := list(real_cases(held_out=True)):
        filled = [replace(c, past=_filled(c.past)) for c in real]
        yield line("real accounts", {
            one: np.array([scores(c, ends(c if one == "Utmost" else f))
                           for c, f in zip(real, filled, strict=True)])
            for one, ends in who.items()
        })  # fmt: skip


def _filled(past: Array) -> Array:
    """The series without unknown days, which the rivals cannot take."""
    return np.where(np.isnan(past), np.nanmean(past), past)


def run() -> Iterator[str]:
    """The table on series held out."""
    yield from table(HELD_OUT)

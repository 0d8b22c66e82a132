"""Rates by day or post for A/A tests of experiments: of real exports where they are at hand, made up."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from data.sources.registry import load
from metrics.experiments.units import ChanceUnit
from metrics.statistics.unit_rates import Cells

Array = npt.NDArray[np.float64]
EXPORTS = Path(__file__).parents[2] / "shared" / "exports"
LEAST_EVENTS = 60
# table, what its series are distinguished by, the day, the fewest units of a series
_TABLES = (
    ("ad_costs", ("platform", "campaign"), "date", 10),
    ("account_days", ("network", "account"), "date", 20),
    ("posts", ("network", "account"), "published_on", 20),
)
_RATES = (
    ("clicks", "impressions"),
    ("link_clicks", "impressions"),
    ("conversions", "impressions"),
    ("conversions", "clicks"),
    ("reactions", "impressions"),
    ("reactions", "views"),
    ("shares", "views"),
)


@dataclass(frozen=True)
class RateSeries:
    """Successes and trials by day or post, in the order of time."""

    name: str
    unit: ChanceUnit
    cells: Cells


@cache
def real() -> tuple[RateSeries, ...]:
    """The rates of the exports at hand; the files are no part of the project."""
    found: dict[tuple[bytes, bytes], RateSeries] = {}
    for folder in ("networks", "web"):
        for path in sorted((EXPORTS / folder).glob("*")):
            for series in _of_file(path):
                mark = (series.cells.successes.tobytes(), series.cells.trials.tobytes())
                found.setdefault(mark, series)
    return tuple(found.values())


def _of_file(path: Path) -> Iterator[RateSeries]:
    for part in load(path.name, path.read_bytes(), {}, today=date(2026, 11, 23)):
        for table, keys, day, least in _TABLES:
            frame = part.loaded.tables.get(table)
            if frame is None or frame.is_empty() or day not in frame.columns:
                continue
            known = [key for key in keys if key in frame.columns]
            for _, rows in frame.filter(pl.col(day).is_not_null()).group_by(
                known, maintain_order=True
            ):
                yield from _of_rows(f"{path.stem} {table}", table, rows.sort(day), day, least)


def _of_rows(
    name: str, table: str, rows: pl.DataFrame, day: str, least: int
) -> Iterator[RateSeries]:
    for top, bottom in _RATES:
        if top not in rows.columns or bottom not in rows.columns:
            continue
        both = rows.filter(pl.col(bottom) > 0, pl.col(top).is_not_null())
        if table != "posts":
            both = both.group_by(day, maintain_order=True).agg(pl.col(top, bottom).sum())
        x, n = (both[column].cast(pl.Float64).to_numpy() for column in (top, bottom))
        if len(x) >= least and x.sum() > LEAST_EVENTS and x.sum() < n.sum():
            place = np.arange(len(x))
            if table != "posts":
                place = both[day].to_physical().cast(pl.Int64).to_numpy()
            unit = ChanceUnit.POST if table == "posts" else ChanceUnit.DAY
            yield RateSeries(f"{name} {top}/{bottom}", unit, Cells(place, x, n))


@dataclass(frozen=True)
class RateWorld:
    """Two variants that run on the same days: trials a day, and how their rates vary.

    ``own`` and ``shared`` are coefficients of variation of a day's rate beyond chance; ``hold`` is
    the autocorrelation of the own one from day to day, ``lift`` how much higher b's rate is.
    """

    trials: float
    own: float = 0.0
    shared: float = 0.0
    hold: float = 0.0
    lift: float = 0.0
    rate: float = 0.05


def simulated(world: RateWorld, seed: int, days: int) -> tuple[Cells, Cells]:
    """The days of two variants."""
    chance = np.random.default_rng(seed)
    shared = _wandering(chance, days, world.shared, 0.0)
    a, b = (
        _variant(world, chance, days, world.rate * lift * shared) for lift in (1.0, 1 + world.lift)
    )
    return a, b


def _variant(world: RateWorld, chance: np.random.Generator, days: int, rate: Array) -> Cells:
    own = _wandering(chance, days, world.own, world.hold)
    trials = chance.poisson(world.trials, days)
    successes = chance.binomial(trials, np.clip(rate * own, 0.0, 1.0))
    return Cells(np.arange(days), successes.astype(np.float64), trials.astype(np.float64))


def _wandering(chance: np.random.Generator, days: int, spread: float, hold: float) -> Array:
    """Factors of mean one with this coefficient of variation and autocorrelation."""
    steps, level = chance.normal(0, 1, days), np.zeros(days)
    level[0] = steps[0]
    for day in range(1, days):
        level[day] = hold * level[day - 1] + math.sqrt(1 - hold**2) * steps[day]
    sigma = math.sqrt(math.log(1 + spread**2))
    return np.asarray(np.exp(sigma * level - sigma**2 / 2))

"""Daily series for the goal backtest: simulated in six ways, and real ones where available."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from data.sources.registry import load
from data.tables.schema import TABLES

Array = npt.NDArray[np.float64]
Maker = Callable[[np.random.Generator, int], Array]
WEEKDAYS = np.array([1.35, 1.25, 1.2, 1.15, 1.1, 0.6, 0.35])
EXPORTS = Path(__file__).parents[2] / "shared" / "exports"
LEAST_DAYS = 150
_FLOWS = ("impressions", "views", "reactions", "comments", "shares", "clicks", "link_clicks",
          "interactions", "profile_visits", "follows")  # fmt: skip


def stationary(_chance: np.random.Generator, days: int) -> Array:
    return np.full(days, 6.0)


def trend(chance: np.random.Generator, days: int) -> Array:
    """Half as much again, or a third less, within a year."""
    return np.asarray(6.0 * np.exp(chance.choice([-0.4, 0.4]) * np.arange(days) / 364))


def level_shift(chance: np.random.Generator, days: int) -> Array:
    """Three lasting jumps of 40 % up or 30 % down, on unknown days."""
    mean = np.full(days, 6.0)
    for start in chance.integers(90, days, 3):
        mean[start:] *= np.exp(chance.choice([-0.35, 0.35]))
    return mean


def holiday(chance: np.random.Generator, days: int) -> Array:
    """Three very quiet weeks and five quiet ones at the same time of every year."""
    place = (np.arange(days) + chance.integers(364)) % 364
    quiet = [place < 21, (place > 180) & (place < 215)]
    return np.asarray(np.select(quiet, [2.4, 4.2], 6.0))


def sparse(_chance: np.random.Generator, days: int) -> Array:
    return np.full(days, 0.3)


def over_dispersed(chance: np.random.Generator, days: int) -> Array:
    """Weeks and days that differ by far more than chance makes counts differ."""
    weeks = np.repeat(np.exp(chance.normal(0, 0.5, days // 7 + 1)), 7)[:days]
    return np.asarray(6.0 * weeks * chance.gamma(0.5, 2.0, days))


GENERATORS: dict[str, Maker] = {
    "stationary": stationary,
    "trend": trend,
    "level shift": level_shift,
    "holiday": holiday,
    "sparse": sparse,
    "over-dispersed": over_dispersed,
}


def made(name: str, seed: int, days: int) -> Array:
    """Daily counts of one kind: uneven weekdays, weeks that differ by a fifth, uneven days."""
    chance = np.random.default_rng(seed)
    mean = GENERATORS[name](chance, days) * np.resize(WEEKDAYS, days)
    weeks = np.repeat(np.exp(chance.normal(0, 0.2, days // 7 + 1)), 7)[:days]
    counts = chance.poisson(mean * weeks * chance.gamma(4.0, 0.25, days))
    return np.asarray(counts, dtype=np.float64)


def real() -> Iterator[tuple[str, Array]]:
    """The daily figures of accounts in the exports at hand: those known on 150 days or more.

    The files are not part of the project; without them there is nothing to give.
    """
    seen = set()
    for path in sorted(EXPORTS.rglob("*")):
        for name, series in _of_file(path) if path.is_file() else ():
            mark = series.tobytes()
            if mark not in seen:
                seen.add(mark)
                yield name, series


def _of_file(path: Path) -> Iterator[tuple[str, Array]]:
    for part in load(path.name, path.read_bytes(), {}, today=date(2026, 11, 23)):
        frame = part.loaded.tables.get("account_days")
        if frame is not None and len(frame) >= LEAST_DAYS:
            keys = [key for key in ("network", "account", "use") if key in frame.columns]
            for _, days in frame.group_by(keys, maintain_order=True):
                yield from _columns(path.name, days)


def _columns(name: str, days: pl.DataFrame) -> Iterator[tuple[str, Array]]:
    day = TABLES["account_days"].day
    whole = days.unique(day).sort(day).upsample(day, every="1d")
    for column in _FLOWS:
        if column in whole.columns:
            values = whole[column].cast(pl.Float64).to_numpy()
            known = ~np.isnan(values)
            if known.sum() >= LEAST_DAYS and known.mean() > 0.9 and np.nansum(values) > 100:
                yield f"{name}:{column}", values

"""Benchmark of attribution: stored visits to the credit of every model, next to two PyPI packages.

``python -m benchmarks attribution`` measures 10⁵ and 10⁶ journeys of three visits on average;
``python -m benchmarks.attribution JOURNEYS`` one number of journeys. Everything runs in a process
of its own, so that the memory is that of the work alone. The packages get the same visits and
build their paths from them, in an environment that is made at the first run.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from data.facts.facts import Facts
from data.store import Store
from data.tables.schema import TABLES
from metrics.attribution.answer import attribute
from metrics.attribution.model import registered
from metrics.attribution.path_statistics import arranged_for
from metrics.attribution.query import AttributionQuery

HERE = Path(__file__).parent
RIVALS = HERE / ".rivals"
FIRST, DAYS = date(2025, 1, 1), 365
PERIOD = FIRST, FIRST + timedelta(days=DAYS)
CHANNELS = (
    *("Direct", "Organic Search", "Organic Social", "Paid Search", "Paid Social", "Email"),
    *("Referral", "Display", "Organic Video", "Paid Video", "Affiliates", "Paid Shopping"),
    *("Organic Shopping", "SMS"),
)
_PIECE = 1_000_000  # journeys written at once
_VISITS = 3  # of a journey, on average
_WON = 0.3
_EPOCH = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)


def visits(journeys: int, first: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Made-up visits and conversions of people numbered from ``first`` on, one journey each."""
    random = np.random.default_rng(first)
    length = random.geometric(1 / _VISITS, journeys)
    user = np.repeat(np.arange(first, first + journeys), length)
    began = random.integers(0, (DAYS - 30) * 86_400, journeys)[user - first]
    at = began + random.integers(0, 29 * 86_400, len(user))
    share = 1 / np.arange(1, len(CHANNELS) + 1)
    channel = random.choice(len(CHANNELS), len(user), p=share / share.sum())
    touches = pl.DataFrame(
        {
            "user_key": _name(user),
            "session_id": pl.Series(np.arange(len(user))).cast(pl.String),
            "started_at": _moment(at),
            "channel_group": pl.Series(CHANNELS).gather(channel),
        }
    ).with_columns(started_on=pl.col("started_at").dt.date())
    won = random.random(journeys) < _WON
    last = np.zeros(journeys, dtype=np.int64)
    np.maximum.at(last, user - first, at)
    wins = pl.DataFrame(
        {
            "user_key": _name(np.arange(first, first + journeys)[won]),
            "converted_at": _moment(last[won] + 60),
            "event_name": pl.repeat("lead", int(won.sum()), eager=True),
            "value": random.gamma(2, 40, int(won.sum())).round(2),
            "currency": pl.repeat("EUR", int(won.sum()), eager=True),
        }
    ).with_columns(converted_on=pl.col("converted_at").dt.date())
    return touches, wins


def _name(user: np.ndarray[tuple[int], np.dtype[np.int64]]) -> pl.Series:
    return "person-" + pl.Series(user).cast(pl.String).str.zfill(32)


def _moment(seconds: np.ndarray[tuple[int], np.dtype[np.int64]]) -> pl.Series:
    begin = int(_EPOCH.timestamp())
    return pl.Series((seconds + begin) * 1_000_000).cast(pl.Datetime("us", "UTC"))


def stored(folder: Path, journeys: int) -> None:
    """A store with so many journeys, and the same visits as plain Parquet for the packages."""
    store = Store.open(folder / "store")
    (folder / "plain").mkdir()
    with store.writing("visits", "visits", "visits") as writer:
        for first in range(0, journeys, _PIECE):
            touches, wins = visits(min(_PIECE, journeys - first), first)
            tables = {
                name: pl.concat([TABLES[name].empty().drop("import_id"), rows], how="diagonal")
                for name, rows in (("touches", touches), ("conversions", wins))
            }
            writer.add(tables, distinct=True)
            told = touches.join(wins.select("user_key", "value"), on="user_key", how="left")
            kept = told.select("user_key", "started_at", "channel_group", "value")
            kept.write_parquet(folder / "plain" / f"{first}.parquet")
        writer.finish({"source": "touches"})
    store.close()


def ordered(store: Path) -> dict[str, float]:
    """Seconds to sort and store everything, as once after an import, and the peak memory in MB."""
    facts = Facts(Store.open(store))
    begin = time.perf_counter()
    arranged_for(facts, AttributionQuery(*PERIOD))
    return {"in order": time.perf_counter() - begin, "MB": peak()}


def ours(store: Path) -> dict[str, float]:
    """Seconds of a first answer by every model from what is in order, of another period, the peak."""
    facts = Facts(Store.open(store))
    whole = AttributionQuery(*PERIOD, lookback_days=365)
    part = AttributionQuery(date(2025, 3, 1), date(2025, 5, 31), lookback_days=365)
    models = registered().values()
    took = []
    for asked in (whole, part):
        begin = time.perf_counter()
        attribute(facts, asked, models, bounded=False)
        took.append(time.perf_counter() - begin)
    [chain] = attribute(facts, whole, [registered()["markov"]], bounded=False)
    told = {f"= {c.keys[0]}": c.conversions for c in chain.credits}
    return {"all models": took[0], "another period": took[1], "MB": peak(), **told}


def peak() -> float:
    """The most memory that this process has had, in MB.

    That of ``getrusage`` begins with what the process had that started this one.
    """
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def rivals() -> Path:
    """The Python of the packages' own environment, made when there is none."""
    python = RIVALS / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(RIVALS)], check=True)
        wanted = [str(python), "-m", "pip", "install", "-q", "-r", str(HERE / "requirements.txt")]
        subprocess.run(wanted, check=True)
    return python


def measured(command: list[str]) -> dict[str, float]:
    """The JSON that a process prints on its last line."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"failed": float(done.returncode)}
    told: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def compared(journeys: int, packages: tuple[str, ...]) -> Iterator[str]:
    """A line for this application and one for each package."""
    with tempfile.TemporaryDirectory(dir=HERE.parent) as place:
        folder = Path(place)
        stored(folder, journeys)
        for name, work in (("once after an import", "ordered"), ("nine models", "ours")):
            own = measured([sys.executable, "-m", __spec__.name, work, str(folder / "store")])
            yield _line(journeys, f"Utmost, {name}", own, own)
        for package in packages:
            script = str(HERE / "rival_attribution.py")
            told = measured([str(rivals()), script, package, str(folder / "plain")])
            yield _line(journeys, package, told, own)


def _line(journeys: int, name: str, told: dict[str, float], own: dict[str, float]) -> str:
    figures = [
        f"{key} {value:,.0f} MB" if key == "MB" else f"{key} {value:,.2f} s"
        for key, value in told.items()
        if not key.startswith("= ")
    ]
    chain = {key: value for key, value in told.items() if key.startswith("= ")}
    away = sum(abs(chain[key] - own.get(key, 0.0)) for key in chain)
    share = [f"credits of the chain {away / sum(chain.values()):.2%} away"] if chain else []
    text = ", ".join(figures + (share if told is not own else []))
    return f"{journeys:,} journeys, {name}: {text}"


def run(sizes: tuple[int, ...] = (100_000, 1_000_000)) -> Iterator[str]:
    """Lines for each size."""
    for journeys in sizes:
        yield from compared(journeys, ("ChannelAttribution", "MAM"))


WORKS = {"ordered": ordered, "ours": ours}

if __name__ == "__main__":
    if sys.argv[1] in WORKS:
        print(json.dumps(WORKS[sys.argv[1]](Path(sys.argv[2]))))
    else:
        for line in compared(int(sys.argv[1]), tuple(sys.argv[2:])):
            print(line, flush=True)

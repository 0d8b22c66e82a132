"""Benchmark of scaling with the number of visits: one machine, and Spark on the same machine.

``python -m benchmarks growth`` measures 10⁴ to 10⁶ journeys; ``python -m benchmarks.growth
JOURNEYS [no-spark]`` one number of journeys.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.attribution import PERIOD, WORKS, measured, stored
from data.store import Store
from metrics.attribution.answer import attribute
from metrics.attribution.model import registered
from metrics.attribution.query import AttributionQuery
from metrics.attribution.spark import on_spark

_SIZES = (10_000, 100_000, 1_000_000)


def on_cluster(store: Path) -> dict[str, float]:
    """Seconds of a first answer by every model from Spark with both cores, its start included."""
    begin = time.perf_counter()
    with on_spark(Store.open(store), "local[*]") as facts:
        started = time.perf_counter() - begin
        attribute(
            facts,
            AttributionQuery(*PERIOD, lookback_days=365),
            registered().values(),
            bounded=False,
        )
    return {"start": started, "together": time.perf_counter() - begin}


def grown(journeys: int, *, spark: bool = True) -> Iterator[str]:
    """A line for each way of working them out."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        stored(folder, journeys)
        size = sum(file.stat().st_size for file in (folder / "store").rglob("*") if file.is_file())
        yield f"{journeys:,} journeys: {size / 1e6:,.0f} MB in the store"
        works = [(name, ["-m", "benchmarks.attribution", name]) for name in WORKS]
        if spark:
            works.append(("Spark", ["-m", __spec__.name, "spark"]))
        for name, command in works:
            if name == "Spark":  # which would find what was worked out before
                shutil.rmtree(folder / "store" / "derived")
            told = measured([sys.executable, *command, str(folder / "store")])
            figures = {key: value for key, value in told.items() if not key.startswith("= ")}
            text = ", ".join(
                f"{key} {value:,.0f}" if key == "MB" else f"{key} {value:,.2f} s"
                for key, value in figures.items()
            )
            yield f"{journeys:,} journeys, {name}: {text}"


def run(sizes: tuple[int, ...] = _SIZES) -> Iterator[str]:
    """Lines for each size."""
    for journeys in sizes:
        yield from grown(journeys)


if __name__ == "__main__":
    if sys.argv[1] == "spark":
        print(json.dumps(on_cluster(Path(sys.argv[2]))))
    else:
        for line in grown(int(sys.argv[1]), spark="no-spark" not in sys.argv):
            print(line, flush=True)

"""Benchmark of a 1 GB CSV import: time, peak memory, and what a cancelled import leaves."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from benchmarks.import_csv import TODAY, google_ads, leads
from data.imports import ImportOutcome, import_paths
from data.store import Store

_PART = 500_000  # rows made at once
MAKERS = {"Google Ads by day": google_ads, "leads with people hashed": leads}


class Cancelled(Exception):  # noqa: N818 - it is a wish, not an error
    """Raised by the progress callback to cancel the import."""


def written(path: Path, kind: str, size: int) -> int:
    """Writes made-up exports one after another until the file has ``size`` bytes; gives its rows."""
    rows = 0
    with path.open("wb") as file:
        while file.tell() < size:
            made = MAKERS[kind](_PART, seed=rows + 1)
            if "lead_id" in made.columns:
                made = made.with_columns(pl.col("lead_id") + f"-{rows}")
            made.write_csv(file, include_header=rows == 0)
            rows += _PART
    return rows


def peak(path: Path, store: Path, stop_at: float) -> str:
    """Imports in this very process; gives seconds, peak memory and what became of the file."""

    def tell(done: float, _files: int, _name: str) -> None:
        if done >= stop_at:
            raise Cancelled

    opened, begin = Store.open(store), time.perf_counter()
    try:
        [result] = import_paths(opened, [path], today=TODAY, on_progress=tell)
        told = f"{result.outcome.value}, rows: {sum(e.rows for e in result.extents.values()):,}"
        if result.outcome is not ImportOutcome.IMPORTED:
            told += str(result.summary.issues)
    except Cancelled:
        left = [p for p in store.rglob("*") if p.suffix in {".parquet", ".tmp"}]
        told = f"cancelled, imports: {len(opened.state.ledger.done())}, files left: {len(left)}"
    seconds = time.perf_counter() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{seconds:.1f} s, peak {memory:,.0f} MiB, {told}"


def run(size: int = 1 << 30) -> Iterator[str]:
    """One line per kind of file, each import in a process of its own, and one for cancelling."""
    for kind in MAKERS:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "export.csv"
            rows = written(path, kind, size)
            for name, stop_at in (("imported", 2.0), ("cancelled at 70 %", 0.7)):
                command = [
                    sys.executable,
                    "-m",
                    __spec__.name,
                    str(path),
                    f"{folder}/{name}",
                    str(stop_at),
                ]
                done = subprocess.run(
                    command, capture_output=True, text=True, check=True
                )  # this very module
                yield f"{kind}, {path.stat().st_size >> 20:,} MiB, {rows:,} rows: {done.stdout.strip()}"


if __name__ == "__main__":
    print(peak(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])))

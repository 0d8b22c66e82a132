"""Runs another attribution package in its own environment on a folder of visits; prints JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

CHANNEL_ATTRIBUTION, MAM = "ChannelAttribution", "MAM"


def channel_attribution(rows: pl.LazyFrame) -> dict[str, float]:
    """Paths from visits, then its three weights and its simulated chain of order 1."""
    import ChannelAttribution as package  # noqa: N813, PLC0415  # only there

    begin = time.perf_counter()
    ordered = rows.sort("user_key", "started_at")
    each = ordered.group_by("user_key", maintain_order=True).agg(
        path=pl.col("channel_group").str.join(" > "), value=pl.col("value").first()
    )
    won = pl.col("value").is_not_null()
    paths = each.group_by("path").agg(
        conv=won.sum(), value=pl.col("value").sum(), null=(~won).sum()
    )
    frame = paths.collect().to_pandas()
    prepared = time.perf_counter()
    package.heuristic_models(frame, "path", "conv", "value", sep=">", flg_pro=False)
    weighed = time.perf_counter()
    chain = package.markov_model(
        frame, "path", "conv", "value", "null", sep=">", verbose=False, flg_pro=False, seed=1
    )
    done = time.perf_counter()
    told = dict(zip(chain["channel_name"], chain["total_conversions"], strict=True))
    took = {"paths": prepared - begin, "weights": weighed - prepared, "chain": done - weighed}
    return {**took, "together": done - begin, **{f"= {k}": float(v) for k, v in told.items()}}


def mam(rows: pl.LazyFrame) -> dict[str, float]:
    """Its own journeys from visits, then each of its models once."""
    from mam import MAM as Package  # noqa: N811, PLC0415  # only there

    begin = time.perf_counter()
    latest = pl.col("started_at") == pl.col("started_at").max().over("user_key")
    flagged = rows.with_columns(won=latest & pl.col("value").is_not_null()).collect()
    found = Package(
        flagged, "session", "channel_group", "won", "started_at", "user_key",
        conversion_value_colname="value",
    )  # fmt: skip
    prepared = time.perf_counter()
    names = ("first_click", "last_click", "linear", "position_based", "time_decay", "markov")
    works: list[Callable[[], object]] = [getattr(found, f"run_{name}") for name in names]
    for work in works:
        work()
    done = time.perf_counter()
    took = {"journeys": prepared - begin, "six models": done - prepared}
    return {**took, "together": done - begin}


def peak() -> float:
    """The most memory that this process has had, in MB.

    That of ``getrusage`` begins with what the process had that started this one.
    """
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def main(package: str, folder: Path) -> None:
    """Prints one JSON object."""
    rows = pl.scan_parquet(folder / "*.parquet")
    told = {CHANNEL_ATTRIBUTION: channel_attribution, MAM: mam}[package](rows)
    print(json.dumps({**told, "MB": peak()}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

"""Benchmark of event import: ten million GA4 events, time and peak memory by file format."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import polars as pl
from pyarrow import parquet

from benchmarks.import_csv import TODAY
from data.imports import import_paths
from data.store import Store

_PART = 250_000  # events made at once
_PER_SESSION = 6
_NUMBER = pl.Int64()
_BEGIN = 1_772_323_200  # 2026-03-01
_VALUE = ("string_value", "int_value", "float_value", "double_value")
_SOURCES = (("google", "organic"), ("linkedin", "social"), ("newsletter", "email"), (None, None))
_NAMES = ("session_start", "page_view", "page_view", "scroll", "user_engagement", "page_view")


def events(count: int, seed: int, whole: pl.DataType = _NUMBER) -> pl.DataFrame:
    """Made-up events in BigQuery's schema: sessions of six, every fiftieth with a purchase.

    ``whole`` is the type of whole numbers.
    """
    rng = np.random.default_rng(seed)
    at = np.arange(count)
    session = at // _PER_SESSION + seed * _PART
    user = session // 2
    begin = _BEGIN + rng.integers(0, 30 * 86_400, count // _PER_SESSION + 1)[at // _PER_SESSION]
    micros = (begin + (at % _PER_SESSION) * 20) * 1_000_000
    buys = (at % _PER_SESSION == _PER_SESSION - 1) & (session % 50 == 0)
    flat = pl.DataFrame({"at": micros, "session": session, "user": user, "n": at % _PER_SESSION})
    names = pl.Series(_NAMES).gather(at % _PER_SESSION)
    made = flat.with_columns(name=pl.Series(np.where(buys, "purchase", names.to_numpy())))
    return made.select(
        event_date=pl.from_epoch("at", time_unit="us").dt.strftime("%Y%m%d"),
        event_timestamp="at",
        event_name="name",
        event_params=_together(made.select(_params(whole)).get_columns()),
        user_pseudo_id=pl.format("{}.1700000000", pl.col("user") + 10_000_000),
        stream_id=pl.lit("77"),
        batch_ordering_id=pl.lit(1),
        collected_traffic_source=pl.struct(
            manual_source=_of_session([s for s, _ in _SOURCES]),
            manual_medium=_of_session([m for _, m in _SOURCES]),
            manual_campaign_name=pl.lit(None, pl.String),
        ),
        ecommerce=pl.struct(
            transaction_id=_bought(pl.format("T-{}", "session")),
            purchase_revenue=_bought(pl.lit(49.9)),
        ),
    )


def _of_session(values: list[str | None]) -> pl.Expr:
    """What the first page view of a session carries."""
    told = pl.col("n") == 1
    place = (pl.col("session") % len(values)).replace_strict(
        dict(enumerate(values)), return_dtype=pl.String
    )
    return pl.when(told).then(place)


def _bought(value: pl.Expr) -> pl.Expr:
    return pl.when(pl.col("name") == "purchase").then(value)


def _together(params: list[pl.Series]) -> pl.Series:
    """The parameters of each event as its list (``concat_list`` takes minutes for structs)."""
    count, each = params[0].len(), len(params)
    order = np.arange(count * each).reshape(each, count).T.ravel()
    return pl.concat(params)[order].reshape((count, each)).arr.to_list()


def _params(whole: pl.DataType) -> list[pl.Expr]:
    page = pl.format("https://www.brume.example/collections/linen/{}", pl.col("session") % 500)
    return [
        _param(whole, "ga_session_id", int_value=pl.col("session")),
        _param(whole, "ga_session_number", int_value=pl.lit(1)),
        _param(whole, "page_location", string_value=page),
        _param(
            whole, "page_title", string_value=pl.lit("Linen, spring collection - Atelier Brume")
        ),
        _param(whole, "page_referrer", string_value=pl.lit("https://www.google.com/")),
        _param(whole, "session_engaged", string_value=pl.lit("1")),
        _param(whole, "engagement_time_msec", int_value=pl.col("n") * 900),
    ]


def _param(whole: pl.DataType, key: str, **given: pl.Expr) -> pl.Expr:
    types = dict(zip(_VALUE, (pl.String(), whole, pl.Float64(), pl.Float64()), strict=True))
    fields = {n: given.get(n, pl.lit(None)).cast(dtype) for n, dtype in types.items()}
    value = pl.struct([e.alias(n) for n, e in fields.items()])
    return pl.struct(pl.lit(key).alias("key"), value.alias("value")).alias(key)


def to_parquet(path: Path, count: int) -> None:
    """Writes events as BigQuery exports them to Parquet."""
    writer = None
    for seed in range(count // _PART):
        table = events(_PART, seed).to_arrow()
        writer = writer or parquet.ParquetWriter(path, table.schema, compression="snappy")
        writer.write_table(table)
    if writer is not None:
        writer.close()


def to_json(path: Path, count: int) -> None:
    """Writes events as BigQuery exports them to JSON, whole numbers as text."""
    with path.open("wb") as file:
        for seed in range(count // _PART):
            made = events(_PART, seed, pl.String())
            made.with_columns(pl.selectors.integer().cast(pl.String)).write_ndjson(file)


MAKERS: dict[str, Callable[[Path, int], None]] = {"parquet": to_parquet, "json": to_json}


def peak(path: Path, store: Path) -> str:
    """Imports in this very process; gives seconds, peak memory and what came of it."""
    opened, begin = Store.open(store), time.perf_counter()
    [result] = import_paths(opened, [path], today=TODAY)
    seconds = time.perf_counter() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = {table: extent.rows for table, extent in result.extents.items()}
    told = ", ".join(f"{table}: {n:,}" for table, n in rows.items())
    return f"{seconds:.1f} s, peak {memory:,.0f} MiB, {result.outcome.value}, {told}"


def run(count: int = 10_000_000) -> Iterator[str]:
    """One line per form, each import in a process of its own."""
    for kind, make in MAKERS.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"events.{kind}"
            make(path, count)
            command = [sys.executable, "-m", __spec__.name, str(path), f"{folder}/store"]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            size = path.stat().st_size >> 20
            yield f"{kind}, {size:,} MiB, {count:,} events: {done.stdout.strip()}"


if __name__ == "__main__":
    print(peak(Path(sys.argv[1]), Path(sys.argv[2])))

"""Importing a large CSV into an empty store, against reading the same file as text columns."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median

import numpy as np
import polars as pl

from benchmarks.timing import Line
from data.imports import Outcome, import_upload
from data.store import Store

ROWS, RUNS = 500_000, 5
FIRST = date(2020, 1, 1)
TODAY = date(2026, 11, 1)


def _days(rows: int, random: np.random.Generator) -> pl.Series:
    offsets = pl.Series(np.sort(random.integers(0, 2000, rows)))
    return pl.Series([FIRST + timedelta(days=n) for n in range(2000)]).gather(offsets)


def ad_report(rows: int = ROWS, seed: int = 1) -> bytes:
    """Campaigns by day as an advertising platform exports them, headings in English."""
    random = np.random.default_rng(seed)
    clicks = random.integers(1, 90, rows)
    frame = pl.DataFrame(
        {
            "Campaign type": pl.Series(["Search", "Display"]).gather(random.integers(0, 2, rows)),
            "Campaign": pl.Series([f"Campaign {n}" for n in range(300)]).gather(
                random.integers(0, 300, rows)
            ),
            "Day": _days(rows, random),
            "Currency code": "EUR",
            "Cost": np.round(clicks * random.uniform(0.2, 3.0, rows), 2),
            "Clicks": clicks,
            "Impr.": clicks * random.integers(10, 60, rows),
            "Conversions": np.round(random.uniform(0, 3, rows), 2),
            "Conv. value": np.round(random.uniform(0, 90, rows), 2),
        }
    )
    return b"Campaign report\nAll time\n" + frame.write_csv().encode()


def lead_list(rows: int = ROWS, seed: int = 2) -> bytes:
    """Leads with their tags, stages and amounts under the generic headings."""
    random = np.random.default_rng(seed)
    day, tag = _days(rows, random), random.integers(0, 3, rows)
    won = random.random(rows) < 0.1
    frame = pl.DataFrame(
        {
            "lead_id": [f"L-{number:07d}" for number in range(rows)],
            "created_at": day.dt.strftime("%Y-%m-%dT09:30:00Z"),
            "utm_source": pl.Series(["facebook", "google", "newsletter"]).gather(tag),
            "utm_medium": pl.Series(["social", "cpc", "email"]).gather(tag),
            "utm_campaign": pl.Series([f"campaign-{n}" for n in range(80)]).gather(
                random.integers(0, 80, rows)
            ),
            "stage": pl.Series(["lead", "customer"]).gather(won.astype(int)),
            "won": won,
            "won_at": day + timedelta(days=9),
            "amount": np.round(random.uniform(50, 900, rows), 2),
        }
    )
    paid = {name: pl.when("won").then(name) for name in ("won_at", "amount")}
    currency = pl.when("won").then(pl.lit("EUR"))
    return frame.with_columns(**paid, currency=currency).drop("won").write_csv().encode()


def _imported(content: bytes, name: str) -> float:
    """Seconds for one import into a new store."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder))
        begin = time.perf_counter()
        (result,) = import_upload(store, name, content, today=TODAY)
        seconds = time.perf_counter() - begin
        if result.outcome is not Outcome.IMPORTED:
            raise RuntimeError(f"{name} was not imported: {result.outcome}")
        store.close()
    return seconds


def _read(content: bytes, skipped: int) -> float:
    begin = time.perf_counter()
    pl.read_csv(BytesIO(content), infer_schema=False, skip_rows=skipped)
    return time.perf_counter() - begin


def run() -> Iterator[Line]:
    """One line per kind of file; imports and bare reads take turns."""
    for name, content, skipped in (("ads.csv", ad_report(), 2), ("leads.csv", lead_list(), 0)):
        works = partial(_imported, content, name), partial(_read, content, skipped)
        seconds, bare = zip(*((first(), second()) for first, second in [works] * RUNS), strict=True)
        what = f"import of {ROWS:,} rows of {name} ({len(content) / 1e6:.0f} MB)"
        yield Line(what, median(seconds), median(bare), "≤ 3 × polars.read_csv as text")

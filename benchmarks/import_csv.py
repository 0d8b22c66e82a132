"""Benchmark of CSV import: 500,000 rows into an empty store, against polars reading it as text."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.timing import Line, alternating
from data.imports import ImportOutcome, import_upload
from data.store import Store

FIRST, DAYS = date(2025, 1, 1), 365
TIMES, WARM = 5, 1
TODAY = FIRST + timedelta(days=DAYS)
CAMPAIGNS = tuple(f"Spring sale {number:03d}" for number in range(900))


def google_ads(rows: int, seed: int = 1) -> pl.DataFrame:
    """A made-up Google Ads campaign report by day, in the columns of the download."""
    random = np.random.default_rng(seed)
    campaign = random.integers(0, len(CAMPAIGNS), rows)
    impressions = random.integers(0, 20_000, rows)
    return pl.DataFrame(
        {
            "Day": _days(np.sort(random.integers(0, DAYS, rows))),
            "Campaign": pl.Series(CAMPAIGNS).gather(campaign),
            "Campaign status": pl.repeat("Enabled", rows, eager=True),
            "Campaign type": pl.Series(["Search", "Display", "Video"]).gather(campaign % 3),
            "Currency code": pl.repeat("EUR", rows, eager=True),
            "Impr.": impressions,
            "Clicks": impressions * 3 // 100,
            "CTR": pl.Series((random.random(rows) * 100).round(2)).cast(pl.String) + "%",
            "Avg. CPC": random.random(rows).round(2),
            "Cost": random.gamma(2, 8, rows).round(2),
            "Conversions": (random.random(rows) * 5).round(2),
            "Cost / conv.": (random.random(rows) * 9).round(2),
            "Conv. value": (random.random(rows) * 300).round(2),
        }
    )


def leads(rows: int, seed: int = 1) -> pl.DataFrame:
    """Made-up leads with an e-mail address and a phone number each."""
    random = np.random.default_rng(seed)
    number = pl.Series(np.arange(rows)).cast(pl.String)
    return pl.DataFrame(
        {
            "lead_id": "L-" + number,
            "created_at": _days(random.integers(0, DAYS, rows)),
            "source": pl.Series(["google", "newsletter", "facebook"]).gather(
                random.integers(0, 3, rows)
            ),
            "medium": pl.Series(["cpc", "email", "social"]).gather(random.integers(0, 3, rows)),
            "campaign": pl.Series(CAMPAIGNS).gather(random.integers(0, len(CAMPAIGNS), rows)),
            "stage": pl.Series(["lead", "opportunity", "lost"]).gather(random.integers(0, 3, rows)),
            "amount": (random.random(rows) * 9_000).round(2),
            "currency": pl.repeat("EUR", rows, eager=True),
            "email": "person" + number + "@example.org",
            "phone": "+33 1 00 " + number,
        }
    )


def _days(numbers: np.ndarray[tuple[int], np.dtype[np.int64]]) -> pl.Series:
    return pl.Series([FIRST + timedelta(days=n) for n in range(DAYS)]).gather(numbers)


def imported(content: bytes, store: Store) -> None:
    """Imports the file; anything but success is an error."""
    [result] = import_upload(store, "export.csv", content, today=TODAY)
    store.close()
    if result.outcome is not ImportOutcome.IMPORTED:
        raise RuntimeError(str(result.summary.issues))


def measured(name: str, made: pl.DataFrame) -> Line:
    """One kind of file, imported and read in turn."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        made.write_csv(path)
        content = path.read_bytes()
        empty = [Store.open(Path(folder) / str(n)) for n in range(WARM + TIMES)]
        took, bare = alternating(
            lambda: imported(content, empty.pop()),
            lambda: pl.read_csv(path, infer_schema=False),
            times=TIMES,
            warm=WARM,
        )
    return Line(f"import of {name}, {made.height:,} rows", took, bare, "≤ 3 × polars.read_csv")


def run(rows: int = 500_000) -> Iterator[Line]:
    """One line per kind of file."""
    yield measured("Google Ads by day", google_ads(rows))
    yield measured("leads with people hashed", leads(rows))

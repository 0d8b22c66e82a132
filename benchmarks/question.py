"""Benchmark of a typical query (90 days, 5 campaigns, day × channel) against a bare scan.

``python -m benchmarks question`` measures 10⁶ and 10⁷ rows, ``python -m benchmarks.question ROWS``
any number.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, pairwise
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.timing import Line, median
from data.facts.facts import Facts, canonical
from data.store import Store
from data.tables.schema import TABLES
from metrics.engine import query_metrics
from metrics.question.query import Query

FIRST, DAYS = date(2025, 1, 1), 365
CHANNELS = ("Organic Social", "Paid Social", "Organic Search", "Paid Search", "Email", "Direct")
CAMPAIGNS = tuple(f"campaign-{number:03d}" for number in range(120))
ASKED = Query(
    FIRST + timedelta(days=200),
    FIRST + timedelta(days=289),
    campaigns=CAMPAIGNS[:5],
    by=("day", "channel"),
)
_PIECE = 10_000_000  # rows that are made up at once
MEASURES = ("sessions", "engaged_sessions", "key_events", "key_event_sessions")
METRICS = ("sessions", "engaged_sessions", "key_events", "web_conversion_rate", "engagement_rate")


def sessions(rows: int, stretch: range) -> pl.DataFrame:
    """Made-up rows of one GA4 report by day, channel, source, medium, campaign and landing page.

    ``stretch`` are the days, counted from the first.
    """
    random = np.random.default_rng(stretch.start + 1)
    day = np.sort(random.integers(stretch.start, stretch.stop, rows))
    channel = random.integers(0, len(CHANNELS), rows)
    visits = random.integers(1, 40, rows)
    days = pl.Series("date", [FIRST + timedelta(days=n) for n in range(DAYS)]).gather(day)
    return canonical(
        TABLES["web_sessions"],
        pl.DataFrame(
            {
                "property": "bench",
                "report": "date,channel_group,source,medium,campaign,landing_page",
                "date": days,
                "period_from": days,
                "period_to": days,
                "channel_group": pl.Series(CHANNELS).gather(channel),
                "source": pl.Series([f"source-{n}" for n in range(40)]).gather(channel * 6 % 40),
                "medium": pl.Series([f"medium-{n}" for n in range(12)]).gather(channel * 2 % 12),
                "campaign": pl.Series(CAMPAIGNS).gather(random.integers(0, len(CAMPAIGNS), rows)),
                "landing_page": pl.Series([f"/page-{n}" for n in range(200)]).gather(
                    random.integers(0, 200, rows)
                ),
                "sessions": visits,
                "engaged_sessions": visits // 2,
                "users": visits,
                "key_events": random.integers(0, 3, rows),
                "key_event_sessions": random.integers(0, 2, rows),
                "source_row": np.arange(rows),
            }
        ),
    )


def filled(folder: Path, rows: int) -> Store:
    """A store that holds ``rows`` rows of web sessions from one import."""
    store = Store.open(folder)
    pieces = -(-rows // _PIECE)
    cuts = [DAYS * piece // pieces for piece in range(pieces + 1)]
    with store.writing("bench", "bench", "bench.csv") as writer:
        for stretch in (range(*pair) for pair in pairwise(cuts)):
            writer.add({"web_sessions": sessions(rows // pieces, stretch)}, distinct=True)
        writer.finish({"source": "bench"})
    return store


def rolled_up(rows: pl.LazyFrame) -> pl.DataFrame:
    """Daily sums of the same rows by everything that a question may ask for."""
    keys = ["property", "report", "date", "channel_group", "source", "medium", "campaign"]
    return rows.group_by(keys).agg(pl.col(*MEASURES).sum()).sort("date").collect()


def bare(rows: pl.LazyFrame) -> pl.DataFrame:
    """The same sums by polars alone."""
    return (
        rows.filter(
            pl.col("date").is_between(ASKED.start, ASKED.end),
            pl.col("campaign").is_in(ASKED.campaigns),
        )
        .group_by("date", "channel_group")
        .agg(pl.col(*MEASURES).sum())
        .collect(engine="streaming")
    )


def _shifted() -> Iterator[Query]:
    """The question about ever another period, so that nothing has been asked before."""
    for number in count():
        back = timedelta(days=number % 100)
        yield replace(ASKED, start=ASKED.start - back, end=ASKED.end - back)


def _measure(rows: int, folder: Path) -> Iterator[Line]:
    store = filled(folder / "store", rows)
    parquet = folder / "bare.parquet"
    store.scan("web_sessions").sort("date").sink_parquet(parquet, row_group_size=500_000)
    what = f"typical question, {rows:,} session rows"
    asked = median(lambda: query_metrics(Facts(store), METRICS, ASKED))
    scanned = median(lambda: bare(pl.scan_parquet(parquet)))
    yield Line(f"{what}, from the rows", asked, scanned, "≤ 1.5 × a bare scan")
    facts, kept = Facts(store), rolled_up(store.scan("web_sessions"))
    questions = _shifted()
    query_metrics(facts, METRICS, ASKED)
    made = median(lambda: query_metrics(facts, METRICS, next(questions)), times=1, warm=0)
    yield Line(f"{what}, making the roll-up", made)
    asked = median(lambda: query_metrics(facts, METRICS, next(questions)))
    scanned = median(lambda: bare(kept.lazy()))
    yield Line(f"{what}, from the roll-up", asked, scanned, "≤ 1.5 × a bare read of the roll-up")
    store.close()


def run(sizes: tuple[int, ...] = (1_000_000, 10_000_000)) -> Iterator[Line]:
    """Three lines per size."""
    for rows in sizes:
        with tempfile.TemporaryDirectory() as place:
            yield from _measure(rows, Path(place))


if __name__ == "__main__":
    for line in run(tuple(int(rows) for rows in sys.argv[1:])):
        print(line, flush=True)

"""Benchmark of GA4 sync over REST and gRPC, with and without errors: a year of a property.

The property is the tests' own, which fails on purpose; ``right`` says whether every session that
the property has is there once, and nothing else.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from data.facts.facts import Facts
from data.ga4.access import Access
from data.ga4.endpoint import Endpoint
from data.ga4.outcome import SyncOutcome
from data.ga4.sync import SyncPeriod, sync
from data.store import Store
from data.store.ga4 import Connection
from tests.ga4.conftest import SERVERS, Time
from tests.ga4.server import USUAL, RefusedError, World

SPAN = SyncPeriod(date(2025, 3, 20), date(2026, 3, 19))
_BUSY = RefusedError(429, "Exhausted concurrent requests quota.")
_AWAY = RefusedError(503, "The service is currently unavailable.")


@dataclass(frozen=True, slots=True)
class Times:
    """What goes wrong while fetching: errors in the order of requests, tokens a day, page size."""

    name: str
    errors: tuple[RefusedError | None, ...] = field(default=())
    tokens: int = 200_000
    page_rows: int = 100_000


TIMES = (
    Times("nothing goes wrong"),
    Times("every third answer is 429", (None, None, _BUSY) * 20),
    Times("every second answer is 503", (None, _AWAY) * 40),
    Times("pages of 50 rows", page_rows=50),
    Times("the day's quota ends, fetched on the next", tokens=120),
)


def fetched(transport: str, times: Times) -> str:
    """One line of the table."""
    world = World(errors=list(times.errors), tokens=times.tokens)
    with tempfile.TemporaryDirectory() as folder, SERVERS[transport](world) as url:
        store = Store.open(folder)
        access = Access(Endpoint.parse(url), clock=Time().clock, page_rows=times.page_rows)
        outcomes = [sync(store, Connection("42", "42"), SPAN, access)]
        used = times.tokens - world.tokens
        while outcomes[-1].left and len(outcomes) < 20:
            world.tokens = times.tokens
            outcomes.append(sync(store, Connection("42", "42"), SPAN, access))
            used += times.tokens - world.tokens
        right = _right(Facts(store), outcomes[-1])
        store.close()
    rows = sum(sum(outcome.rows.values()) for outcome in outcomes)
    requests, retries = (sum(getattr(o, n) for o in outcomes) for n in ("requests", "retries"))
    told = (times.name, transport, len(outcomes), rows, requests, retries, used, right)
    return "| " + " | ".join(f"{value:,}" if isinstance(value, int) else value for value in told)


def _right(facts: Facts, last: SyncOutcome) -> str:
    rows = facts.frame("web_sessions").filter(pl.col("report") == "date,channel_group").collect()
    truth = sum(int(row["sessions"]) for row in USUAL)
    days = ((SPAN.last or date.max) - (SPAN.first or date.max)).days + 1
    whole = rows["date"].n_unique() == days and rows["sessions"].sum() == truth * days
    return "yes" if whole and not last.left else "no"


def run() -> Iterator[str]:
    """The table, a line for each transport and kind of times."""
    yield "| what happens | transport | syncs | rows | requests | retries | tokens used | right"
    for times in TIMES:
        for transport in SERVERS:
            yield fetched(transport, times)

"""Benchmark of GA4 sync: a property of five million rows from a server in another process.

Run with `--serve` it is that server: answers are made in advance for one page, as bytes, so that the
client is what is measured.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent import futures
from datetime import date, timedelta
from functools import cache
from typing import Any

import grpc
from google.analytics import data_v1beta as ga

from data.ga4.access import Access
from data.ga4.endpoint import Endpoint
from data.ga4.sync import SyncPeriod, sync
from data.store import Store
from data.store.ga4 import Connection

ROWS_A_DAY, DAYS = 50_000, 100
FIRST = date(2026, 1, 1)
SERVICE = "google.analytics.data.v1beta.BetaAnalyticsData"


@cache
def _page(day: date, dimensions: int, metrics: int) -> Any:
    """A day of the finest report: every row another campaign."""
    answer = ga.RunReportResponse.pb(ga.RunReportResponse())
    for number in range(ROWS_A_DAY):
        row = answer.rows.add()
        for text in (f"{day:%Y%m%d}", *["x"] * (dimensions - 2), f"campaign {number}"):
            row.dimension_values.add().value = text
        for _ in range(metrics):
            row.metric_values.add().value = "3"
    return answer


def _report(request: bytes, _context: object) -> bytes:
    asked = ga.RunReportRequest.pb(ga.RunReportRequest.deserialize(request))
    span = asked.date_ranges[0]
    answer = ga.RunReportResponse.pb(ga.RunReportResponse())
    answer.metadata.time_zone, answer.metadata.currency_code = "UTC", "EUR"
    fine = len(asked.dimensions) > 3 and len(asked.metrics) > 3
    if fine and span.start_date != "yesterday":
        first, last = date.fromisoformat(span.start_date), date.fromisoformat(span.end_date)
        days = (last - first).days + 1
        answer.row_count = days * ROWS_A_DAY
        for number in range(
            asked.offset, min(asked.offset + asked.limit, answer.row_count), ROWS_A_DAY
        ):
            day = first + timedelta(days=number // ROWS_A_DAY)
            answer.MergeFrom(_page(FIRST, len(asked.dimensions), len(asked.metrics)))
            for row in answer.rows[-ROWS_A_DAY:]:
                row.dimension_values[0].value = f"{day:%Y%m%d}"
    return bytes(answer.SerializeToString())


def serve() -> None:
    """Serves the property until it is stopped; prints the address first."""
    methods = {
        "RunReport": grpc.unary_unary_rpc_method_handler(_report),
        "GetMetadata": grpc.unary_unary_rpc_method_handler(lambda _request, _context: b""),
    }
    server = grpc.server(futures.ThreadPoolExecutor(1))
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SERVICE, methods),))
    print(server.add_insecure_port("127.0.0.1:0"), flush=True)
    server.start()
    server.wait_for_termination()


def fetch(port: str) -> None:
    """Fetches all days into an empty store; prints rows, seconds and the peak of memory."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(folder)
        before = time.perf_counter()
        span = SyncPeriod(FIRST, FIRST + timedelta(days=DAYS - 1))
        access = Access(Endpoint.parse(f"grpc://127.0.0.1:{port}"))
        outcome = sync(store, Connection("1", "1"), span, access)
        seconds = time.perf_counter() - before
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows, requests = sum(outcome.rows.values()), outcome.requests
        print(f"{rows} rows in {seconds:.0f} s, {requests} requests, peak {peak:.0f} MB")
        store.close()


def run() -> Iterator[str]:
    """A line with rows, seconds, requests and the peak of memory of a sync."""
    command = [sys.executable, "-m", __name__]
    server = subprocess.Popen([*command, "--serve"], stdout=subprocess.PIPE, text=True)
    try:
        port = server.stdout.readline().strip() if server.stdout else ""
        fetched = subprocess.check_output([*command, port], text=True)
        yield f"fetch a Google Analytics property: {fetched.strip()}"
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    if sys.argv[1:] == ["--serve"]:
        serve()
    else:
        fetch(sys.argv[1])

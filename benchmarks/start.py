"""From starting the server to its first page, a fresh process each time."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from benchmarks.timing import Line
from data.demo import imported
from data.store import Store

ROOT = Path(__file__).parents[1]
RUNS = 3
PATIENCE = 60


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _serving(store: Path, port: int) -> Iterator[None]:
    command = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port)]
    environment = {**os.environ, "UTMOST_STORE": str(store)}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _until_healthy(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError("the server did not become healthy")


def _until_first_page(port: int) -> None:
    """Asks for the first page as a browser does and reads until its script has finished."""
    ask = BackMsg()
    ask.rerun_script.query_string = ""
    with connect(f"ws://127.0.0.1:{port}/_stcore/stream", max_size=None) as browser:
        browser.send(ask.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(bytes(browser.recv(timeout=PATIENCE, decode=False)))
            if told.WhichOneof("type") == "script_finished":
                return


def _start(store: Path) -> tuple[float, float]:
    port = _free_port()
    begin = time.perf_counter()
    with _serving(store, port):
        _until_healthy(port)
        healthy = time.perf_counter() - begin
        _until_first_page(port)
        return healthy, time.perf_counter() - begin


def run() -> Iterator[Line]:
    """An empty store and the demo company's: the first start, and the median of further ones."""
    for name in ("empty store", "demo store"):
        with tempfile.TemporaryDirectory() as place:
            store = Store.open(place)
            if name == "demo store":
                imported.install(store, last=date(2026, 10, 31))
            store.close()
            starts = [_start(Path(place)) for _ in range(RUNS + 1)]
        cold, *warm = starts
        healthy, page = (statistics.median(times) for times in zip(*warm, strict=True))
        yield Line(f"start, {name}, first: healthy", cold[0])
        yield Line(f"start, {name}, first: first page", cold[1], goal="≤ 5 s")
        yield Line(f"start, {name}, again: healthy", healthy)
        yield Line(f"start, {name}, again: first page", page, goal="≤ 5 s")

"""Load test helpers: a server on a store, and visitors who speak its protocol like a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).parents[1]
PATIENCE = 60


def free_port() -> int:
    """A port that is not in use."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(store: Path, port: int) -> Iterator[None]:
    """Runs the server on ``store``; it may not be healthy yet."""
    command = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port)]
    environment = {**os.environ, "UTMOST_STORE": str(store)}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def until_healthy(port: int) -> None:
    """Waits until the server answers. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError("the server did not become healthy")


@contextmanager
def visiting(port: int) -> Iterator[ClientConnection]:
    """A session."""
    with connect(f"ws://127.0.0.1:{port}/_stcore/stream", max_size=None) as browser:
        yield browser


def see(browser: ClientConnection, query: str = "", page: str = "") -> float | None:
    """Asks for a page and reads until its script has finished.

    Gives the seconds until the first figure came, None on a page without any. Raises RuntimeError
    where the page shows an error.
    """
    ask = BackMsg()
    ask.rerun_script.query_string = query
    ask.rerun_script.page_name = page
    begin, first = time.perf_counter(), None
    browser.send(ask.SerializeToString())
    told = ForwardMsg()
    while told.WhichOneof("type") != "script_finished":
        told.ParseFromString(bytes(browser.recv(timeout=PATIENCE, decode=False)))
        shown = told.delta.new_element
        if shown.WhichOneof("type") == "exception":
            raise RuntimeError(shown.exception.message)
        if first is None and shown.WhichOneof("type") == "metric":
            first = time.perf_counter() - begin
    return first

"""A real server process on a free port, and a watch over what it asks of other machines."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPMessage
from pathlib import Path

import pytest

from tests.conftest import LONG, ROOT

OWN = ("UTMOST_ADDRESS", "STREAMLIT_SERVER_ADDRESS")


SWITCHED = 101


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and body as they came over the wire."""

    status: int
    headers: HTTPMessage
    body: bytes


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; ``proxy`` catches whatever it tries to send to other machines."""

    port: int
    log: Path
    proxy: socket.socket

    def ask(
        self, path: str, address: str = "127.0.0.1", method: str = "GET", **headers: str
    ) -> Answer:
        """The answer to one request, made like a browser of this machine."""
        with closing(HTTPConnection(address, self.port, timeout=LONG)) as connection:
            connection.request(method, path, headers=headers)
            with connection.getresponse() as response:
                body = b"" if response.status == SWITCHED else response.read()
                return Answer(response.status, response.headers, body)

    def reached_out(self) -> bool:
        """Whether the process has asked another machine for anything over the web."""
        try:
            self.proxy.accept()[0].close()
        except BlockingIOError:
            return False
        return True


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _healthy(server: Server) -> bool:
    try:
        return server.ask("/_stcore/health").body == b"ok"
    except (OSError, HTTPException):
        return False


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _ in range(LONG * 10):
        assert process.poll() is None, server.log.read_text("utf-8")
        if _healthy(server):
            return
        time.sleep(0.1)
    raise TimeoutError(server.log.read_text("utf-8"))


@contextmanager
def serving(folder: Path, *flags: str, **variables: str) -> Iterator[Server]:
    """The application as ``streamlit run server.py`` starts it, stopped in the end."""
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.setblocking(False)
        server = Server(_free_port(), folder / "server.log", proxy)
        catcher = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        inherited = {
            k: v for k, v in os.environ.items() if k not in OWN and "proxy" not in k.lower()
        }
        environment = inherited | {"HTTP_PROXY": catcher, "HTTPS_PROXY": catcher} | variables
        environment["UTMOST_STORE"] = str(folder / "store")
        command = [sys.executable, "-m", "streamlit", "run", "server.py"]
        with server.log.open("wb") as log:
            process = subprocess.Popen(
                [*command, "--server.port", str(server.port), *flags],
                cwd=ROOT, env=environment, stdout=log, stderr=log,
            )  # fmt: skip
        try:
            _wait(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(LONG)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server as it starts without any setting."""
    with serving(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="session")
def other_address() -> str:
    """An address of this machine that is not the loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: it only chooses a way out
        except OSError:
            pytest.skip("this machine has no other address")
        return str(probe.getsockname()[0])

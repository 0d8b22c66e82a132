"""A real server on a store of its own and a real Chromium; nothing may leave the machine."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import LONG, ROOT
from tests.pages.bare import without_goals

# A busy machine is no reason to fail: whatever is awaited may take as long as anywhere.
PATIENCE = LONG * 1000
NOT_FOUND = 404
expect.set_options(timeout=PATIENCE)

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks everything here, and skips it with a sentence where there is no browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip("no Chromium: install it or set CHROMIUM"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(LONG * 10):
        assert process.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=LONG) as answer:  # noqa: S310  # our own server
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)


@contextmanager
def serving(store: Path, log: Path, root: Path = ROOT) -> Iterator[str]:
    """The address of a server of the application in ``root`` on ``store``, stopped in the end."""
    port = _free_port()
    environment = {**os.environ, "UTMOST_STORE": str(store)}
    command = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=root, env=environment, stdout=out, stderr=out, start_new_session=True
        )
        try:
            _wait(url := f"http://127.0.0.1:{port}", process)
            yield url
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(LONG)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[str]:
    """A fresh server on an empty store."""
    with serving(tmp_path / "store", tmp_path / "server.log") as url:
        yield url


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One server on an empty store, for tests that change nothing."""
    folder = tmp_path_factory.mktemp("browser-empty")
    with serving(folder / "store", folder / "server.log") as url:
        yield url


@pytest.fixture(scope="session")
def demo(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One server on the demo company, for tests that change nothing."""
    with serving(demo_folder, tmp_path_factory.mktemp("browser-demo") / "server.log") as url:
        yield url


@pytest.fixture
def own_demo(demo_store: Path, tmp_path: Path) -> Iterator[str]:
    """A fresh server on the demo company before it had goals, for a test that changes something."""
    with serving(without_goals(demo_store), tmp_path / "server.log") as url:
        yield url


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """A context that waits as long for clicks, pages and downloads as for what is expected."""
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Debian's Chromium, without its own traffic."""
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": QUIET,
        "timeout": PATIENCE,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """A manager's laptop in Paris, in English; without movements, which are most of the work to draw."""
    screen = {"width": 1440, "height": 1800}
    return {
        **browser_context_args,
        "locale": "en-GB",
        "timezone_id": "Europe/Paris",
        "viewport": screen,
        "reduced_motion": "reduce",
    }


@pytest.fixture(autouse=True)
def _stays_here(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test whose page asked another machine, or for what is not there, or raised an error."""
    if "page" not in request.fixturenames:
        yield
        return
    page: Page = request.getfixturevalue("page")
    outside: list[str] = []
    missing: list[str] = []
    errors: list[str] = []
    local = ("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")
    page.on("request", lambda r: None if r.url.startswith(local) else outside.append(r.url))
    page.on("response", lambda r: missing.append(r.url) if r.status == NOT_FOUND else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield
    assert outside == []
    assert missing == []
    assert errors == []

"""Where things lie, for every test."""

from __future__ import annotations

import logging
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from data.base import log
from data.store import faults

LAST = date(2026, 10, 31)  # the demo company's last day
LONG = 120  # seconds to wait for something that comes for sure; a busy machine is no failure
ROOT = Path(__file__).parents[1]
EXPORTS = ROOT.parent / "shared" / "exports"

NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
"""Whether all cases are tried, where the others are enough for a day: see ``make nightly``."""

# The company's time zone is guessed from the computer where nothing else says it.
os.environ["TZ"] = "UTC"

# A busy machine is no reason to fail, and the same examples every time make failures stay.
_ALWAYS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
_USUAL = 25
settings.register_profile("suite", _ALWAYS, max_examples=_USUAL, derandomize=True)
# New examples every time, many more of them, and what it takes to see a failure again.
settings.register_profile("nightly", _ALWAYS, max_examples=40 * _USUAL, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


def examples(count: int, **more: Any) -> settings:
    """So many examples instead of the usual number, as one of them takes long; more in proportion at night."""
    return settings(max_examples=count * settings.default.max_examples // _USUAL, **more)


FEW = examples(8)  # where one example asks for many figures


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips what is for the night."""
    for item in items:
        if not NIGHT and item.get_closest_marker("night"):
            item.add_marker(pytest.mark.skip("runs at night: make nightly"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the demo company, made once; nobody changes it."""
    from changes import demo
    from data.store import Store
    from data.values.audit import UNKNOWN

    folder = tmp_path_factory.mktemp("demo") / "store"
    store = Store.open(folder)
    results = demo.install(store, UNKNOWN, last=LAST)
    assert all(result.outcome.settled for result in results), results
    store.close()
    return folder


@pytest.fixture
def demo_store(demo_folder: Path, tmp_path: Path) -> Path:
    """A copy of the demo store that a test may change."""
    return Path(shutil.copytree(demo_folder, tmp_path / "demo"))


@pytest.fixture(autouse=True)
def _no_log():
    """A command of one test must not log into its store during the next."""
    yield
    log.release()


class _Bugs(logging.Handler):
    """What the program took for an error of its own."""

    def __init__(self) -> None:
        super().__init__(logging.CRITICAL)
        self.seen: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record)


@pytest.fixture(autouse=True)
def bugs():
    """The errors of the program that a page or a command ended in a sentence: none is expected.

    A test that makes one clears the list.
    """
    handler, logger = _Bugs(), logging.getLogger(faults.__name__)
    logger.addHandler(handler)
    yield handler.seen
    logger.removeHandler(handler)
    for record in handler.seen:
        assert record.exc_info is not None
        raise AssertionError("the program ended in a sentence") from record.exc_info[1]


@pytest.fixture(scope="session")
def new_store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new store, made once: to copy it takes a tenth of what its migrations take."""
    from data.store import Store

    folder = tmp_path_factory.mktemp("new") / "store"
    Store.open(folder).close()
    return folder


@pytest.fixture
def store(new_store_folder: Path, tmp_path: Path):
    from data.store import Store

    opened = Store.open(shutil.copytree(new_store_folder, tmp_path / "store"))
    yield opened
    opened.close()

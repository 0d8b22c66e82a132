"""Every page on an empty store and on the demo company's."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.demo import imported
from data.store import Store
from tests.conftest import ROOT

LAST = date(2026, 10, 31)
Opener = Callable[..., AppTest]


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the demo company, made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("demo") / "store"
    store = Store.open(folder)
    results = imported.install(store, last=LAST)
    assert all(result.outcome.settled for result in results), results
    store.close()
    return folder


@pytest.fixture
def demo_store(demo_folder: Path, tmp_path: Path) -> Path:
    """A copy of the demo store that a test may change."""
    copy = tmp_path / "store"
    shutil.copytree(demo_folder, copy)
    return copy


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens the application on a store, at a page, in a language."""

    def start(store: Path, page: str | None = None, **query: str) -> AppTest:
        monkeypatch.setenv("UTMOST_STORE", str(store))
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        if page is not None:
            app.switch_page(f"pages/{page}/{page}.py").run()
        assert not app.exception, app.exception
        return app

    return start

"""Every page on an empty store and on the demo company's."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from plotly import graph_objects
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner
from streamlit.util import calc_hash

from data.facts.facts import Facts
from data.store import Store
from tests.conftest import LONG, ROOT
from ui import cache as results

Opener = Callable[..., AppTest]


def _ended(runner: LocalScriptRunner, timeout: float) -> None:
    """Waits for a script without asking every millisecond, which takes time from the script."""
    thread = runner._script_thread
    assert thread is not None
    thread.join(timeout)
    assert runner.script_stopped(), f"the script did not end in {timeout} s"


@pytest.fixture(scope="session")
def _sooner():
    """Streamlit's test client without what it does again at every run of a page."""
    with pytest.MonkeyPatch.context() as patch:
        # It reads the metadata of all installed packages, which stay the same during the tests.
        scan = "scan_component_manifests"
        patch.setattr(manifest_scanner, scan, cache(getattr(manifest_scanner, scan)))
        patch.setattr(local_script_runner, "require_widgets_deltas", _ended)
        yield


@pytest.fixture(scope="session")
def _untouched(demo_folder: Path) -> Facts:
    """The facts of the demo company, before anybody changes them."""
    return Facts(Store.open(demo_folder))


@pytest.fixture
def own_results() -> None:
    """For a store that is damaged behind its version: nothing is shared with other stores."""


@pytest.fixture
def _shared(
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    demo_folder: Path,
    _untouched: Facts,
) -> None:
    """What is worked out of the demo company once is there for all its copies until they change.

    A store's version has the identity of the store, which a copy has as well.
    """
    if "own_results" in request.fixturenames:
        return
    own_place, own_facts = results.place, results.facts
    assert isinstance(_untouched.origin, Store)
    demo = str(demo_folder), _untouched.origin.version

    def place() -> tuple[str, str]:
        found = own_place()
        return demo if found[1] == demo[1] else found

    monkeypatch.setattr(results, "place", place)
    monkeypatch.setattr(results, "facts", lambda: _untouched if place() == demo else own_facts())


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, _sooner: None, _shared: None) -> Opener:
    """Opens the application on a store, at a page, in a language."""

    def start(store: Path, page: str | None = None, **query: str) -> AppTest:
        monkeypatch.setenv("UTMOST_STORE", str(store))
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=LONG)
        for key, value in query.items():
            app.query_params[key] = value
        # Straight to the page, as by its address; ``switch_page`` would run the first one before.
        app._page_hash = calc_hash(page or "")
        app.run()
        assert not app.exception, app.exception
        for chart in app.get("plotly_chart"):
            graph_objects.Figure(json.loads(chart.proto.spec))  # raises for keys it does not know
        return app

    return start

"""Every page on an empty store and on the demo company's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from plotly import graph_objects
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.conftest import LONG, ROOT

Opener = Callable[..., AppTest]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opener:
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

"""What is asked before the first visitor comes is what the first visitor asks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from metrics.results.overview import Overview
from metrics.results.results import headline
from tests.conftest import LONG, ROOT
from tests.pages.figures import figures
from ui import warmup


def test_usual_filters() -> None:
    """The last 90 days, or the only period there is."""
    last, period = date(2026, 3, 31), (date(2026, 1, 1), date(2026, 1, 31))
    assert warmup.default_filters(Overview(date(2025, 1, 1), last)).start == date(2026, 1, 1)
    assert warmup.default_filters(Overview(*period, period=period)).end == period[1]


def test_an_empty_store_is_prepared_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked where there is nothing to ask about."""
    monkeypatch.setenv("UTMOST_STORE", str(tmp_path / "store"))
    warmup.warm_up()


def test_first_page_asks_nothing_new(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the preparation the first page works its headline out from memory."""
    monkeypatch.setenv("UTMOST_STORE", str(demo_folder))
    warmup.warm_up()
    asked: list[object] = []

    def counted(*args: object) -> object:
        asked.append(args)
        return headline(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("metrics.results.results.headline", counted)
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=LONG).run()
    assert figures(app)
    assert asked == []

"""A property is tested, connected, fetched and disconnected through the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.ga4 import ENDPOINT_VARIABLE, keys
from data.store import Store
from data.store.ga4 import Connection
from tests.ga4.server import RefusedError, World, over_grpc
from tests.pages.conftest import Opener
from ui.components.sources.ga4 import PANEL


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[World]:
    served = World()
    monkeypatch.setenv(keys.FOLDER_VARIABLE, str(tmp_path / "keys"))
    with over_grpc(served) as url:
        monkeypatch.setenv(ENDPOINT_VARIABLE, url)
        yield served


def _texts(app: AppTest) -> str:
    shown = (*app.markdown, *app.error, *app.success, *app.caption)
    return " ".join(str(element.value) for element in shown)


def _tested(app: AppTest, number: str) -> AppTest:
    app.session_state[PANEL] = True
    app.run()
    app.text_input(key="ga4_number").set_value(number)
    return app.button(key="ga4_test").click().run()


def test_tested_connected_and_fetched(opened: Opener, world: World, tmp_path: Path) -> None:
    app = _tested(opened(tmp_path / "store", "sources"), "properties/42")
    assert "Europe/Paris" in _texts(app)
    app.multiselect(key="ga4_new_leads").set_value(["generate_lead"])
    next(button for button in app.button if button.label == "Connect").click().run()
    app.button(key="ga4_fetch_42").click().run()
    assert not app.exception
    assert "Up to date: 400 days" in _texts(app)
    assert Store.open(tmp_path / "store").state.ga4.get("42") is not None
    assert world.tokens < 200_000


def test_what_is_wrong_is_explained(opened: Opener, world: World, tmp_path: Path) -> None:
    """A wrong number before anything is asked, a refusal of Google's with its cure."""
    app = _tested(opened(tmp_path / "store", "sources", lang="fr"), "G-ABC")
    assert "ID de mesure" in _texts(app)
    assert world.asked == []
    text = "User does not have sufficient permissions for this property."
    world.errors = [RefusedError(403, text)]
    assert "Lecteur" in _texts(_tested(app, "42"))


def test_disconnecting_deletes_the_key(opened: Opener, world: World, tmp_path: Path) -> None:
    assert world.metadata
    folder = tmp_path / "store"
    Store.open(folder).state.ga4.save(Connection("42", "42"))
    (tmp_path / "keys").mkdir()
    key = tmp_path / "keys" / "ga4-42.json"
    key.write_text("{}")
    app = opened(folder, "sources")
    app.button(key="ga4_gone_42").click().run()
    assert not app.exception
    assert Store.open(folder).state.ga4.all() == ()
    assert not key.exists()

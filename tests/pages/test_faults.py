"""A page that meets a fault says so in a sentence; the navigation and what can be shown are there."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.base.log import FILE
from data.store import Store, faults
from data.store.faults import Said
from data.store.manual_entries import Entries
from tests.conftest import ROOT
from tests.pages.conftest import Opener
from ui import pages
from ui.components.results import cards

pytestmark = pytest.mark.usefixtures("own_results")

PAGES = [card for card in pages.cards() if card.when != "empty"]
UNFILTERED = [card.slug for card in PAGES if not card.filters]


def errors(app: AppTest) -> list[str]:
    return [error.value for error in app.error]


def sentence(said: Said) -> str:
    return f"{said[0]}  \n{said[1]}"


def every_page(app: AppTest) -> dict[str, list[str]]:
    """What each page says went wrong; each has its title."""
    said = {}
    for card in PAGES:
        app.switch_page(str(card.path.relative_to(ROOT))).run()
        assert not app.exception, app.exception
        titles = [title.value for title in app.title]
        assert titles == [card.title] or (card.answers and len(titles) == 1), card.slug
        said[card.slug] = errors(app)
    return said


def overwrite(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def without_rows(folder: Path) -> None:
    for file in (folder / "facts").rglob("*.parquet"):
        overwrite(file, file.read_bytes()[:100])
    shutil.rmtree(folder / "derived", ignore_errors=True)


def test_damaged_facts(opened: Opener, demo_store: Path) -> None:
    """Every page with figures says it once; the list of imports is still there."""
    without_rows(demo_store)
    app = opened(demo_store)
    said = every_page(app)
    for card in PAGES:
        if card.filters:
            first, *_banner = said[card.slug]
            assert "has been changed since it was written" in first
            assert "python -m data repair" in first
            assert "Fix stored data" in [button.label for button in app.button]
    app.switch_page("pages/sources/sources.py").run()
    assert "Leads (CSV)" in app.dataframe[0].value["tool"].to_list()


def instead(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("")


DAMAGES: dict[str, tuple[Callable[[Path], None], Said]] = {
    "database": (lambda folder: overwrite(folder / "state.db", b"no database " * 999), faults.STATE_DAMAGED),
    "file": (instead, faults.NO_FOLDER),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_store_that_cannot_be_opened(opened: Opener, tmp_path: Path, damage: str) -> None:
    Store.open(tmp_path / "store").close()
    spoil, said = DAMAGES[damage]
    spoil(tmp_path / "store")
    assert set(map(tuple, every_page(opened(tmp_path / "store")).values())) == {(sentence(said),)}


def test_a_sentence_in_french(opened: Opener, tmp_path: Path) -> None:
    (tmp_path / "store").write_text("")
    [said] = errors(opened(tmp_path / "store", lang="fr"))
    assert said.startswith("Il y a un fichier là où il faut un dossier.")


def test_a_disk_that_is_full_when_something_is_saved(
    opened: Opener, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so, and the same entry is saved once there is room."""

    def fail(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    def save(app: AppTest) -> None:
        app.number_input(key="cost_hours_new").set_value(10.0)
        app.number_input(key="cost_rate_new").set_value(35.5)
        [button, *_] = [one for one in app.button if one.label == "Save"]
        button.click().run()

    app = opened(demo_store, "costs")
    app.segmented_control(key="costs_part").set_value("enter").run()
    with monkeypatch.context() as full:
        full.setattr(Entries, "add", fail)
        save(app)
        assert errors(app) == [sentence(faults.FULL)]
    save(app)
    assert errors(app) == []
    assert Store.open(demo_store).money().costs[0].paid == 355


def test_an_error_of_the_program(
    opened: Opener, demo_store: Path, monkeypatch: pytest.MonkeyPatch, bugs: list[object]
) -> None:
    """A sentence with the way to report it; the other pages work, the log has the rest."""

    def fail(*_args: object, **_more: object) -> None:
        raise RuntimeError("ada@example.com")

    app = opened(demo_store)
    monkeypatch.setattr(cards, "sorted_out", fail)
    app.run()
    assert errors(app) == [sentence(faults.UNEXPECTED)]
    assert len(bugs) == 1
    bugs.clear()
    app.switch_page("pages/goals/goals.py").run()
    assert errors(app) == []
    log = (demo_store / FILE).read_text("utf-8")
    assert "builtins.RuntimeError" in log
    assert "ada@example.com" not in log + str(errors(app))


def test_what_fails_in_a_callback_is_told_by_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit runs callbacks before the page script: the server has a handler for them."""
    shown: list[str] = []
    monkeypatch.setattr("ui.faults.st.error", lambda text, **_: shown.append(text))
    import server  # it changes Streamlit's settings

    assert server.say_what_failed(OSError(28, "No space left on device"))
    assert shown == [sentence(faults.FULL)]


def test_every_fragment_says_itself_what_fails() -> None:
    """A fragment that runs again is outside the page's own guard."""
    parts = [
        node
        for path in (ROOT / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any("st.fragment" in ast.unparse(one) for one in node.decorator_list)
    ]
    assert parts
    for part in parts:
        assert "faults.guarded" in map(ast.unparse, part.decorator_list), part.name

"""The forms on Sources for people and stored files."""

from __future__ import annotations

from pathlib import Path

from data.imports import import_upload
from data.store import Store
from data.store.retention import Retention, retention
from tests.pages.conftest import Opener
from tests.people.conftest import MAIL, leads


def test_a_person_is_forgotten_and_files_go(opened: Opener, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store = Store.open(folder)
    (done,) = import_upload(store, "leads.csv", leads().encode())
    app = opened(folder, "sources")
    app.session_state["people"] = True
    app.run()
    app.text_area(key="forget_who").set_value(f"{MAIL}\n06 98 76 54 00")
    _submit(app, "Delete this person’s data")
    assert [warning.value for warning in app.warning] == ["Write who it is, and tick that you are sure."]  # fmt: skip
    app.text_area(key="forget_who").set_value(f"{MAIL}\n06 98 76 54 00")
    app.checkbox(key="forget_sure").check()
    _submit(app, "Delete this person’s data")
    assert "4 rows no longer identify a person. No value has changed." in [
        s.value for s in app.success
    ]
    assert store.scan("leads").collect()["lead_id"].str.starts_with("forgotten-").sum() == 4

    app.selectbox(key="retention_months").set_value(0)
    _submit(app, "Save")
    assert retention(store.state.settings) == Retention(0, 30)
    assert not store.raw.has(done.sha256)
    store.close()


def test_undo_erases_the_file_where_that_is_ticked(opened: Opener, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store = Store.open(folder)
    (done,) = import_upload(store, "leads.csv", leads().encode())
    app = opened(folder, "sources", open=str(done.import_id))
    app.session_state[f"import_{done.import_id}"] = True
    app.run()
    app.checkbox(key=f"erase_{done.import_id}").check()
    app.button(key=f"undo_{done.import_id}").click().run()
    assert not store.raw.has(done.sha256)
    store.close()


def _submit(app, label: str) -> None:  # type: ignore[no-untyped-def]
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception

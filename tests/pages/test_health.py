"""What is wrong with the store as a whole is said on every page."""

from __future__ import annotations

import shutil
from pathlib import Path

from changes.imports import import_upload
from changes.upkeep import repair
from data.store import Store
from data.store.database import engine
from data.store.upkeep.check import check
from data.values.audit import UNKNOWN
from tests.pages.conftest import Opener
from tests.sources.exports import content
from ui import health, state


def errors(app):
    return [error.value for error in app.error]


def imported(app, tool: str) -> bool:
    return tool in app.dataframe[0].value["tool"].to_list()


def a_store(place: Path, *names: str) -> Path:
    store = Store.open(place)
    for name in names:
        import_upload(store, name, content(name), UNKNOWN)
    store.close()
    return place


def test_what_the_check_finds_is_said_on_every_page(opened: Opener, tmp_path):
    place = a_store(tmp_path / "store", "x_posts.csv")
    app = opened(place)
    assert not errors(app)
    shutil.rmtree(place / "raw")
    health.look(state.store())
    for page in ("sources", "goals"):
        [said] = errors(opened(place, page))
        assert "stored file of import 1 is missing" in said
        assert "import it again" in said


def test_a_state_that_is_older_than_the_facts_is_said(opened: Opener, tmp_path):
    place = a_store(tmp_path / "store", "x_posts.csv")
    shutil.copy2(place / "state.db", tmp_path / "old.db")
    a_store(place, "facebook_posts_fr.csv")
    for file in place.glob("state.db*"):
        file.unlink()
    shutil.copy2(tmp_path / "old.db", place / "state.db")
    [said] = errors(opened(place, "sources"))
    assert "older than the imported rows" in said
    assert "python -m data repair" in said


def test_a_store_that_is_replaced_while_the_server_runs_is_opened_again(opened: Opener, tmp_path):
    place = a_store(tmp_path / "store", "x_posts.csv")
    other = a_store(tmp_path / "other", "facebook_posts_fr.csv")
    app = opened(place, "sources")
    assert imported(app, "X")
    place.rename(tmp_path / "aside")
    other.rename(place)
    app.run()
    assert not app.exception
    assert imported(app, "Facebook")
    assert not imported(app, "X")
    assert [entry.file for entry in state.store().state.ledger.all()] == ["facebook_posts_fr.csv"]


def test_a_store_that_is_gone_is_said(opened: Opener, tmp_path):
    place = a_store(tmp_path / "store", "x_posts.csv")
    app = opened(place, "sources")
    for file in place.glob("state.db*"):
        file.unlink()
    app.run()
    assert not app.exception
    assert any("list of imports is gone" in said for said in errors(app))


def test_a_store_for_reading_is_tried_again_after_a_while(tmp_path, monkeypatch):
    store = Store.open(tmp_path / "store")
    assert store.is_current()
    store.state.database.read_only = True
    assert store.is_current()
    monkeypatch.setattr(store.state.database, "opened_at", store.state.database.opened_at - 11)
    assert not store.is_current()
    # Not while its disk still takes nothing: everything that is cached would be worked out again.
    full = shutil.disk_usage(tmp_path)._replace(free=0)
    monkeypatch.setattr(engine.shutil, "disk_usage", lambda _folder: full)
    assert store.is_current()
    store.close()


def test_what_was_repaired_elsewhere_is_no_longer_said(opened: Opener, tmp_path):
    place = a_store(tmp_path / "store", "x_posts.csv")
    app = opened(place, "sources")
    [file, *_more] = (place / "facts" / "posts").glob("*.parquet")
    good = file.read_bytes()
    file.write_bytes(good[:200] + bytes([good[200] ^ 1]) + good[201:])
    health.look(state.store())
    assert len(errors(opened(place, "sources"))) == 1
    other = Store.open(place)
    repair(other, UNKNOWN)
    other.close()
    app = opened(place, "sources")
    assert not errors(app)


def test_a_repair_says_which_file_to_import_again(opened: Opener, tmp_path):
    place = a_store(tmp_path / "store", "x_posts.csv")
    [file, *_more] = (place / "facts" / "posts").glob("*.parquet")
    file.write_bytes(file.read_bytes()[:-9])
    shutil.rmtree(place / "raw")
    app = opened(place, "results")
    next(one for one in app.button if one.label == "Fix stored data").click().run()
    [said] = [box.value for box in app.warning if "is undone" in box.value]
    assert "Import the file again" in said


def test_damaged_rows_are_repaired_on_the_page(opened: Opener, tmp_path):
    place = a_store(tmp_path / "store", "x_posts.csv", "hubspot_contacts.csv")
    [file, *_more] = (place / "facts" / "posts").glob("*.parquet")
    good = file.read_bytes()
    file.write_bytes(good[:200] + bytes([good[200] ^ 1]) + good[201:])
    app = opened(place, "results")
    assert any(file.name in said.replace("\\", "") for said in errors(app))
    [button] = [one for one in app.button if one.label == "Fix stored data"]
    button.click().run()
    assert not app.exception
    assert not errors(app)
    store = Store.open(place)
    assert store.scan("posts").collect().height
    assert check(store).sound
    assert next(one.act for one in store.state.audit.entries()) == "store.repair"
    store.close()

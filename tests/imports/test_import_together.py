"""Small files of one folder become visible together, and stay as separate as ever."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from data.imports import import_paths
from data.store.lake.delta import DeltaTables
from tests.imports.conftest import load_toy
from tests.sources.exports import TODAY, content


@pytest.fixture
def folder(tmp_path):
    """Makes a folder of toy files."""
    place = tmp_path / "exports"
    place.mkdir()

    def make(**files: str):
        for name, text in files.items():
            (place / f"{name}.csv").write_text(text)
        return place

    return make


def imported(store, folder, on_progress=None):
    return import_paths(
        store, [folder], today=date(2026, 3, 1), load=load_toy, on_progress=on_progress
    )


def outcomes(results):
    return {result.file: result.outcome.value for result in results}


def views(store):
    rows = store.scan("posts").group_by("import_id").agg(pl.col("views").sum())
    return dict(rows.collect().iter_rows())


def test_small_files_share_one_file_of_facts(store, folder):
    results = imported(store, folder(a="posts\na,1", b="posts\nb,2", c="posts\nc,4"))
    assert {r.import_id: r.extents["posts"].rows for r in results} == {1: 1, 2: 1, 3: 1}
    assert views(store) == {1: 1, 2: 2, 3: 4}
    assert len(store.facts._open("posts").file_uris()) == 1


def test_what_is_held_for_long_becomes_visible_before_the_next_file(store, folder, monkeypatch):
    seen = []
    monkeypatch.setattr("data.store.batch._SECONDS", 0.0)
    place = folder(a="posts\na,1", b="posts\nb,2", c="posts\nc,4")
    imported(store, place, lambda *_: seen.append(len(store.state.ledger.done())))
    assert seen == [0, 0, 1, 3]


def test_each_is_undone_alone(store, folder):
    imported(store, folder(a="posts\na,1", b="posts\nb,2"))
    store.undo(1)
    assert views(store) == {2: 2}


def test_a_copy_in_the_same_folder_is_known(store, folder):
    results = imported(store, folder(a="posts\na,1", b="posts\na,1"))
    assert outcomes(results) == {"a.csv": "imported", "b.csv": "already_imported"}
    assert [result.import_id for result in results] == [1, 1]


def test_a_cancelled_folder_keeps_the_files_that_were_done(store, folder):
    def stop(done, _files, _name):
        if done >= 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imported(store, folder(a="posts\na,1", b="posts\nb,2", c="posts\nc,4"), on_progress=stop)
    assert views(store) == {1: 1, 2: 2}
    assert store.state.ledger.unfinished() == ()


def test_where_one_table_cannot_be_written_the_other_files_still_arrive(store, folder):
    place = folder(a="posts\na,1", b="leads\nId,Email\n1,ann@example.com")
    (store.raw.folder.parent / "facts").mkdir(exist_ok=True)
    (store.raw.folder.parent / "facts" / "posts").write_text("in the way")
    results = imported(store, place)
    assert outcomes(results) == {"a.csv": "refused", "b.csv": "imported"}
    assert store.scan("leads").collect().height == 1


def test_rows_of_a_shared_file_are_read_by_their_import(store, folder):
    """Files of facts are skipped by the range of imports in them."""
    imported(store, folder(a="posts\na,1", b="posts\nb,2", c="posts\nc,4"))
    found = store.scan("posts").filter(pl.col("import_id") == 2).select("views").collect()
    assert found["views"].to_list() == [2]
    assert isinstance(store.facts, DeltaTables)


def test_files_that_may_tell_the_same_are_seen_in_one_folder(store, tmp_path):
    for name in ("hubspot_contacts.csv", "hubspot_deals.csv"):
        (tmp_path / name).write_bytes(content(name))
    results = import_paths(
        store, [tmp_path / "hubspot_contacts.csv", tmp_path / "hubspot_deals.csv"], today=TODAY
    )
    told = [str(issue.what) for issue in results[1].summary.issues]
    assert any("HubSpot contacts" in text for text in told)

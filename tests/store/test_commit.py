from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from deltalake import DeltaTable

from data.store import IdentityTakenError, ImportStatus, Store
from data.store.ledger import Finished
from data.tables.coverage import Coverage
from data.tables.schema import TABLES

DAY = date(2026, 1, 1)


def sessions(counts):
    table = TABLES["web_sessions"]
    frame = pl.DataFrame(
        {
            "period_from": [date(2026, 1, day) for day in range(len(counts), 0, -1)],
            "sessions": list(counts),
            "source_row": range(2, len(counts) + 2),
        }
    )
    return pl.concat(
        [table.empty(), frame.cast({"sessions": pl.Int64, "source_row": pl.Int64})], how="diagonal"
    )


def commit(store, identity, counts):
    return store.commit(
        identity, identity, f"{identity}.csv", {"web_sessions": sessions(counts)}, {}
    )


def total(store):
    return store.scan("web_sessions").select(pl.col("sessions").sum()).collect().item()


def test_a_new_store_has_every_table_empty_in_the_canonical_schema(store):
    for name, table in TABLES.items():
        assert store.scan(name).collect().equals(table.empty())


def test_committed_rows_carry_their_import_and_row_and_are_sorted_by_day(store):
    number = commit(store, "a", [10, 20, 30])
    rows = store.scan("web_sessions").collect()
    assert rows.schema == TABLES["web_sessions"].schema
    assert rows["import_id"].to_list() == [number] * 3
    assert rows["source_row"].to_list() == [4, 3, 2]


def test_undo_restores_what_was_visible_and_keeps_the_ledger_line(store):
    commit(store, "a", [1, 2])
    before = store.scan("web_sessions").collect()
    number = commit(store, "b", [5])
    assert total(store) == 8
    assert store.undo(number)
    assert store.scan("web_sessions").collect().equals(before)
    assert store.state.ledger.get(number).status is ImportStatus.UNDONE


def test_only_a_done_import_can_be_undone(store):
    number = commit(store, "a", [1])
    assert store.undo(number)
    assert not store.undo(number)
    assert not store.undo(number + 1)


def test_the_same_identity_is_refused_while_it_is_there_and_welcome_after_undo(store):
    number = commit(store, "a", [1])
    with pytest.raises(IdentityTakenError):
        commit(store, "a", [1])
    store.undo(number)
    again = commit(store, "a", [1])
    assert again > number
    assert total(store) == 1


def test_the_version_changes_with_the_visible_facts_and_only_then(store, open_store):
    other = open_store()
    versions = [store.version]
    number = commit(store, "a", [1])
    versions.append(other.version)
    assert other.version == store.version
    store.state.settings.set("language", "fr")
    assert store.version == versions[-1]
    store.undo(number)
    versions.append(other.version)
    assert len(set(versions)) == 3


def test_a_failed_import_leaves_no_row_and_may_be_repeated(store):
    unstorable = pl.lit(timedelta(1)).alias("surprise")
    post = TABLES["posts"].empty().clear(1).with_columns(unstorable)
    broken = {"web_sessions": sessions([1, 2]), "posts": post}
    with pytest.raises(Exception, match="Duration"):
        store.commit("a", "a", "a.csv", broken, {})
    assert total(store) == 0
    assert [entry.status for entry in store.state.ledger.all()] == [ImportStatus.ROLLED_BACK]
    commit(store, "a", [7])
    assert total(store) == 7


def test_rows_of_an_unfinished_import_are_never_seen(store, open_store):
    commit(store, "a", [1])
    pending = store.state.ledger.begin("b", "b", "b.csv")
    store.facts.append("web_sessions", sessions([100]).with_columns(import_id=pl.lit(pending)))
    assert total(open_store()) == 1
    assert total(store) == 1
    extent = {"web_sessions": Coverage(1, DAY, DAY, plain=True)}
    store.state.ledger.finish(Finished(pending, extent, {}, []))
    assert total(store) == 101


def test_an_import_that_was_declared_dead_cannot_finish(store):
    pending = store.state.ledger.begin("a", "a", "a.csv")
    assert store.state.ledger.start_rollback(pending)
    assert not store.state.ledger.finish(Finished(pending, {}, {}, []))
    assert store.state.ledger.done() == ()


def test_many_small_imports_are_joined_into_few_files_without_a_change(store):
    for number in range(63):
        commit(store, str(number), [number])
    commit(store, "last", [1000])
    assert total(store) == sum(range(63)) + 1000
    assert len(DeltaTable(f"{store.facts.root}/web_sessions").file_uris()) == 1


def test_a_few_imports_are_left_as_they_are(store):
    for number in range(9):
        commit(store, str(number), [number])
    assert len(DeltaTable(f"{store.facts.root}/web_sessions").file_uris()) == 9


def test_quarantined_rows_are_kept_with_their_place_and_reason(store):
    rows = [{"sheet": None, "row": 9, "reason": {"text": "no date"}, "record": ["x", None]}]
    number = store.commit("a", "a", "a.csv", {}, {}, rows)
    [kept] = store.state.ledger.quarantine(number)
    assert (kept["row"], kept["reason"], kept["record"]) == (9, {"text": "no date"}, ["x", None])


@pytest.mark.parametrize("name", ["q#a b", "q?mode=memory", "été à Köln", "a&b=c;d"])
def test_a_store_lies_in_the_folder_it_is_given_whatever_its_name(tmp_path, name):
    """In a URL these signs would name another file, or none on the disk."""
    store = Store.open(tmp_path / name)
    commit(store, "a", [1, 2])
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name / "state.db").exists()
    again = Store.open(tmp_path / name)
    assert total(again) == 3
    again.close()


def test_a_store_in_a_folder_with_a_percent_sign_is_refused(tmp_path):
    """Delta Lake itself decodes such a path once too often."""
    with pytest.raises(ValueError, match="choose another folder"):
        Store.open(tmp_path / "100%")
    assert list(tmp_path.iterdir()) == []

"""Facts belong to their state, and are what was written."""

from __future__ import annotations

import random
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.store import Store
from data.store.damage import DamagedFactsError, ForeignStateError
from data.tables.schema import TABLES

FLIPS = 60
DAY = date(2026, 1, 1)


def rows(table, values):
    given = pl.DataFrame({TABLES[table].day: [DAY] * len(values), "impressions": values})
    return pl.concat([TABLES[table].empty(), given], how="diagonal_relaxed").cast(
        TABLES[table].schema
    )


def commit(store, name: str, *values: int):
    tables = {table: rows(table, list(values)) for table in ("posts", "ad_costs")}
    return store.commit(name, name, f"{name}.csv", tables, {}, upload=name.encode())


def total(store, table="posts"):
    return store.scan(table).select(pl.col("impressions").sum()).collect().item()


def reopened(store):
    """The store as the next process finds it, with its log in the file."""
    place = Path(store.facts.root).parent
    store.close()
    return Store.open(place)


def state_of(place):
    return place / "state.db"


@pytest.fixture
def place(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def store(place):
    """A store on one disk, with its state in a file."""
    opened = Store.open(place)
    yield opened
    opened.close()


@pytest.fixture
def copy(store, place):
    """Copies the store's state or facts as they are now; gives the copy."""

    def copied(what):
        with store.state.database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close()
        target = place.with_name(f"copy-{what}")
        source = place / what
        return Path(
            shutil.copytree(source, target) if source.is_dir() else shutil.copy2(source, target)
        )

    return copied


def put_back(copy, place, what):
    for old in place.glob(f"{what}*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    shutil.copytree(copy, place / what) if copy.is_dir() else shutil.copy2(copy, place / what)


def test_no_flipped_bit_changes_a_figure_in_silence(store, place):
    for name in ("a", "b", "c"):
        commit(store, name, *range(50))
    chance = random.Random(3)
    files = sorted((place / "facts").rglob("*.parquet"))
    true = {table: store.scan(table).collect() for table in ("posts", "ad_costs")}
    noticed = 0
    for _ in range(FLIPS):
        file = chance.choice(files)
        good = file.read_bytes()
        bad = bytearray(good)
        bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
        file.write_bytes(bad)
        table = file.parent.name
        with pytest.raises(DamagedFactsError, match=file.name):
            store.facts.scan(table)
        noticed += 1
        file.write_bytes(good)
        assert store.facts.scan(table).collect().equals(true[table])
    assert noticed == FLIPS


def test_a_flipped_bit_is_noticed_by_the_next_process(store, place):
    commit(store, "a", 1, 2)
    file = next((place / "facts" / "posts").glob("*.parquet"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    again = reopened(store)
    with pytest.raises(DamagedFactsError, match="has been changed"):
        total(again)
    assert total(again, "ad_costs") == 3  # the other tables are read as before
    again.close()


@pytest.mark.parametrize("change", ["undo", "compact"])
def test_a_damaged_file_is_not_written_anew_as_if_it_were_true(store, place, change):
    first = commit(store, "a", 1)
    commit(store, "b", 2)
    newest = max((place / "facts" / "posts").glob("*.parquet"), key=lambda f: f.stat().st_mtime_ns)
    content = bytearray(newest.read_bytes())
    content[10] ^= 1
    newest.write_bytes(content)
    with pytest.raises(DamagedFactsError):
        store.undo(first) if change == "undo" else store.facts.compact("posts")
    assert newest.read_bytes() == content
    with pytest.raises(DamagedFactsError):
        total(store)


def test_files_that_deltalake_writes_are_known_too(store):
    first = commit(store, "a", 1)
    commit(store, "b", 2)
    store.facts.compact("posts")
    store.undo(first)
    store.facts.sweep("posts")
    present = {Path(file).name for file in store.facts.files("posts")}
    assert present <= set(store.state.checksums.of("posts"))
    assert total(store) == 2


@pytest.mark.parametrize("lost", ["file", "table", "facts"])
def test_rows_that_are_gone_are_not_a_zero(store, place, lost):
    commit(store, "a", 1)
    posts = place / "facts" / "posts"
    if lost == "file":
        next(posts.glob("*.parquet")).unlink()
    else:
        shutil.rmtree(posts if lost == "table" else place / "facts")
    again = reopened(store)
    with pytest.raises(DamagedFactsError):
        total(again)
    again.close()


def test_a_store_without_its_state_is_not_taken_for_a_new_one(store, place):
    commit(store, "a", 1)
    store.close()
    for file in place.glob("state.db*"):
        file.unlink()
    for _ in range(2):  # and the second time neither
        with pytest.raises(ForeignStateError, match="is gone"):
            Store.open(place)
    assert not state_of(place).exists()


def test_the_state_of_another_store_is_refused(store, place, tmp_path):
    commit(store, "a", 1)
    store.close()
    other = Store.open(tmp_path / "other")
    commit(other, "a", 1)
    other.close()
    put_back(tmp_path / "other" / "state.db", place, "state.db")
    with pytest.raises(ForeignStateError, match="different stores"):
        Store.open(place)


def test_a_table_of_another_store_is_refused(store, place, tmp_path):
    commit(store, "a", 1)
    other = Store.open(tmp_path / "other")
    commit(other, "a", 1)
    other.close()
    shutil.rmtree(place / "facts" / "posts")
    shutil.copytree(tmp_path / "other" / "facts" / "posts", place / "facts" / "posts")
    with pytest.raises(DamagedFactsError, match="another store"):
        total(store)


def test_rows_of_imports_that_an_older_state_does_not_know_are_not_seen(store, place, copy):
    commit(store, "a", 1)
    old = copy("state.db")
    lost = commit(store, "b", 10)
    store.close()
    put_back(old, place, "state.db")
    again = Store.open(place)
    assert total(again) == 1
    assert "older" in str(again.notices[0].what)
    # Nor are they taken for those of the next import.
    assert commit(again, "b", 10) > lost
    assert total(again) == 11
    again = reopened(again)
    assert again.notices  # until somebody has repaired it
    again.close()


def test_an_unfinished_import_is_not_mixed_with_one_of_an_older_state(store, place, copy):
    commit(store, "a", 1)
    old = copy("state.db")
    number = store.begin("b", "b", "b.csv")
    store.facts.append("posts", rows("posts", [10]).with_columns(import_id=pl.lit(number)))
    store.close()
    put_back(old, place, "state.db")
    again = Store.open(place)
    commit(again, "b", 10)
    assert total(again) == 11
    again.close()


def test_facts_that_are_older_than_the_state_are_noticed(store, place, copy):
    commit(store, "a", 1)
    old = copy("facts")
    commit(store, "b", 10)
    store.close()
    put_back(old, place, "facts")
    again = Store.open(place)
    with pytest.raises(DamagedFactsError, match="older"):
        total(again)
    again.close()


def test_an_undone_import_stays_undone_in_older_facts(store, place, copy):
    number = commit(store, "a", 1)
    commit(store, "b", 10)
    old = copy("facts")
    store.undo(number)
    store.close()
    put_back(old, place, "facts")
    again = Store.open(place)
    assert total(again) == 10
    again.close()


def test_facts_without_a_seal_get_one(store, place):
    """A store of an earlier version: it is what its state says."""
    number = commit(store, "a", 1)
    (place / "facts" / "store.json").unlink()
    again = reopened(store)
    assert total(again) == 1
    assert again.seal.read().last_import == number
    again.close()


def test_a_seal_that_cannot_be_read_is_no_new_store(store, place):
    (place / "facts" / "store.json").write_text("{")
    store.close()
    with pytest.raises(ValueError, match="cannot be read"):
        Store.open(place)

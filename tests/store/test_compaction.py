"""What was deleted from the state is no longer in its files, on every database."""

from __future__ import annotations

import pytest

from changes.people import forget_person
from data.imports import import_upload
from data.store.database.compaction import compact_state
from data.values.audit import UNKNOWN
from tests.people.conftest import MAIL, leads

WORD = "a-word-that-was-deleted"


def test_a_deleted_value_leaves_the_file(store, tmp_path):
    store.state.settings.set("one", [WORD] * 1_000)
    store.state.settings.remove("one")
    compact_state(store.state.database)
    assert store.state.settings.get("one") is None
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if WORD.encode() in path.read_bytes()]


def test_inside_a_transaction_it_is_refused_at_once(store):
    with store.state.database.write(), pytest.raises(RuntimeError, match="outside"):
        compact_state(store.state.database)


def test_a_person_is_forgotten_on_every_database(store):
    import_upload(store, "leads.csv", leads().encode())
    assert forget_person(store, [MAIL], UNKNOWN).rows["leads"] == 2
    assert not forget_person(store, [MAIL], UNKNOWN).found
    assert store.scan("leads").collect().height == 28

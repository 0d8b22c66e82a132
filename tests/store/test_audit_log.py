"""The audit log: in order, complete, and never changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
import sqlalchemy as sa

from data.store.audit_log import UnrecordedChangeError
from data.store.relations import AUDIT_LOG
from data.values.audit import UNKNOWN, Actor, Via

ADA = Actor("Ada", Via.COMMAND)


def record(store, who, act, subject, **fields: object):
    with store.state.audit.change():
        store.state.audit.add(who, act, subject, **fields)


@pytest.fixture
def filled(store):
    record(store, ADA, "cost.add", 1, after={"amount": 1.5, "of": ["é"]}, why="Invoice")
    record(store, UNKNOWN, "cost_list.add", 2)
    record(store, Actor("Bo", Via.PAGE), "cost.remove", 1, before={"amount": 1.5})
    return store


def acts(store, **asked: object):
    return [entry.act for entry in store.state.audit.entries(**asked)]


def test_entries_come_back_as_they_were_written(filled):
    newest, _, oldest = filled.state.audit.entries()
    assert (newest.who, newest.before, newest.after) == (
        Actor("Bo", Via.PAGE),
        {"amount": 1.5},
        None,
    )
    assert (oldest.who, oldest.act, oldest.subject) == (ADA, "cost.add", "1")
    assert (oldest.before, oldest.after) == (None, {"amount": 1.5, "of": ["é"]})
    assert oldest.why == "Invoice"
    assert timedelta(0) <= datetime.now(UTC) - oldest.at < timedelta(minutes=10)


def test_entries_are_found_by_act_kind_person_and_day(filled):
    assert acts(filled, act="cost") == ["cost.remove", "cost.add"]
    assert acts(filled, act="cost.add") == ["cost.add"]
    assert acts(filled, act="cost%") == []
    assert acts(filled, who="Ada") == ["cost.add"]
    assert acts(filled, who="") == ["cost_list.add"]
    assert acts(filled, limit=2) == ["cost.remove", "cost_list.add"]
    now = datetime.now(UTC)
    assert len(acts(filled, since=now - timedelta(days=1))) == 3
    assert acts(filled, since=now + timedelta(days=1)) == []


@pytest.mark.parametrize(
    "statement",
    [
        sa.update(AUDIT_LOG).values(who="Nobody"),
        sa.update(AUDIT_LOG).where(AUDIT_LOG.c.id == 1).values(why=""),
        sa.delete(AUDIT_LOG),
        sa.delete(AUDIT_LOG).where(AUDIT_LOG.c.id == 2),
    ],
)
def test_the_database_refuses_to_change_an_entry(filled, statement):
    before = filled.state.audit.entries()
    database = filled.state.database
    with (
        pytest.raises(sa.exc.DBAPIError, match="The audit log cannot be changed"),
        database.write() as connection,
    ):
        connection.execute(statement)
    assert filled.state.audit.entries() == before


def test_postgresql_refuses_to_empty_the_log(filled):
    database = filled.state.database
    if database.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with (
        pytest.raises(sa.exc.DBAPIError, match="The audit log cannot be changed"),
        database.write() as connection,
    ):
        connection.execute(sa.text("TRUNCATE audit_log"))


def test_an_entry_needs_the_transaction_of_its_change(store):
    with pytest.raises(UnrecordedChangeError, match=r"cost\.add"):
        store.state.audit.add(ADA, "cost.add", 1)
    assert store.state.audit.entries() == ()


def test_changes_wait_for_each_other(open_store):
    """What was there before is what an entry says, whoever else is changing the same."""
    one, two = open_store(), open_store()
    inside, done = Event(), Event()

    def add(store, first):
        with store.state.audit.change():
            was = store.state.settings.get("n", 0)
            if first:
                inside.set()
                assert not done.wait(0.5)  # the other one has not come in meanwhile
            store.state.settings.set("n", was + 1)
            store.state.audit.add(ADA, "n.set", "n", before=was, after=was + 1)
        if not first:
            done.set()

    with ThreadPoolExecutor(2) as pair:
        first = pair.submit(add, one, first=True)
        assert inside.wait(60)
        second = pair.submit(add, two, first=False)
        first.result()
        second.result()
    log = one.state.audit.entries()
    assert [(entry.before, entry.after) for entry in log] == [(1, 2), (0, 1)]


def test_what_fails_inside_a_transaction_is_undone_alone(store):
    """An inner transaction is a savepoint: the outer one goes on, and sees what it wrote."""
    database, settings = store.state.database, store.state.settings
    with database.write():
        settings.set("a", 1)
        with suppress(RuntimeError), database.write():
            settings.set("a", 2)
            settings.set("b", 2)
            raise RuntimeError
        assert (settings.get("a"), settings.get("b")) == (1, None)
        settings.set("c", 3)
    assert [settings.get(key) for key in "abc"] == [1, None, 3]
    assert not database.writing


def test_another_thread_is_not_part_of_the_transaction(store):
    """It reads what is committed, and is not rolled back with it."""
    with ThreadPoolExecutor(1) as other:
        with suppress(RuntimeError), store.state.database.write():
            store.state.settings.set("a", 1)
            assert other.submit(store.state.settings.get, "a").result() is None
            raise RuntimeError
        other.submit(store.state.settings.set, "b", 2).result()
    assert (store.state.settings.get("a"), store.state.settings.get("b")) == (None, 2)

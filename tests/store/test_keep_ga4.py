"""Connections to Google Analytics in either kind of database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from data.facts.facts import canonical
from data.store.ga4 import Connection, FetchedDay, SyncRunningError
from data.tables.schema import TABLES

SITE = Connection("42", "site", ("form",), since=date(2026, 1, 1), account="a@b")
DAY = date(2026, 3, 1)


def test_a_connection_comes_back_as_it_was(open_store):
    open_store().state.ga4.save(SITE)
    kept = open_store().state.ga4
    assert kept.all() == (SITE,)
    kept.save(replace(SITE, leads=("call",)))
    assert kept.get("42") == replace(SITE, leads=("call",))
    assert kept.remove("42")
    assert not kept.remove("42")
    assert kept.get("42") is None


def test_a_choice_changes_the_version(store):
    before = store.version
    store.state.ga4.save(SITE)
    assert store.version != before


def test_a_lock_is_held_once_and_given_back(open_store):
    first, second = open_store().state.ga4, open_store().state.ga4
    first.save(SITE)
    with first.locked("42"), pytest.raises(SyncRunningError), second.locked("42"):
        pass
    with second.locked("42"):
        pass


def test_days_count_while_their_import_is_done(store):
    """Not before, not after it was undone; of two imports the newer one tells."""
    told = [FetchedDay("42", "site", DAY, DAY, {"channels": {}})]
    imports = []
    for name in ("a", "b"):
        with store.writing(name, name, name) as writer:
            store.state.ga4.record(writer.import_id, told)
            assert len(store.state.ga4.fetched("42")) == len(imports[:1])
            writer.finish({})
        imports.append(writer.import_id)
    assert [day.import_id for day in store.state.ga4.fetched("42")] == imports[1:]
    store.undo(imports[1])
    assert [day.import_id for day in store.state.ga4.fetched("42")] == imports[:1]
    assert store.state.ga4.fetched("42", date(2026, 3, 2)) == ()


def test_key_events_are_marked_when_they_are_read(store):
    """By the property's own choice; a property without one leaves them unknown."""
    rows = pl.DataFrame(
        {
            "property": ["site", "site", "other"],
            "event_name": ["form", "scroll", "form"],
            "key_events": [2.0, 5.0, 7.0],
        }
    )
    rows = rows.with_columns(date=pl.lit(DAY), period_from=pl.lit(DAY), period_to=pl.lit(DAY))
    table = TABLES["web_key_events"]
    store.commit("x", "x", "x", {table.name: canonical(table, rows)}, {})
    store.state.ga4.save(SITE)
    found = store.scan(table.name).select("lead_events", "purchases").collect()
    assert found["lead_events"].to_list() == [2.0, 0.0, None]
    assert found["purchases"].to_list() == [None, None, None]


def test_the_last_days_are_unsettled_until_they_were_fetched_late_enough(store):
    """Days 0 to 5 fetched on day 6: the last three may still change, day 2 no more."""

    def fetched(name, days, on):
        told = [FetchedDay("42", "site", DAY + timedelta(n), DAY + timedelta(on)) for n in days]
        with store.writing(name, name, name) as writer:
            store.state.ga4.record(writer.import_id, told)
            writer.finish({})

    assert store.unsettled() is None
    fetched("a", range(6), 6)
    assert store.unsettled() == DAY + timedelta(3)
    fetched("b", range(3, 6), 20)
    assert store.unsettled() is None


def test_an_old_day_that_was_fetched_early_holds_nothing_up(store):
    told = [FetchedDay("42", "site", DAY, DAY + timedelta(1)),
            FetchedDay("42", "site", DAY + timedelta(30), DAY + timedelta(60))]  # fmt: skip
    with store.writing("a", "a", "a") as writer:
        store.state.ga4.record(writer.import_id, told)
        writer.finish({})
    assert store.unsettled() is None

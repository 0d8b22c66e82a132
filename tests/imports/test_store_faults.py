"""A disk or a database that fails in the middle: a sentence, nothing left, and the next try works."""

from __future__ import annotations

import time

import polars as pl
import pytest
import sqlalchemy as sa
from deltalake.exceptions import DeltaError

from data.imports import import_paths, import_upload
from data.store.lake.delta import DeltaTables
from data.store.ledger import Ledger
from data.store.raw import LocalRaw
from tests.sources.exports import FIXTURES, content

NAMES = ("hubspot_contacts.csv", "ga4_report_2023.csv", "x_tweets_en.csv")
FAULTS = (
    OSError(28, "No space left on device"),
    pl.exceptions.ComputeError("No space left on device"),
    DeltaError("could not write the log"),
    sa.exc.OperationalError("COMMIT", None, Exception("database or disk is full")),
)
PLACES = (
    (DeltaTables, "stage"), (DeltaTables, "add"), (LocalRaw, "put_file"), (Ledger, "finish_all"),
)  # fmt: skip


def failing(monkeypatch, place, fault):
    owner, name = place

    def fail(*_args: object, **_more: object):
        raise fault

    monkeypatch.setattr(owner, name, fail)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[1])
def test_the_same_file_is_imported_once_there_is_room_again(store, monkeypatch, place, fault):
    name = NAMES[0]
    with monkeypatch.context() as broken:
        failing(broken, place, fault)
        [result] = import_upload(store, name, content(name))
    assert result.outcome == "refused"
    assert "could not be stored" in str(result.summary.issues[0].what)
    assert store.scan("leads").collect().is_empty()
    begun = time.monotonic()
    [again] = import_upload(store, name, content(name))
    assert again.outcome == "imported"
    assert time.monotonic() - begun < 10  # nobody waits for an import that this process gave up


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_a_folder_that_did_not_fit_is_imported_once_there_is_room(store, monkeypatch, fault):
    paths = [FIXTURES / name for name in NAMES]
    with monkeypatch.context() as broken:
        failing(broken, (DeltaTables, "stage"), fault)
        # Not even what is left can be removed.
        failing(broken, (Ledger, "start_rollback"), fault)
        assert {one.outcome for one in import_paths(store, paths)} == {"refused"}
    assert {one.outcome for one in import_paths(store, paths)} == {"imported"}
    assert len(store.state.ledger.all()) >= len(paths)


def test_an_import_of_a_thread_that_still_works_is_left_alone(store):
    number = store.state.ledger.begin("a", "a", "a.csv")
    store.recover()
    assert store.state.ledger.get(number).status == "pending"
    store.state.ledger.leave([number])
    store.recover()
    assert store.state.ledger.get(number).status == "rolled_back"

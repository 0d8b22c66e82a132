"""Stored uploads and rows set aside go when their time is over, and no figure with them."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest

from data.imports import answer, import_upload, pending_questions
from data.store import Store
from data.store.retention import Retention, _months_after, apply_retention
from tests.people.conftest import leads

ASKS = b"When,Email\n2026-03-01,ada@a.example\n"


def uploads(company) -> int:
    return len([path for path in (company.folder / "raw").rglob("*") if path.is_file()])


def aside(store) -> list[dict]:
    return [row for entry in store.state.ledger.all() for row in store.state.ledger.quarantine(entry.id)]  # fmt: skip


def test_uploads_are_stored_for_good_unless_said_otherwise(company):
    store = Store.open(company.folder)
    assert apply_retention(store, datetime.now(UTC) + timedelta(days=10_000)) == 0
    store.close()


def test_uploads_go_after_their_months(company):
    company.run("retention", "2")
    before, store = uploads(company), Store.open(company.folder)
    now = datetime.now(UTC)
    assert apply_retention(store, _months_after(now, 2) - timedelta(days=1)) == 0
    assert apply_retention(store, _months_after(now, 2) + timedelta(days=1)) == before
    assert aside(store) != []
    assert all(row["record"] == [] for row in aside(store))
    store.close()
    assert uploads(company) == 0
    assert company.json("imports")[0]["status"] == "done"


def test_no_upload_is_stored_where_none_is_wanted(company, figures):
    assert "5 stored files were deleted." in company.run("retention", "none").output
    (done,) = company.json("import", *company.write(again=leads() + "\n"))
    assert (done["status"], uploads(company)) == ("imported", 0)
    assert company.figures() == figures
    assert company.json("retention") == {"months": 0, "undone_days": 30, "removed": 0}
    assert "as long as the store" in company.run("retention", "all").output


def test_an_upload_that_waits_stays_until_it_is_answered(company):
    company.run("retention", "none", "--undone", "0")
    store = Store.open(company.folder)
    import_upload(store, "asks.csv", ASKS)
    assert apply_retention(store, datetime.now(UTC) + timedelta(days=99)) == 0
    (waiting,) = pending_questions(store)
    assert answer(store, waiting.sha256, {"mapping": "accept"}).outcome == "imported"
    assert not store.raw.has(waiting.sha256)
    store.close()


def test_the_upload_of_an_undone_import_goes_after_a_month(company):
    company.run("undo", "1")
    before, store = uploads(company), Store.open(company.folder)
    sha = store.state.ledger.get(1).sha256
    assert apply_retention(store, datetime.now(UTC) + timedelta(days=29)) == 0
    assert apply_retention(store, datetime.now(UTC) + timedelta(days=31)) == 1
    assert (uploads(company), store.raw.has(sha)) == (before - 1, False)
    store.close()


def test_the_first_opening_of_a_day_applies_it(company):
    company.run("undo", "1")
    company.run("retention", "all", "--undone", "1")
    store = Store.open(company.folder)
    store.state.settings.set("facts_swept_at", "2026-01-01")
    sha = store.state.ledger.get(1).sha256
    with store.state.database.write() as connection:
        connection.exec_driver_sql("update imports set finished_at = '2026-01-01T00:00:00.000000+00:00' where id = 1")  # fmt: skip
    store.close()
    path = company.folder / "raw" / sha[:2] / sha
    os.utime(path, (0, 0))
    Store.open(company.folder).close()
    assert not path.exists()


def test_undo_may_erase_the_upload(company):
    store = Store.open(company.folder)
    sha = store.state.ledger.get(3).sha256
    assert len(aside(store)) == 1
    done = company.json("undo", "3", "--erase")
    assert (done["undone"], done["erased"]) == (True, True)
    assert not store.raw.has(sha)
    assert aside(store) == []
    store.close()
    log = len(company.json("log"))
    again = company.run("undo", "3", "--erase")
    assert (again.exit_code, len(company.json("log"))) == (0, log)
    assert company.run("undo", "99", "--erase").exit_code == 1


def test_an_upload_that_another_import_uses_stays(company):
    store = Store.open(company.folder)
    entry = store.state.ledger.get(1)
    store.commit("another identity", entry.sha256, entry.file, {}, {})
    done = company.run("undo", "1", "--erase")
    assert "Its stored file stays" in done.output
    assert store.raw.has(entry.sha256)
    store.close()


@pytest.mark.parametrize("given", ["0", "-1", "one", "1201", "١"])
def test_what_is_no_number_of_months_is_refused(company, given):
    assert company.run("retention", "--", given).exit_code == 2


def test_months_end_where_a_month_does():
    at = datetime(2026, 1, 31, tzinfo=UTC)
    assert _months_after(at, 1) == datetime(2026, 2, 28, tzinfo=UTC)
    assert _months_after(at, 11) == datetime(2026, 12, 31, tzinfo=UTC)
    assert _months_after(at, 12) == datetime(2027, 1, 31, tzinfo=UTC)
    assert Retention().stores_uploads

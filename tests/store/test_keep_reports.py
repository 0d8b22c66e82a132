from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from data.store.relations import SNAPSHOTS
from data.store.reports import ChangedSnapshotError

MARCH = date(2026, 3, 1), date(2026, 3, 31)


def test_a_report_of_the_same_name_gets_the_new_request(store):
    first = store.state.reports.save("Monthly", {"a": 1}, by="Ada")
    again = store.state.reports.save("Monthly", {"a": 2}, by="Bo")
    assert (again.id, again.created_at) == (first.id, first.created_at)
    assert store.state.reports.all() == (again,)
    assert store.state.reports.find("Monthly") == again
    assert store.state.reports.find("Weekly") is None


def test_a_removed_report_leaves_its_name_and_its_snapshots(store):
    saved = store.state.reports.save("Monthly", {"a": 1})
    shot = store.state.reports.take("Monthly", MARCH, "é", report_id=saved.id, by="Ada")
    assert store.state.reports.remove(saved.id)
    assert not store.state.reports.remove(saved.id)
    assert store.state.reports.all() == ()
    assert store.state.reports.snapshots() == (shot,)
    assert store.state.reports.save("Monthly", {"a": 3}).id != saved.id


def test_a_snapshot_gives_back_exactly_what_was_put_there(store):
    shot = store.state.reports.take("March", MARCH, '{"é": "\\u0000"}')
    assert (shot.start, shot.end) == MARCH
    assert store.state.reports.content(shot.id) == '{"é": "\\u0000"}'
    with pytest.raises(KeyError):
        store.state.reports.content("nobody")


def test_a_snapshot_that_somebody_changed_is_refused(store):
    shot = store.state.reports.take("March", MARCH, "142 leads")
    with store.state.database.write() as connection:
        connection.execute(sa.update(SNAPSHOTS).values(content="242 leads"))
    with pytest.raises(ChangedSnapshotError):
        store.state.reports.content(shot.id)

"""Every change is done and recorded together, or neither is."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from changes import demo
from changes.acts import ACTS
from changes.goals import save_goal
from changes.imports import undo
from changes.settings import set_own_hosts
from data.demo import imported
from data.store import Store, ledger
from data.store.audit_log import AuditLog
from data.values.audit import UNKNOWN, Actor, Via
from metrics.goals.repository import stored
from tests.changes.cases import ADA, CASES, GOAL, uploaded
from tests.conftest import LAST

# Imports and repairs are several transactions; one of them makes visible what is recorded.
IMPORTS = {"import.add", "import.undo", "store.repair"}
ONE_TRANSACTION = [case for case in CASES if case.name not in IMPORTS]
# What is deleted from files follows the transaction with the entry.
FILES = {"upload.erase", "upload.redact", "person.forget"}


class StopError(Exception):
    """Something goes wrong after the change."""


@pytest.fixture(autouse=True)
def secrets(monkeypatch, tmp_path):
    """Keys of these tests stay in their folder."""
    monkeypatch.setenv("UTMOST_SECRETS", str(tmp_path / "secrets"))


def everything(store):
    """Every row of every table."""
    with store.state.database.read() as connection:
        return {
            # As the driver gives it: to find out columns and types takes longer than to read them.
            name: connection.exec_driver_sql(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608  # names of tables
            for name in sa.inspect(connection).get_table_names()
        }


def like(value, expected):
    """Equal where it is said what is expected."""
    if expected is ...:
        return bool(value)
    if isinstance(expected, dict) and isinstance(value, dict) and value.keys() == expected.keys():
        return all(like(value[name], expected[name]) for name in expected)
    return value == expected


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_act_says_who_did_what_to_what(store, case):
    made = case.given(store)
    known = len(store.state.audit.entries())
    subject = case.act(store, made)
    newest, *before = store.state.audit.entries()
    assert len(before) == known
    assert (newest.who, newest.act, newest.subject) == (ADA, case.name, str(subject))
    assert like(newest.before, case.before), newest.before
    assert like(newest.after, case.after), newest.after
    assert newest.why == case.why


@pytest.mark.parametrize("case", ONE_TRANSACTION, ids=str)
def test_without_its_entry_nothing_is_changed(store, case, monkeypatch):
    made = case.given(store)
    before = everything(store)

    def refuse(*_given: object, **_told: object):
        raise StopError

    monkeypatch.setattr(AuditLog, "add", refuse)
    with pytest.raises(StopError):
        case.act(store, made)
    assert everything(store) == before


@pytest.mark.parametrize(
    "case", [case for case in ONE_TRANSACTION if case.name not in FILES], ids=str
)
def test_without_the_change_there_is_no_entry(store, case):
    made = case.given(store)
    before = everything(store)
    with suppress(StopError), store.state.audit.change():
        case.act(store, made)
        assert everything(store) != before
        raise StopError
    assert everything(store) == before


def test_an_import_that_fails_at_the_last_step_is_neither_visible_nor_recorded(store, monkeypatch):
    def stop(_connection):
        raise StopError

    monkeypatch.setattr(ledger, "bump", stop)
    with pytest.raises(StopError):
        uploaded(store)
    assert store.state.ledger.done() == ()
    assert store.state.audit.entries() == ()


def test_an_import_is_not_visible_without_its_entry(store, monkeypatch):
    number = uploaded(store)

    def refuse(*_given: object, **_told: object):
        raise StopError

    monkeypatch.setattr(AuditLog, "add", refuse)
    with pytest.raises(StopError):
        uploaded(store, b"posts\nc,3")
    with pytest.raises(StopError):
        undo(store, number, ADA)
    assert [entry.id for entry in store.state.ledger.done()] == [number]


def test_every_act_has_a_name_in_words_and_a_case():
    assert {case.name for case in CASES} | {"demo.add", "demo.remove"} == ACTS.keys()


def test_what_does_not_happen_is_not_recorded(store):
    assert not undo(store, 7, ADA)
    set_own_hosts(store, ["a.example"], ADA)
    set_own_hosts(store, ["A.example"], ADA)
    with pytest.raises(KeyError):
        save_goal(store, replace(GOAL, id="none"), ADA)
    assert [entry.act for entry in store.state.audit.entries()] == ["hosts.set"]


def test_unknown_people_change_goals_in_the_name_of_their_owner(store):
    """As the list of revisions has always said; the log says that it does not know."""
    made = save_goal(store, GOAL, UNKNOWN)
    save_goal(store, replace(made, archived=True), UNKNOWN)
    history = store.state.goals.history(made.id)
    assert [one.saved_by for one in history] == ["Bo", ""]
    assert {entry.who for entry in store.state.audit.entries()} == {UNKNOWN}


def test_the_demo_company_comes_and_goes_in_one_name(tmp_path):
    store = Store.open(tmp_path / "store")
    someone = Actor("Bo", Via.COMMAND)
    files = demo.install(store, someone, last=LAST)
    known = store.state.audit.entries()
    goals, links = len(stored(store.state)), len(store.state.links.all())
    assert [entry.act for entry in known[::-1]] == [
        "demo.add", *["import.add"] * len(files), *["goal.add"] * goals, *["link.add"] * links,
    ]  # fmt: skip
    assert {entry.who for entry in known} == {someone}
    assert known[-1].after == {
        "seed": demo.SEED, "scale": "small", "last": LAST.isoformat(), "files": len(files),
    }  # fmt: skip
    count = demo.remove(store, ADA)
    after = store.state.audit.entries(limit=len(store.state.audit.entries()) - len(known))
    assert [entry.act for entry in after[::-1]] == [
        *["goal.archive"] * goals, *["link.archive"] * links, "demo.remove", *["import.undo"] * count,
    ]  # fmt: skip
    assert not imported.is_present(store)
    store.close()


def test_a_goal_notes_since_when_it_aims_at_what_it_does(store, monkeypatch):
    """Another owner leaves the day as it is, another target begins anew."""
    days = iter([date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)])
    monkeypatch.setattr("changes.goals.present_day", lambda: next(days))
    made = save_goal(store, replace(GOAL, id=""), UNKNOWN)

    def noted() -> date | None:
        return stored(store.state)[-1].aimed_since

    assert noted() == date(2026, 3, 2)
    save_goal(store, replace(made, owner="Bo"), UNKNOWN)
    assert noted() == date(2026, 3, 2)
    save_goal(store, replace(made, target=made.target + 1), UNKNOWN)
    assert noted() == date(2026, 3, 9)
    assert all(
        "aimed_since" not in f"{one.before}{one.after}" for one in store.state.audit.entries()
    )

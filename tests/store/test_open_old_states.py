"""A state that any earlier program wrote is brought to the shape of a new one, and loses nothing."""

from __future__ import annotations

import re
from datetime import date

import pytest
import sqlalchemy as sa

from data.store import State
from data.store.database.engine import Database
from data.store.relations import METADATA
from data.tables.coverage import shared_days
from tests.store.old_states import COMMITS, FOLDER, load

DAY, MARCH = date(2026, 3, 1), date(2026, 3, 31)
OURS = "Ours"
# What the dumps hold, as the State classes give it, and what a program without the relation left.
CONTENT = {
    "goal_revisions": ([({"target": 10}, "Ada", "début"), ({"target": 20}, "Bo", "it's more")], []),
    "settings": (("EUR", None, {"a": [1, "é; 100 %", None]}), ("", "", "")),
    "imports": ([(1, "a.csv", "done"), (2, "b.csv", "undone")], []),
    "quarantine": ([(1, None, 3, {"text": "no day"}, {"Date": "été"})], []),
    "waiting_uploads": ([("c.csv", {"n": 1})], []),
    "answers": ({"year": "2026", "network": "facebook"}, {}),
    "mappings": ([(OURS, (("id", "lead_id"), ("day", "created_at")))], []),
    "tagging_rules": (
        [("source: “*” in lowercase", "Ada", "Bo"), ("medium = qr → Print", "Ada", "")],
        [],
    ),
    "ga4_connections": ([("42", "Site", ("form",), DAY)], []),
    "ga4_days": ([("Site", DAY), ("7", date(2026, 3, 2))], []),
    "money_entries": ([("Ada", 12.0), ("", 0.8), ("Bo", None)], []),
    "links": ([("https://a.example/é", "fb", "Bo"), ("https://b.example", "", "")], []),
    "annotations": ([("Site down, été", "Ada", ""), ("Wrong", "", "Bo")], []),
    "reports": ([("Monthly", {"period": "2026-03"}, "Ada")], []),
    "report_snapshots": ([("March", DAY, MARCH, '{"é": "\\u0000"}')], []),
    "experiments": ([({"name": "Subject"}, "Ada")], []),
    "dismissals": ([("movers-channel:Email", "A planned pause", "Ada")], []),
    "added_charts": ([], []),
    "decisions": ([], []),
    "audit_log": ([], []),
    "fact_files": ({}, {}),
}
LATER = {
    "audit_log",
    "fact_files",
    "added_charts",
    "decisions",
}  # relations that no program of the dumps had
DROPPED = {"machine", "pid", "process_started", "running"}  # columns that later programs do without


@pytest.fixture(params=COMMITS)
def dump(request):
    return request.param


@pytest.fixture
def old_url(dump, new_database):
    """A database as the program of the dump left it."""
    url = new_database()
    fill(url, dump)
    return url


@pytest.fixture
def new_shape(new_database, shapes):
    """The shape of a state that the present program makes."""
    url = new_database()
    kind = sa.make_url(url).drivername
    if kind not in shapes:
        shapes[kind] = opened(url, shape)
    return shapes[kind]


@pytest.fixture(scope="module")
def shapes():
    return {}


def fill(url, dump):
    database = Database(url)
    with database.write() as connection:
        load(connection, dump)
    database.close()


def opened(url, ask):
    """What ``ask`` says of the state, opened by the present program."""
    state = State.open(url)
    try:
        return ask(state)
    finally:
        state.close()


def shape(state):
    """Everything that the database says of its tables."""
    inspector = sa.inspect(state.database.engine)
    return {
        table: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"], column["default"])
                for column in inspector.get_columns(table)
            },
            "key": inspector.get_pk_constraint(table)["constrained_columns"],
            "references": [
                (one["constrained_columns"], one["referred_table"], one["referred_columns"])
                for one in inspector.get_foreign_keys(table)
            ],
            "uniques": inspector.get_unique_constraints(table),
            "indexes": {
                one["name"]: (one["column_names"], one["unique"], _where(one))
                for one in inspector.get_indexes(table)
            },
            "ids are never given twice": table in _never_twice(state),
        }
        for table in inspector.get_table_names()
    }


def _where(index):
    return [str(value) for key, value in index["dialect_options"].items() if "where" in key]


def _never_twice(state):
    if state.database.engine.dialect.name != "sqlite":
        return []  # the default of the column names its sequence
    made = "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'"
    with state.database.read() as connection:
        return connection.exec_driver_sql(made).scalars().all()


def rows(url):
    """Every row of every table, by name of column."""
    database = Database(url)
    found = sa.MetaData()
    found.reflect(database.engine)
    with database.read() as connection:
        held = {
            name: [dict(row) for row in connection.execute(sa.select(table)).mappings()]
            for name, table in found.tables.items()
        }
    database.close()
    return held


def content(state):
    """What the State classes give, by table."""
    goals, entries = state.goals.current(), state.entries
    log = [*entries.log("cost"), *entries.log("rate")]
    snapshots = state.reports.snapshots()
    return {
        "goal_revisions": [
            (dict(one.payload), one.saved_by, one.note)
            for goal in goals
            for one in state.goals.history(goal.goal_id)
        ],
        "settings": tuple(
            state.settings.get(key, "") for key in ("reporting_currency", "unknown", "nested")
        ),
        "imports": [(one.id, one.file, one.status) for one in state.ledger.all()],
        "quarantine": [
            tuple(row[name] for name in ("position", "sheet", "row", "reason", "record"))
            for row in state.ledger.quarantine(1)
        ],
        "waiting_uploads": [(one.file, one.summary) for one in state.uploads.waiting()],
        "answers": state.uploads.answers("a" * 64),
        "mappings": [(one.name, one.columns) for one in state.mappings.all()],
        "tagging_rules": [
            (_said(one.rule), one.saved_by, one.undone_by) for one in state.tagging.log()
        ],
        "ga4_connections": [
            (one.property, one.name, one.leads, one.since) for one in state.ga4.all()
        ],
        "ga4_days": [(day.name, day.day) for of in ("42", "7") for day in state.ga4.fetched(of)],
        "money_entries": [(one.saved_by, _amount(one.payload)) for one in log],
        "links": [
            (one.draft.destination, one.draft.tags.source, one.archived_by)
            for one in state.links.all()
        ],
        "annotations": [
            (one.note.text, one.saved_by, one.removed_by) for one in state.annotations.log()
        ],
        "reports": [(one.name, one.request, one.saved_by) for one in state.reports.all()],
        "report_snapshots": [
            (one.name, one.start, one.end, state.reports.content(one.id)) for one in snapshots
        ],
        "experiments": [(one.payload, one.saved_by) for one in state.experiments.all()],
        "dismissals": [
            (one.dismissal.evidence.subject, one.dismissal.why, one.saved_by)
            for one in state.dismissals.log()
        ],
        "added_charts": list(state.added_charts.log()),
        "decisions": list(state.decisions.log()),
        "audit_log": list(state.audit.entries()),
        "fact_files": state.checksums.of("posts"),
    }


def _said(rule):
    return rule.message().render("en") if hasattr(rule, "message") else str(rule)


def _amount(payload):
    return payload and payload.get("amount", payload.get("rate"))


def test_an_old_state_gets_the_shape_of_a_new_one(old_url, new_shape):
    assert opened(old_url, shape) == new_shape


def test_the_state_classes_read_what_old_programs_wrote(old_url, dump):
    had = (FOLDER / f"{dump}.sql").read_text("utf-8")
    expected = {
        table: held if f"CREATE TABLE {table} (" in had else empty
        for table, (held, empty) in CONTENT.items()
    }
    assert opened(old_url, content) == expected


def test_no_row_of_an_old_state_is_lost_or_changed(old_url):
    before = rows(old_url)
    opened(old_url, lambda _: None)
    after = rows(old_url)
    del before["schema_version"]
    for row in (row for held in before.values() for row in held):
        for name in DROPPED & set(row):
            del row[name]
    now = {
        table: [{name: row[name] for name in old[0]} for row in after[table]]
        for table, old in before.items()
    }
    assert {table: sorted(map(str, of)) for table, of in now.items()} == {
        table: sorted(map(str, of)) for table, of in before.items()
    }


def test_every_relation_has_content_in_the_dumps():
    """A relation that no dump fills would be read by no test above."""
    filled = set(
        re.findall(r"^INSERT INTO (\w+)", (FOLDER / "v10.sql").read_text("utf-8"), re.MULTILINE)
    )
    assert filled == METADATA.tables.keys() - LATER
    assert filled - CONTENT.keys() == {
        "schema_version",
        "facts_version",
        "goals",
        "money_entry_revisions",
    }


def test_imports_that_never_said_what_they_hold_are_compared_row_by_row(new_database):
    url = new_database()
    fill(url, "v01_without_extents")
    held = opened(url, lambda state: state.ledger.extents("leads"))
    assert len(held) == 1
    assert shared_days("leads", held) is None
    assert opened(url, lambda state: state.ledger.get(2)).extents == {}
    assert opened(url, lambda state: state.ledger.begin("d", "d", "d.csv")) == 3

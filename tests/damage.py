"""Damaged entries: a small store with one of everything, and ways in which its JSON can be wrong."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click
import sqlalchemy as sa
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from cli.data import cli as data
from cli.metrics import main as metrics
from cli.report import cli as report
from data.base.json_values import to_json
from data.ga4.quality_flags import Notes
from data.imports import import_paths
from data.store import Store
from data.store.ga4 import FetchedDay
from data.store.relations import METADATA
from tests.changes.cases import CASES, asked
from tests.conftest import LONG, ROOT
from ui import pages

ADDING = (".add", ".save", ".set", ".connect")
LEADS = ROOT / "tests" / "fixtures" / "exports" / "leads.csv"
LEFT_ALONE = frozenset({"person_salt", "facts_swept_at"})
"""Settings without which nothing can go on, or that nobody sees."""
INSTEAD: tuple[Any, ...] = (
    None, True, 5, -1.5, float("inf"), "", "unknown-word", "2026-13-45", "9999-12-31", "0001-01-01",
    [], ["x"], {}, {"x": 1}, "\ud800",
)  # fmt: skip
MARCH_1 = date(2026, 3, 1)
BROKEN = '{"cut'


@dataclass(frozen=True)
class Damage:
    """What one cell holds instead; ``row`` is the number that SQLite gives the row."""

    table: str
    column: str
    row: int
    text: str
    about: str


def build(folder: Path) -> None:
    """A store with an entry of every kind, and one file with rows."""
    store = Store.open(folder)
    for case in CASES:
        if case.name.endswith(ADDING):
            case.act(store, case.given(store))
    import_paths(store, [LEADS])
    # A further one of each, so that something is left when one is damaged.
    for case in CASES:
        if case.name.endswith((".add", ".save")) and not case.name.startswith(("import", "upload")):
            case.act(store, case.given(store))
    asked(store)
    day = FetchedDay("42", "Site", MARCH_1, MARCH_1, {"core": to_json(Notes())})
    store.state.ga4.record(1, [day])
    store.close()


def damages(folder: Path) -> dict[str, list[Damage]]:
    """Every way to damage the first row of each JSON column, by table and column."""
    found: dict[str, list[Damage]] = {}
    with closing(sqlite3.connect(folder / "state.db")) as state:
        for table in METADATA.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, sa.JSON):
                    for name, damage in _of_column(state, table, column):
                        found.setdefault(name, []).append(damage)
    return found


def _of_column(
    state: sqlite3.Connection, table: sa.Table, column: sa.Column[Any]
) -> Iterator[tuple[str, Damage]]:
    name = f"{table.name}.{column.name}"
    extra = "key" if table.name == "settings" else "kind" if table.name == "tagging_rules" else "1"
    query = (
        f"SELECT rowid, {extra}, {column.name} FROM {table.name} WHERE {column.name} IS NOT NULL"  # noqa: S608
    )
    seen: set[Any] = set()
    for row, kind, text in state.execute(query + " ORDER BY rowid").fetchall():
        if kind in seen or kind in LEFT_ALONE:
            continue
        seen.add(kind)
        of = name if len(str(kind)) == 1 else f"{name}.{kind}"
        value = json.loads(text)
        yield of, Damage(table.name, column.name, row, BROKEN, "cut")
        for about, other in _variants(value):
            yield of, Damage(table.name, column.name, row, json.dumps(other), about)


def _variants(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    for other in INSTEAD:
        yield f"{path}={other!r}", other
    if isinstance(value, dict):
        for key in value:
            yield f"{path}.{key} gone", {k: v for k, v in value.items() if k != key}
            for about, part in _variants(value[key], f"{path}.{key}"):
                yield about, {**value, key: part}
    if isinstance(value, list) and value:
        for about, part in _variants(value[0], f"{path}[0]"):
            yield about, [part, *value[1:]]


def spoil(folder: Path, chosen: Sequence[Damage]) -> None:
    """Write damages into the database; triggers that guard rows are taken off first."""
    with closing(sqlite3.connect(folder / "state.db")) as state, state:
        for (trigger,) in state.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            state.execute(f"DROP TRIGGER {trigger}")
        for one in chosen:
            state.execute(
                f"UPDATE {one.table} SET {one.column} = ? WHERE rowid = ?",  # noqa: S608
                (one.text, one.row),
            )
        state.execute("UPDATE facts_version SET version = version + 1")


def open_pages(folder: Path) -> Iterator[str]:
    """Opens every page; gives what went wrong, a line each."""
    with patch.dict("os.environ", {"UTMOST_STORE": str(folder)}):
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=LONG)
        app.run()
        for card in pages.cards():
            if card.when != "empty":
                app.switch_page(str(card.path.relative_to(ROOT))).run()
                for box in (*app.exception, *app.error):
                    yield f"page {card.slug}: {box.value or box.message}"  # type: ignore[attr-defined]


MARCH = ("--from", "2026-03-01", "--to", "2026-03-31")
COMMANDS: tuple[tuple[click.Command, tuple[str, ...]], ...] = (
    (data, ("imports",)),
    (data, ("issues", "1")),
    (data, ("log",)),
    (data, ("mappings", "list")),
    (data, ("ga4", "list")),
    (data, ("hygiene",)),
    (data, ("repairs", "list")),
    (data, ("channels", "list")),
    (data, ("links", "list")),
    (data, ("zone",)),
    (data, ("import", str(LEADS))),
    (data, ("diagnostics", "--out", "{store}.zip")),
    (metrics, ("report", *MARCH)),
    (metrics, ("returns", "--by", "channel", *MARCH)),
    (metrics, ("goals",)),
    (metrics, ("experiments", "list")),
    (metrics, ("findings", *MARCH)),
    (metrics, ("findings", "dismissed")),
    (metrics, ("annotations", "list")),
    (metrics, ("outcomes",)),
    (report, ("list",)),
    (report, ("snapshots",)),
    (report, (*MARCH, "--format", "html", "--out", "{store}.html")),
)


def run_commands(
    folder: Path, commands: Sequence[tuple[click.Command, tuple[str, ...]]]
) -> Iterator[str]:
    """Runs the commands; gives what went wrong, a line each."""
    for command, parts in commands:
        given = [part.format(store=folder) for part in parts]
        result = CliRunner().invoke(command, [*given, "--store", str(folder)])
        if result.exit_code and "so there is no report" not in result.output:
            yield f"command {' '.join(parts)}: {result.output.strip()[-200:]!r}"

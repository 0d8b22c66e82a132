"""Makes the dumps in tests/fixtures/state: a state as each earlier program wrote it.

`python -m tests.store.old_states` checks every commit below out of the history, lets its own code
write a small state, and dumps it. There is a commit for each shape that the tables ever had before
Alembic; where programs counted the same steps in another order, a version has several. A dump is
SQL that SQLite and PostgreSQL both load: see `load`.

A dump is made once: it has to stay as that program wrote it. Run this again only for more content.
"""

from __future__ import annotations

import io
import os
import re
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "fixtures" / "state"
COMMITS = {
    "v01_without_extents": "36ac60d",
    "v01": "04e4e10",
    "v02": "fb64d5d",
    "v03_tagging": "2f4d7a2",
    "v03_ga4_without_name": "1629704",
    "v03_ga4": "6b59f63",
    "v04_ga4": "79b00e2",
    "v04_links": "b9e37de",
    "v05_entries": "147f0e4",
    "v05_links": "863671a",
    "v06": "7a6b32a",
    "v07_annotations": "0580939",
    "v07_experiments": "b5dc532",
    "v07_reports": "19eb43d",
    "v08": "be2a1fc",
    "v09": "7d08af5",
    "v10": "be3cc2f",
}

_WRITER = Path(__file__).with_name("old_state_writer.py")
# An id that the database counts up.
_COUNTED_ID = re.compile(r"^(\s+id) INTEGER NOT NULL(?: PRIMARY KEY AUTOINCREMENT)?,", re.MULTILINE)
_COUNTED = re.compile(r"CREATE TABLE (\w+) \(\s+id INTEGER NOT NULL")


def load(connection: sa.Connection, dump: str) -> None:
    """Fill an empty database of either kind with the dump of this name."""
    text = (FOLDER / f"{dump}.sql").read_text("utf-8")
    postgres = connection.dialect.name == "postgresql"
    connection = connection.execution_options(no_parameters=True)  # a percent sign is one
    for statement in text.partition("\n")[2].removesuffix(";\n").split(";\n"):
        connection.exec_driver_sql(_for_postgres(statement) if postgres else statement)
    for table in _COUNTED.findall(text) if postgres else ():
        last = f"(SELECT max(id) FROM {table})"  # noqa: S608  # a name of our own
        connection.exec_driver_sql(f"SELECT setval('{table}_id_seq', {last})")


def _for_postgres(statement: str) -> str:
    """PostgreSQL names the type of a counted id otherwise, and its key in a line of its own."""
    counted = _COUNTED_ID.sub(r"\1 SERIAL NOT NULL,", statement)
    keyless = counted != statement and "PRIMARY KEY (" not in statement
    return counted[: counted.rindex("\n)")] + ", PRIMARY KEY (id))" if keyless else counted


def main() -> None:
    """Write the dumps that are not there yet."""
    for name, commit in COMMITS.items():
        dump = FOLDER / f"{name}.sql"
        if not dump.exists():
            dump.write_text("".join(_written_by(commit)), "utf-8")


def _written_by(commit: str) -> Iterator[str]:
    archive = subprocess.check_output(["git", "archive", commit], cwd=ROOT)
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
            packed.extractall(folder, filter="data")
        subprocess.run(
            [sys.executable, str(_WRITER)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": folder},
            check=True,
        )
        yield f"-- A state as the program of commit {commit} wrote it.\n"
        yield from _statements(Path(folder) / "store" / "state.db")


def _statements(database: Path) -> Iterator[str]:
    """Tables as they are, then their rows, then their indexes."""
    with sqlite3.connect(database) as connection:
        made = connection.execute(
            "SELECT type, name, sql FROM sqlite_master "
            "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
        ).fetchall()
        yield from (f"{sql};\n" for kind, _, sql in made if kind == "table")
        for _, table, _ in (one for one in made if one[0] == "table"):
            yield from _rows(connection, table)
        yield from sorted(f"{sql};\n" for kind, _, sql in made if kind == "index")
    connection.close()


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    found = connection.execute(f"SELECT * FROM {table} ORDER BY rowid")  # noqa: S608  # as above
    columns = ", ".join(f'"{column[0]}"' for column in found.description)
    for row in found.fetchall():
        values = ", ".join(
            connection.execute("SELECT quote(?)", (cell,)).fetchone()[0] for cell in row
        )
        yield f"INSERT INTO {table} ({columns}) VALUES ({values});\n"  # noqa: S608  # as above


if __name__ == "__main__":
    main()

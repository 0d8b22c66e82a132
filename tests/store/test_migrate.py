"""Revisions of the state's tables: each reaches every store, once, as a whole or not at all."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from data.store import State
from data.store.database import engine
from data.store.database.engine import BrokenReferenceError, Database
from data.store.migrations import NewerStoreError, alembic_runner, migrate
from data.store.migrations.alembic_runner import configuration, upgrade
from data.store.migrations.apply import VERSIONS, revisions
from data.store.migrations.revise import write
from data.store.relations import METADATA, SCHEMA_VERSION
from tests.conftest import ROOT
from tests.store.old_states import load

ADD_OWNER = """
    with op.batch_alter_table("goals") as batch:
        batch.add_column(sa.Column("owner", sa.Text, nullable=False, server_default="nobody"))
"""
SAY_SO = """
    settings = sa.table("settings", sa.column("key"), sa.column("value", sa.JSON))
    op.execute(sa.insert(settings).values(key="said", value=1))
"""


@pytest.fixture
def database(state_url):
    opened = Database(state_url)
    yield opened
    opened.close()


@pytest.fixture
def old(database):
    """A database as a program of version 5 left it."""
    return filled(database, "v05_entries")


@pytest.fixture
def versions(tmp_path):
    """A copy of the scripts, to which a test adds."""
    folder = tmp_path / "versions, 50 % more"
    shutil.copytree(VERSIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def filled(database, dump):
    with database.write() as connection:
        load(connection, dump)
    return database


def add_revision(versions, body, number=None):
    before = revisions(versions)[-1]
    number = number or f"{int(before) + 1:04}"
    (versions / f"{number}_further.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n\n"
        f'revision = "{number}"\ndown_revision = "{before}"\n\n\ndef upgrade():{body}',
        "utf-8",
    )


def run(database, statement):
    with database.write() as connection:
        return connection.execute(sa.text(statement))


def ask(database, query):
    with database.read() as connection:
        return connection.execute(sa.text(query)).scalars().all()


def everything(database):
    """Each table with its columns and rows."""
    found = sa.MetaData()
    found.reflect(database.engine)
    with database.read() as connection:
        return {
            name: sorted(map(str, connection.execute(sa.select(table)).mappings()))
            for name, table in found.tables.items()
        }


def test_models_and_migrated_tables_agree(database):
    """A relation that is changed needs a revision: `make revision` writes it."""
    migrate(database)
    with database.read() as connection:
        compared = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "version_table": "state_revision",
            },
        )
        assert compare_metadata(compared, METADATA) == []


def test_the_newest_revision_is_known_without_alembic(database):
    with database.read() as connection:
        scripts = ScriptDirectory.from_config(configuration(connection, VERSIONS))
    newest_first = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(newest_first)) == revisions()
    assert scripts.get_heads() == [revisions()[-1]]


def test_a_further_column_reaches_a_new_state_and_an_old_one(old, new_database, versions):
    migrate(old)
    add_revision(versions, ADD_OWNER)
    new = Database(new_database())
    for database in (old, new):
        migrate(database, versions)
        columns = [one["name"] for one in sa.inspect(database.engine).get_columns("goals")]
        assert columns == ["id", "created_at", "owner"]
        assert ask(database, "SELECT version_num FROM state_revision") == [revisions(versions)[-1]]
    assert ask(old, "SELECT owner FROM goals") == ["nobody"]
    assert len(ask(old, "SELECT note FROM goal_revisions")) == 2
    new.close()


def test_an_old_state_takes_all_revisions_at_once(old, versions):
    add_revision(versions, ADD_OWNER)
    migrate(old, versions)
    assert ask(old, "SELECT owner FROM goals") == ["nobody"]


@pytest.mark.parametrize("dump", ["v01_without_extents", "v05_entries"])
def test_a_revision_that_fails_half_way_leaves_the_state_as_it_was(database, dump, versions):
    before = everything(filled(database, dump))
    add_revision(versions, ADD_OWNER + "    raise RuntimeError('half way')\n")
    with pytest.raises(RuntimeError, match="half way"):
        migrate(database, versions)
    assert everything(database) == before
    migrate(database)
    assert ask(database, "SELECT version_num FROM state_revision") == [revisions()[-1]]


def test_rows_that_others_refer_to_cannot_be_lost(old, versions):
    add_revision(versions, "\n    op.execute('DELETE FROM imports')\n")
    before = everything(old)
    with pytest.raises((BrokenReferenceError, sa.exc.IntegrityError)):
        migrate(old, versions)
    assert everything(old) == before


def test_references_are_checked_again_after_the_upgrade(old):
    migrate(old)
    with pytest.raises(sa.exc.IntegrityError):
        run(old, "INSERT INTO goal_revisions VALUES ('none', 1, '{}', '', '', '')")


@pytest.mark.parametrize("version", [9, 10])
def test_a_schema_version_up_to_the_last_one_is_taken_over(database, version):
    filled(database, f"v{version:02}")
    migrate(database)
    assert ask(database, "SELECT version_num FROM state_revision") == [revisions()[-1]]


def test_a_schema_version_above_the_last_one_is_refused(database):
    filled(database, "v10")
    run(database, "UPDATE schema_version SET version = 11")
    before = everything(database)
    with pytest.raises(NewerStoreError, match="newer version of Utmost; update the program"):
        migrate(database)
    assert everything(database) == before


def test_the_newest_revision_is_opened_and_a_newer_one_refused(database, versions):
    migrate(database)
    migrate(database)
    add_revision(versions, ADD_OWNER)
    migrate(database, versions)
    migrate(database, versions)
    with pytest.raises(NewerStoreError, match="newer version of Utmost; update the program"):
        migrate(database)


def test_another_program_may_use_alembic_in_the_same_database(database):
    run(database, "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    run(database, "INSERT INTO alembic_version VALUES ('of another program')")
    migrate(database)
    migrate(database)
    assert ask(database, "SELECT version_num FROM alembic_version") == ["of another program"]


def test_programs_from_before_alembic_refuse_the_state(database):
    """They know schema versions up to 10; without any they would set the state up once more."""
    migrate(database)
    with database.read() as connection:
        assert connection.execute(sa.select(SCHEMA_VERSION.c.version)).scalars().all() == [11]


def test_the_command_line_says_that_a_state_is_newer(tmp_path):
    State.open(f"sqlite:///{tmp_path / 'state.db'}").close()
    database = Database(f"sqlite:///{tmp_path / 'state.db'}")
    run(database, "UPDATE state_revision SET version_num = '9999'")
    database.close()
    refused = subprocess.run(
        [sys.executable, "-m", "data", "imports", "--store", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert refused.stderr == (
        "Error: This store was written by a newer version of Utmost; update the program.\n"
    )


def test_processes_that_open_a_new_state_at_once_set_it_up_once(state_url):
    command = f"from data.store import State; State.open({state_url!r}).close()"
    running = [subprocess.Popen([sys.executable, "-c", command], cwd=ROOT) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    database = Database(state_url)
    assert len(ask(database, "SELECT store_id FROM facts_version")) == 1
    database.close()


def test_who_finds_the_state_upgraded_after_waiting_applies_nothing(state_url, monkeypatch):
    """Both have seen an old state before either upgrades it."""
    both, applied = Barrier(2), []

    class Meeting(Database):
        def rebuild(self):
            both.wait()
            return super().rebuild()

    def counted(connection, versions):
        applied.append(versions)
        upgrade(connection, versions)

    monkeypatch.setattr(alembic_runner, "upgrade", counted)
    databases = [Meeting(state_url), Meeting(state_url)]
    with ThreadPoolExecutor(2) as pair:
        list(pair.map(migrate, databases))
    assert applied == [VERSIONS]
    for database in databases:
        database.close()


def test_a_revision_is_applied_once_by_many_who_try_at_once(new_database, versions):
    """Some of them on the same database, some on others: Alembic itself serves one at a time."""
    add_revision(versions, SAY_SO)
    databases = [Database(url) for url in (new_database(), new_database()) for _ in range(3)]
    with ThreadPoolExecutor(len(databases)) as many:
        list(many.map(lambda database: migrate(database, versions), databases))
    for database in databases:
        assert ask(database, "SELECT value FROM settings WHERE key = 'said'") == [1]
        database.close()


def test_a_state_that_is_up_to_date_is_opened_without_alembic(state_url):
    State.open(state_url).close()
    code = (
        f"import sys; from data.store import State; State.open({state_url!r}).close(); "
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_new_script_holds_what_the_revisions_lack(versions):
    [first] = versions.glob("0001_*.py")
    made = first.read_text("utf-8")
    column = '        sa.Column("request", sa.JSON, nullable=False),\n'
    assert column in made
    first.write_text(made.replace(column, ""), "utf-8")
    script = write("add request to reports", versions)
    assert script.name == f"{int(revisions()[-1]) + 1:04}_add_request_to_reports.py"
    text = script.read_text("utf-8")
    assert text.startswith('"""Add request to reports."""\n')
    assert 'batch_op.add_column(sa.Column("request", sa.JSON(), nullable=False))' in text
    assert text.count("batch_op.") == 1
    assert "pass" in write("say it once more", versions).read_text("utf-8")


def test_a_file_that_another_process_holds_is_waited_for():
    answers = [sqlite3.OperationalError("database is locked")] * 3 + ["wal"]
    pauses = []

    def statement():
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert engine._wait_for(statement, pauses.append) == "wal"
    assert len(pauses) == 3


def test_any_other_fault_of_a_file_is_no_reason_to_wait():
    def statement():
        raise sqlite3.OperationalError("unable to open database file")

    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        engine._wait_for(statement, lambda _: pytest.fail("waited"))

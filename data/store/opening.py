"""Opens the state's database: up to date, or for reading only where its disk takes nothing."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa

from data.store.database.engine import Database, cannot_write
from data.store.migrations import migrate
from data.store.relations import FACTS_VERSION


def opened(url: sa.URL) -> Database:
    """The database at ``url``, with its tables brought up to date.

    A SQLite file that is there and cannot be written is opened for reading. Raises what the
    database raises otherwise, also for such a file of an earlier version.
    """
    database = Database(url)
    try:
        migrate(database)
    except sa.exc.DBAPIError as error:
        database.close()
        file = Path(url.database or "")
        if not database.is_file or not cannot_write(error) or not file.is_file():
            raise
        return _for_reading(file, error)
    except BaseException:
        database.close()
        raise
    if database.is_file and url.database:
        database.watch(Path(url.database))
    # Read along with a process that may write: SQLite allows it where that process has its log open.
    database.read_only = database.is_file and _is_read_only(Path(url.database or ""))
    return database


def has_state(url: sa.URL) -> bool:
    """Whether the database has the tables of a state; nothing is made where there is none."""
    if url.get_backend_name() == "sqlite":
        return bool(url.database) and Path(str(url.database)).is_file()
    database = Database(url)
    try:
        with database.read() as connection:
            return sa.inspect(connection).has_table(FACTS_VERSION.name)
    finally:
        database.close()


def _is_read_only(file: Path) -> bool:
    return file.is_file() and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))


def _for_reading(file: Path, error: sa.exc.DBAPIError) -> Database:
    log = file.with_name(f"{file.name}-wal")
    try:
        # What the log holds is not in the file yet, and SQLite cannot read one without writing.
        source = _copied(file, log) if log.is_file() and log.stat().st_size else file
    except OSError:  # no room for a copy either
        raise error from None
    name = f"file:{quote(str(source))}"
    query = {"mode": "ro", "immutable": "1", "uri": "true"}
    database = Database(sa.URL.create("sqlite", database=name, query=query), read_only=True)
    try:
        migrate(database)
    except BaseException:
        database.close()
        raise
    database.watch(file)
    return database


def _copied(file: Path, log: Path) -> Path:
    """The file with its log in it, in a folder for temporary files."""
    folder = Path(tempfile.mkdtemp(prefix="utmost-state-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    try:
        for one in (file, log):
            shutil.copy2(one, folder / one.name)
        whole = Database(sa.URL.create("sqlite", database=str(folder / file.name)))
        with whole.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close()
        whole.close()
    except sa.exc.DBAPIError as error:
        raise OSError(f"{file.name} cannot be read") from error
    return folder / file.name

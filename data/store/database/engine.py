"""Database connections and transactions of the state: SQLite by default, PostgreSQL by URL."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import local
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from data.base.json_values import parse_json
from data.store import damage

_WRITES = "utmost_writes"
_ROOM = 1 << 20  # bytes that SQLite needs at least next to its file
_PAUSE = 0.05
_PATIENCE = 5  # seconds that opening, reading and connecting wait: somebody looks at the screen
_WRITERS_PATIENCE = 60  # an import waits its turn behind other imports instead of failing
_PRAGMAS = (
    f"PRAGMA busy_timeout = {1000 * _PATIENCE}",
    "PRAGMA journal_mode = WAL",  # readers go on while another process writes
    "PRAGMA synchronous = FULL",  # what is done survives a power cut, also under WAL
    "PRAGMA foreign_keys = ON",  # SQLite checks references only where a connection asks for it
)


# A server that does not answer is given up, and a connection that a restarted one has lost.
_SERVER = {
    "connect_timeout": _PATIENCE,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
# SQLite's codes for a file that cannot be opened for writing, or a disk that takes nothing.
_NOT_WRITABLE = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
}


class BrokenReferenceError(RuntimeError):
    """A change of the tables left rows that refer to rows which are gone."""


class Database:
    """One engine with explicit read and write transactions.

    A transaction belongs to the thread that began it: what the same thread reads and writes until
    its end is part of it. So several classes of the state can change together or not at all.
    """

    def __init__(self, url: str | sa.URL, *, read_only: bool = False) -> None:
        parsed = sa.make_url(url)
        if parsed.drivername in {"postgres", "postgresql"}:
            parsed = parsed.set(drivername="postgresql+psycopg")
        self.is_file = parsed.get_backend_name() == "sqlite"
        self.read_only = read_only
        self.opened_at = time.monotonic()
        self.engine = sa.create_engine(
            parsed,
            # A connection that a restarted server has closed is noticed before it is used.
            pool_pre_ping=not self.is_file,
            connect_args={} if self.is_file else _without(_SERVER, parsed.query),
            json_deserializer=parse_json,
        )
        if self.is_file:
            _prepare_sqlite(self.engine, () if read_only else _PRAGMAS)
        self._running = local()
        self._file: Path | None = None
        self._identity: tuple[int, int] | None = None

    def watch(self, file: Path) -> None:
        """Remember which file this is, so that another one in its place is noticed."""
        self._file, self._identity = file, _identity(file)

    def is_replaced(self) -> bool:
        """Whether another file than the one that was opened is there now, or none."""
        return self._file is not None and _identity(self._file) != self._identity

    def can_write_again(self) -> bool:
        """Whether a file that was opened for reading could be written now."""
        if not self.read_only or self._file is None:
            return False
        folder = self._file.parent
        allowed = os.access(self._file, os.W_OK) and os.access(folder, os.W_OK)
        return allowed and shutil.disk_usage(folder).free > _ROOM

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A connection that sees one committed state, and what this thread is writing."""
        running = self._transaction()
        if running is not None:
            yield running
            return
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """A transaction that is committed as a whole or not at all.

        SQLite takes its write lock at the start, so that a transaction that reads first
        and then writes cannot fail half-way because another writer came in between. Inside
        another one of the same thread it is a savepoint: what it does is undone when it fails, and
        committed with the outer one. Raises ReadOnlyStoreError when the file was opened for reading.
        """
        if self.read_only:
            raise damage.read_only()
        running = self._transaction()
        if running is not None:
            with running.begin_nested():
                yield running
            return
        engine = self.engine.execution_options(**{_WRITES: True})
        with engine.connect() as connection, connection.begin():
            self._running.connection = connection
            try:
                yield connection
            finally:
                self._running.connection = None

    @contextmanager
    def rebuild(self) -> Iterator[sa.Connection]:
        """A write transaction in which tables may be replaced by changed copies of themselves.

        SQLite changes a column only by copying its table, and would refuse to drop a table that
        others refer to. So it looks at references only at the end. Raises BrokenReferenceError,
        with nothing changed, when a row then refers to one that is gone.
        """
        if self.engine.dialect.name != "sqlite":
            with self.write() as connection:
                yield connection
            return
        engine = self.engine.execution_options(**{_WRITES: True})
        with engine.connect() as connection, _unchecked(connection), connection.begin():
            before = _broken(connection)  # a store may have had some: only new ones are a failure
            yield connection
            if _broken(connection) - before:
                raise BrokenReferenceError("A change of the tables lost rows that others refer to.")

    @property
    def writing(self) -> bool:
        """Whether this thread is in a write transaction."""
        return self._transaction() is not None

    def _transaction(self) -> sa.Connection | None:
        return getattr(self._running, "connection", None)

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _without(given: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in names}


def cannot_write(error: sa.exc.DBAPIError) -> bool:
    """Whether SQLite could not write its file, which may still be read."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _NOT_WRITABLE


def _prepare_sqlite(engine: sa.Engine, pragmas: Sequence[str]) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions by itself
        for pragma in pragmas:
            _wait_for(partial(connection.execute, pragma)).close()

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        patience = _WRITERS_PATIENCE if writes else _PATIENCE
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {1000 * patience}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _wait_for(statement: Callable[[], Any], pause: Callable[[float], object] = time.sleep) -> Any:
    """What ``statement`` gives, tried again while another process holds the file.

    Changing the journal of a new file does not wait as ``busy_timeout`` says: SQLite gives up at
    once where two processes that change it would wait for each other.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return statement()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= until:
                raise
            pause(_PAUSE)


@contextmanager
def _unchecked(connection: sa.Connection) -> Iterator[None]:
    """References are not checked; SQLite lets that be changed only between transactions."""
    driver = connection.connection.cursor()  # a statement of the connection would begin one
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")
        driver.close()


def _broken(connection: sa.Connection) -> Counter[tuple[str, str]]:
    """How many rows of a table refer to rows of another that are not there."""
    found = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return Counter((table, parent) for table, _row, parent, _key in found)

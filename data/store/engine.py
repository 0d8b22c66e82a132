"""Connections to the state's database: SQLite by default, PostgreSQL by URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

_WRITES = "utmost_writes"
_PRAGMAS = (
    "PRAGMA busy_timeout = 60000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)


class Database:
    """One engine with explicit read and write transactions."""

    def __init__(self, url: str) -> None:
        parsed = sa.make_url(url)
        if parsed.drivername in {"postgres", "postgresql"}:
            parsed = parsed.set(drivername="postgresql+psycopg")
        self.engine = sa.create_engine(parsed)
        if self.engine.dialect.name == "sqlite":
            _prepare_sqlite(self.engine)

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A connection that sees one committed state."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """A transaction that is committed as a whole or not at all.

        SQLite takes its write lock at the start, so that a transaction that reads first
        and then writes cannot fail half-way because another writer came in between.
        """
        engine = self.engine.execution_options(**{_WRITES: True})
        with engine.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def _prepare_sqlite(engine: sa.Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions by itself
        for pragma in _PRAGMAS:
            connection.execute(pragma).close()

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

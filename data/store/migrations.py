"""Bringing the state's tables up to date, step by step, once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import sqlalchemy as sa

from data.store.engine import Database
from data.store.relations import (
    ANNOTATIONS,
    DISMISSALS,
    ENTRIES,
    ENTRY_REVISIONS,
    EXPERIMENTS,
    FACTS_VERSION,
    GA4_CONNECTIONS,
    GA4_DAYS,
    LINKS,
    MAPPINGS,
    METADATA,
    REPORTS,
    SCHEMA_VERSION,
    SNAPSHOTS,
    TAGGING,
)

# Any number that no other program on the same PostgreSQL server is likely to use.
_LOCK = 0x55_74_6D_6F_73_74


class NewerStoreError(RuntimeError):
    """The store was written by a newer version of the program."""


def _first(connection: sa.Connection) -> None:
    METADATA.create_all(connection)
    connection.execute(sa.insert(FACTS_VERSION).values(store_id=uuid4().hex, version=0))


def _with(*relations: sa.Table) -> Callable[[sa.Connection], None]:
    """The migration that brings some more tables."""

    def create(connection: sa.Connection) -> None:
        for relation in relations:
            relation.create(connection, checkfirst=True)

    return create


MIGRATIONS: tuple[Callable[[sa.Connection], None], ...] = (
    _first,
    _with(MAPPINGS),
    _with(TAGGING),
    _with(GA4_CONNECTIONS, GA4_DAYS),
    _with(ENTRIES, ENTRY_REVISIONS),
    _with(LINKS),
    _with(ANNOTATIONS),
    _with(REPORTS, SNAPSHOTS),
    _with(EXPERIMENTS),
    _with(DISMISSALS),
)


def migrate(database: Database) -> None:
    """Apply the migrations that are missing; two processes never apply the same one twice.

    Raises NewerStoreError when the store has migrations that this program does not know.
    """
    if _version(database) == len(MIGRATIONS):
        return
    with database.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        SCHEMA_VERSION.create(connection, checkfirst=True)
        version = connection.execute(sa.select(SCHEMA_VERSION.c.version)).scalar()
        if version is None:
            connection.execute(sa.insert(SCHEMA_VERSION).values(version=0))
            version = 0
        if version > len(MIGRATIONS):
            raise NewerStoreError(
                "This store was written by a newer version of Utmost; update the program."
            )
        for migration in MIGRATIONS[version:]:
            migration(connection)
        connection.execute(sa.update(SCHEMA_VERSION).values(version=len(MIGRATIONS)))


def _version(database: Database) -> int | None:
    """The version a store is at, None for a database without one."""
    if not sa.inspect(database.engine).has_table(SCHEMA_VERSION.name):
        return None
    with database.read() as connection:
        return connection.execute(sa.select(SCHEMA_VERSION.c.version)).scalar()

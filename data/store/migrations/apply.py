"""Applies schema migrations: the revision of a store, and the upgrade to the newest one."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from data.store.database.engine import Database
from data.store.relations import SCHEMA_VERSION

VERSIONS = Path(__file__).with_name("versions")

# Any number that no other program on the same PostgreSQL server is likely to use.
_LOCK = 0x55_74_6D_6F_73_74
# The last schema version that programs from before Alembic wrote.
_LAST_BEFORE_ALEMBIC = 10
# Alembic's table. It is not called alembic_version, because other programs that share the database
# may have that one. It is read without Alembic, because loading Alembic takes many times longer
# than opening a store that is up to date.
REVISION = sa.table("state_revision", sa.column("version_num", sa.String))


class NewerStoreError(RuntimeError):
    """The store was written by a newer version of the program."""


def migrate(database: Database, versions: Path = VERSIONS) -> None:
    """Apply the revisions that are missing; two processes never apply the same one twice.

    All of them are one transaction: when one fails, the store stays as it was. ``versions`` is
    the folder of the revision scripts. Raises NewerStoreError when the store is at a revision
    that this program does not know.
    """
    known = revisions(versions)
    with database.read() as connection:
        if _revision(connection) == known[-1]:
            return
    with database.rebuild() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        # Another process may have upgraded the store while this one waited for the lock.
        present = _revision(connection)
        if present == known[-1]:
            return
        if _is_newer(connection, present, known):
            raise NewerStoreError(
                "This store was written by a newer version of Utmost; update the program."
            )
        from data.store.migrations.alembic_runner import upgrade  # noqa: PLC0415  # see above

        upgrade(connection, versions)


def revisions(versions: Path = VERSIONS) -> tuple[str, ...]:
    """The ids of the revision scripts, oldest first: the numbers that their names begin with."""
    return tuple(sorted(path.name.partition("_")[0] for path in versions.glob("[0-9]*_*.py")))


def _revision(connection: sa.Connection) -> str | None:
    """The revision a store is at, None for a new one and one from before Alembic."""
    if not sa.inspect(connection).has_table(REVISION.name):
        return None
    return connection.execute(sa.select(REVISION.c.version_num)).scalar()


def _is_newer(connection: sa.Connection, present: str | None, known: tuple[str, ...]) -> bool:
    if present is not None:
        return present not in known
    if not sa.inspect(connection).has_table(SCHEMA_VERSION.name):
        return False
    version = connection.execute(sa.select(SCHEMA_VERSION.c.version)).scalar()
    return version is not None and version > _LAST_BEFORE_ALEMBIC

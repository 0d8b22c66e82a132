"""Compaction of the state's database: what was deleted is no longer in its files."""

from __future__ import annotations

from contextlib import closing

from data.store.database.engine import Database
from data.store.relations import METADATA

_CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)"
# The write-ahead log first: it holds pages as they were. VACUUM writes to it again.
_SQLITE = (_CHECKPOINT, "VACUUM", _CHECKPOINT)


def compact_state(database: Database) -> None:
    """Write the database's files anew, without what was deleted or replaced.

    SQLite and PostgreSQL leave deleted values in their pages until these are used again. Another process that
    reads meanwhile goes on reading. Raises RuntimeError inside a transaction, which would be waited for.
    """
    if database.writing:
        raise RuntimeError("a database is compacted outside of a transaction")
    if database.engine.dialect.name == "sqlite":
        # Straight to the driver: SQLAlchemy would begin a transaction, in which SQLite compacts nothing.
        with closing(database.engine.raw_connection()) as connection:
            for statement in _SQLITE:
                cursor = connection.cursor()
                cursor.execute(statement)
                cursor.close()
        return
    outside = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    with outside.connect() as connection:
        for table in METADATA.tables:
            connection.exec_driver_sql(f"VACUUM FULL {table}")

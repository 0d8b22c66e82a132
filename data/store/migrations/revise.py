"""Writes a new migration script by autogenerate: `make revision name="add owner to goals"`."""

from __future__ import annotations

import sys
from pathlib import Path

from alembic import command

from data.store.database.engine import Database
from data.store.migrations.alembic_runner import configuration
from data.store.migrations.apply import VERSIONS, migrate, revisions


def write(name: str, versions: Path = VERSIONS) -> Path:
    """Write the script of the next revision; gives its file.

    It holds what `data/store/relations.py` says and the revisions so far do not make. No store
    is read for that: the revisions are applied to a database in memory.
    """
    number = f"{int(revisions(versions)[-1]) + 1:04}"
    database = Database("sqlite://")
    migrate(database, versions)
    with database.read() as connection:
        settings = configuration(connection, versions)
        command.revision(
            settings, name, autogenerate=True, rev_id=number, version_path=str(versions)
        )
    database.close()
    return next(versions.glob(f"{number}_*.py"))


if __name__ == "__main__":
    write(sys.argv[1])

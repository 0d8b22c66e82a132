"""Soft delete: rows with author and time that are removed by a date, never changed or deleted."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from data.store.clock import now
from data.store.database.engine import Database


def add(database: Database, table: sa.Table, content: dict[str, Any], by: str) -> int:
    """Insert a row; gives its id. ``content`` are the columns besides author and time."""
    row = {**content, "saved_at": now(), "saved_by": by, "removed_by": ""}
    with database.write() as connection:
        made = connection.execute(sa.insert(table).values(row).returning(table.c.id))
        return int(made.scalar_one())


def remove(database: Database, table: sa.Table, number: int, by: str) -> bool:
    """Remove a row; it stays in the table. False when there is none that is not removed."""
    there = (table.c.id == number) & table.c.removed_at.is_(None)
    taken = sa.update(table).where(there).values(removed_at=now(), removed_by=by)
    with database.write() as connection:
        return connection.execute(taken).rowcount == 1

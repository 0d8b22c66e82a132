"""Notes on days, with who and when; removed ones stay in the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from data.annotation import Annotation, Kept
from data.store.clock import instant, now
from data.store.engine import Database
from data.store.relations import ANNOTATIONS


@dataclass(frozen=True, slots=True)
class Annotations:
    """The notes of one store. They are no facts: figures stay as they are."""

    database: Database

    def add(self, note: Annotation, *, by: str = "") -> int:
        """Keep a note; gives its id."""
        row = {"note": note.to_json(), "saved_at": now(), "saved_by": by, "removed_by": ""}
        with self.database.write() as connection:
            made = connection.execute(
                sa.insert(ANNOTATIONS).values(row).returning(ANNOTATIONS.c.id)
            )
            return int(made.scalar_one())

    def remove(self, note_id: int, *, by: str = "") -> bool:
        """Take a note off all charts; the log keeps it. False when there is no such note."""
        there = (ANNOTATIONS.c.id == note_id) & ANNOTATIONS.c.removed_at.is_(None)
        taken = {"removed_at": now(), "removed_by": by}
        with self.database.write() as connection:
            changed = connection.execute(sa.update(ANNOTATIONS).where(there).values(taken))
        return changed.rowcount == 1

    def current(self) -> tuple[Annotation, ...]:
        """The notes that were not removed, by day."""
        notes = [kept.note for kept in self.log() if kept.removed_at is None]
        return tuple(sorted(notes, key=lambda note: (note.first, note.last)))

    def log(self) -> tuple[Kept, ...]:
        """Every note ever made, in the order they were made."""
        with self.database.read() as connection:
            rows = connection.execute(sa.select(ANNOTATIONS).order_by(ANNOTATIONS.c.id))
            return tuple(_kept(row) for row in rows.mappings())


def _kept(row: Mapping[Any, Any]) -> Kept:
    removed = row["removed_at"]
    return Kept(
        id=row["id"],
        note=Annotation.from_json(row["note"]),
        saved_at=instant(row["saved_at"]),
        saved_by=row["saved_by"],
        removed_at=None if removed is None else instant(removed),
        removed_by=row["removed_by"],
    )

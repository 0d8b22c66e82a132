"""Annotations: notes on days with author and time, removed by soft delete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from data.base.json_values import from_json, to_json
from data.store import soft_delete
from data.store.clock import instant
from data.store.database.engine import Database
from data.store.readable import Readings, read_each
from data.store.relations import ANNOTATIONS
from data.values.annotation import Annotation, StoredAnnotation


@dataclass(frozen=True, slots=True)
class Annotations:
    """The notes of one store. They are no facts: figures stay as they are."""

    database: Database

    def add(self, note: Annotation, *, by: str = "") -> int:
        """Save a note; gives its id."""
        return soft_delete.add(self.database, ANNOTATIONS, {"note": to_json(note)}, by)

    def remove(self, note_id: int, *, by: str = "") -> bool:
        """Take a note off all charts; it stays in the log. False when there is no such note."""
        return soft_delete.remove(self.database, ANNOTATIONS, note_id, by)

    def current(self) -> tuple[Annotation, ...]:
        """The notes that were not removed, by day."""
        notes = [stored.note for stored in self.log() if stored.removed_at is None]
        return tuple(sorted(notes, key=lambda note: (note.first, note.last)))

    def log(self) -> tuple[StoredAnnotation, ...]:
        """Every note ever made, in the order they were made."""
        return self._read().values

    def unreadable(self) -> tuple[str, ...]:
        """The ids of notes that are damaged; ``log`` leaves them out."""
        return self._read().unreadable

    def _read(self) -> Readings[StoredAnnotation]:
        with self.database.read() as connection:
            rows = (
                connection.execute(sa.select(ANNOTATIONS).order_by(ANNOTATIONS.c.id))
                .mappings()
                .all()
            )
        return read_each(rows, _annotation, itemgetter("id"))


def _annotation(row: Mapping[Any, Any]) -> StoredAnnotation:
    removed = row["removed_at"]
    return StoredAnnotation(
        id=row["id"],
        note=from_json(Annotation, row["note"]),
        saved_at=instant(row["saved_at"]),
        saved_by=row["saved_by"],
        removed_at=None if removed is None else instant(removed),
        removed_by=row["removed_by"],
    )

"""Saved column mappings: those that were confirmed, by the header they belong to."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from data.base.json_values import from_json, to_json
from data.store.clock import now
from data.store.engine import Database
from data.store.relations import MAPPINGS
from data.values.column_mapping import ColumnMapping


@dataclass(frozen=True, slots=True)
class Mappings:
    """The saved mappings of one store."""

    database: Database

    def all(self) -> tuple[ColumnMapping, ...]:
        """Every mapping, by name."""
        with self.database.read() as connection:
            stored = connection.execute(sa.select(MAPPINGS.c.mapping)).scalars().all()
        found = (from_json(ColumnMapping, value) for value in stored)
        return tuple(sorted(found, key=lambda mapping: (mapping.name, mapping.id)))

    def get(self, mapping_id: str) -> ColumnMapping | None:
        """One mapping, None when there is none of this id."""
        return next((mapping for mapping in self.all() if mapping.id == mapping_id), None)

    def save(self, mapping: ColumnMapping) -> None:
        """Save a mapping; the one for the same header is replaced."""
        row = {"id": mapping.id, "mapping": to_json(mapping), "saved_at": now()}
        with self.database.write() as connection:
            connection.execute(sa.delete(MAPPINGS).where(MAPPINGS.c.id == mapping.id))
            connection.execute(sa.insert(MAPPINGS).values(row))

    def remove(self, mapping_id: str) -> bool:
        """Delete a mapping; what was imported by it stays. False when there is none."""
        with self.database.write() as connection:
            gone = connection.execute(sa.delete(MAPPINGS).where(MAPPINGS.c.id == mapping_id))
        return gone.rowcount == 1

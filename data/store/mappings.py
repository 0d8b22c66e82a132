"""Saved column mappings: those that were confirmed, by the header they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from data.base.json_values import StoredValueError, from_json, to_json
from data.store.clock import now
from data.store.database.engine import Database
from data.store.readable import Readings, read_each
from data.store.relations import MAPPINGS
from data.values.column_mapping import ColumnMapping


@dataclass(frozen=True, slots=True)
class Mappings:
    """The saved mappings of one store."""

    database: Database

    def all(self) -> tuple[ColumnMapping, ...]:
        """Every mapping, by name."""
        return tuple(sorted(self._read().values, key=lambda mapping: (mapping.name, mapping.id)))

    def unreadable(self) -> tuple[str, ...]:
        """The ids of mappings that are damaged; ``all`` leaves them out."""
        return self._read().unreadable

    def _read(self) -> Readings[ColumnMapping]:
        query = sa.select(MAPPINGS.c.id, MAPPINGS.c.mapping).order_by(MAPPINGS.c.id)
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return read_each(rows, _mapping, itemgetter("id"))

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


def _mapping(row: Mapping[Any, Any]) -> ColumnMapping:
    found = from_json(ColumnMapping, row["mapping"])
    if found.id != row["id"]:
        raise StoredValueError("this is the mapping of another header")
    return found

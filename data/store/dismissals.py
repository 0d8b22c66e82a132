"""Dismissals of insights, with author, time and reason, taken back by soft delete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from data.base.json_values import from_json, to_json
from data.store import soft_delete
from data.store.clock import instant
from data.store.database.engine import Database
from data.store.readable import Readings, read_each
from data.store.relations import DISMISSALS
from data.values.dismissal import Dismissal, DismissalEvidence, StoredDismissal, covering


@dataclass(frozen=True, slots=True)
class Dismissals:
    """The dismissals of one store. They are no facts: figures stay as they are."""

    database: Database

    def add(self, dismissal: Dismissal, *, by: str = "") -> int:
        """Dismiss a finding; gives the id of the dismissal."""
        return soft_delete.add(self.database, DISMISSALS, {"dismissal": to_json(dismissal)}, by)

    def remove(self, dismissal_id: int, *, by: str = "") -> bool:
        """Take a dismissal back; it stays in the log. False when there is no such dismissal."""
        return soft_delete.remove(self.database, DISMISSALS, dismissal_id, by)

    def log(self) -> tuple[StoredDismissal, ...]:
        """Every dismissal ever made, in the order they were made."""
        return self._read().values

    def unreadable(self) -> tuple[str, ...]:
        """The ids of dismissals that are damaged; ``log`` leaves them out."""
        return self._read().unreadable

    def _read(self) -> Readings[StoredDismissal]:
        with self.database.read() as connection:
            rows = (
                connection.execute(sa.select(DISMISSALS).order_by(DISMISSALS.c.id)).mappings().all()
            )
        return read_each(rows, _dismissal, itemgetter("id"))

    def covering(self, found: Iterable[DismissalEvidence]) -> dict[str, StoredDismissal]:
        """The dismissal in force of each finding that is still the one dismissed, by subject."""
        return covering(self.log(), found)


def _dismissal(row: Mapping[Any, Any]) -> StoredDismissal:
    removed = row["removed_at"]
    return StoredDismissal(
        id=row["id"],
        dismissal=from_json(Dismissal, row["dismissal"]),
        saved_at=instant(row["saved_at"]),
        saved_by=row["saved_by"],
        removed_at=None if removed is None else instant(removed),
        removed_by=row["removed_by"],
    )

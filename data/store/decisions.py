"""Decisions with author and time, closed with an outcome and removed by soft delete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from data.base.json_values import from_json, to_json
from data.store import soft_delete
from data.store.clock import instant
from data.store.database.engine import Database
from data.store.readable import Readings, read_each
from data.store.relations import DECISIONS
from data.values.decision import Decision, StoredDecision


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decision log of one store. Decisions are no facts: figures stay as they are."""

    database: Database

    def add(self, decision: Decision, *, by: str = "") -> int:
        """Log a decision; gives its id."""
        content = {"decision": to_json(decision), "closed_by": "", "outcome": ""}
        return soft_delete.add(self.database, DECISIONS, content, by)

    def change(self, decision_id: int, decision: Decision) -> bool:
        """Replace what was decided. False when there is none that is not removed."""
        return self._update(_there(decision_id), decision=to_json(decision))

    def close(self, decision_id: int, outcome: str, *, on: date, by: str = "") -> bool:
        """Close a decision with what came of it. False when there is none that is open."""
        is_open = _there(decision_id) & DECISIONS.c.closed_on.is_(None)
        return self._update(is_open, closed_on=on.isoformat(), closed_by=by, outcome=outcome)

    def reopen(self, decision_id: int) -> bool:
        """Open a closed decision again, without its outcome. False when there is none."""
        is_closed = _there(decision_id) & DECISIONS.c.closed_on.is_not(None)
        return self._update(is_closed, closed_on=None, closed_by="", outcome="")

    def remove(self, decision_id: int, *, by: str = "") -> bool:
        """Take a decision off the list; the log still has it. False when there is none."""
        return soft_delete.remove(self.database, DECISIONS, decision_id, by)

    def restore(self, decision_id: int) -> bool:
        """Put a removed decision back, closed where it was closed. False when it is not removed."""
        away = (DECISIONS.c.id == decision_id) & DECISIONS.c.removed_at.is_not(None)
        return self._update(away, removed_at=None, removed_by="")

    def current(self) -> tuple[StoredDecision, ...]:
        """The decisions that were not removed, in the order they were logged."""
        return tuple(stored for stored in self.log() if stored.removed_at is None)

    def log(self) -> tuple[StoredDecision, ...]:
        """Every decision ever logged, in the order they were logged."""
        return self._read().values

    def unreadable(self) -> tuple[str, ...]:
        """The ids of decisions that are damaged; ``log`` leaves them out."""
        return self._read().unreadable

    def _read(self) -> Readings[StoredDecision]:
        query = sa.select(DECISIONS).order_by(DECISIONS.c.id)
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return read_each(rows, _stored, itemgetter("id"))

    def _update(self, where: sa.ColumnElement[bool], **values: Any) -> bool:
        with self.database.write() as connection:
            changed = connection.execute(sa.update(DECISIONS).where(where).values(**values))
            return changed.rowcount == 1


def _there(decision_id: int) -> sa.ColumnElement[bool]:
    return (DECISIONS.c.id == decision_id) & DECISIONS.c.removed_at.is_(None)


def _stored(row: Mapping[Any, Any]) -> StoredDecision:
    closed, removed = row["closed_on"], row["removed_at"]
    return StoredDecision(
        id=row["id"],
        decision=from_json(Decision, row["decision"]),
        saved_at=instant(row["saved_at"]),
        saved_by=row["saved_by"],
        closed_on=None if closed is None else date.fromisoformat(closed),
        closed_by=row["closed_by"],
        outcome=row["outcome"],
        removed_at=None if removed is None else instant(removed),
        removed_by=row["removed_by"],
    )

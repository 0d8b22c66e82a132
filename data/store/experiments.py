"""Declared experiments with author and time: never changed, removed by soft delete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from data.store import soft_delete
from data.store.clock import instant
from data.store.database.engine import Database
from data.store.readable import read_each
from data.store.relations import EXPERIMENTS


@dataclass(frozen=True, slots=True)
class Declared:
    """An experiment as it was saved. ``payload`` is what the metric layer makes of it."""

    id: int
    payload: Mapping[str, Any]
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class Experiments:
    """The experiments of one store."""

    database: Database

    def all(self) -> tuple[Declared, ...]:
        """Those that were not removed, oldest first."""
        there = EXPERIMENTS.c.removed_at.is_(None)
        query = sa.select(EXPERIMENTS).where(there).order_by(EXPERIMENTS.c.id)
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return read_each(rows, _declared, itemgetter("id")).values

    def add(self, payload: Mapping[str, Any], *, by: str = "") -> int:
        """Save an experiment; gives its id."""
        return soft_delete.add(self.database, EXPERIMENTS, {"payload": dict(payload)}, by)

    def remove(self, experiment_id: int, *, by: str = "") -> bool:
        """Remove an experiment from the list; its row stays. False when there is none."""
        return soft_delete.remove(self.database, EXPERIMENTS, experiment_id, by)


def _declared(row: Mapping[Any, Any]) -> Declared:
    return Declared(row["id"], row["payload"], instant(row["saved_at"]), row["saved_by"])

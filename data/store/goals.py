"""Goals as append-only revisions: every change is a further one, none is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from data.store.clock import instant, now
from data.store.database.engine import Database
from data.store.readable import read_each
from data.store.relations import GOAL_REVISIONS, GOALS


@dataclass(frozen=True, slots=True)
class Revision:
    """A goal as it was saved. ``payload`` is what the metric layer makes of a goal."""

    goal_id: str
    revision: int
    payload: Mapping[str, Any]
    saved_at: datetime
    saved_by: str
    note: str


@dataclass(frozen=True, slots=True)
class Goals:
    """The goals of a store."""

    database: Database

    def create(self, payload: Mapping[str, Any], *, by: str = "", note: str = "") -> Revision:
        """A new goal with its first revision."""
        goal_id, at = uuid4().hex, now()
        with self.database.write() as connection:
            connection.execute(sa.insert(GOALS).values(id=goal_id, created_at=at))
            return _add(connection, goal_id, 1, payload, at, by, note)

    def revise(
        self, goal_id: str, payload: Mapping[str, Any], *, by: str = "", note: str = ""
    ) -> Revision:
        """A further revision of a goal. Raises KeyError when there is no such goal."""
        with self.database.write() as connection:
            # The goal is locked, so that two revisions at once do not get the same number.
            goal = sa.select(GOALS.c.id).where(GOALS.c.id == goal_id).with_for_update()
            if connection.execute(goal).first() is None:
                raise KeyError(goal_id)
            last = sa.select(sa.func.max(GOAL_REVISIONS.c.revision)).where(
                GOAL_REVISIONS.c.goal_id == goal_id
            )
            number = connection.execute(last).scalar_one() + 1
            return _add(connection, goal_id, number, payload, now(), by, note)

    def current(self) -> tuple[Revision, ...]:
        """The latest revision of every goal, in the order in which the goals were made."""
        latest = {revision.goal_id: revision for revision in self._read()}
        return tuple(latest.values())

    def history(self, goal_id: str) -> tuple[Revision, ...]:
        """Every revision of one goal, oldest first; empty when there is no such goal."""
        return self._read(GOALS.c.id == goal_id)

    def all_revisions(self) -> tuple[Revision, ...]:
        """Every revision of every goal, those of one goal together and oldest first."""
        return self._read()

    def _read(self, *where: sa.ColumnElement[bool]) -> tuple[Revision, ...]:
        query = (
            sa.select(GOAL_REVISIONS)
            .join(GOALS)
            .where(*where)
            .order_by(GOALS.c.created_at, GOALS.c.id, GOAL_REVISIONS.c.revision)
        )
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return read_each(rows, _revision, itemgetter("goal_id")).values


def _add(
    connection: sa.Connection,
    goal_id: str,
    number: int,
    payload: Mapping[str, Any],
    at: str,
    by: str,
    note: str,
) -> Revision:
    row = {
        "goal_id": goal_id,
        "revision": number,
        "payload": dict(payload),
        "saved_at": at,
        "saved_by": by,
        "note": note,
    }
    connection.execute(sa.insert(GOAL_REVISIONS).values(row))
    return _revision(row)


def _revision(row: Mapping[Any, Any]) -> Revision:
    values = {**row, "saved_at": instant(row["saved_at"])}
    return Revision(**values)

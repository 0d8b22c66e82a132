"""Saved reports, which are run again, and report snapshots, which are immutable and hashed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from operator import itemgetter
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from data.store.clock import instant, now
from data.store.database.engine import Database
from data.store.readable import read_each
from data.store.relations import REPORTS, SNAPSHOTS

# The content of a snapshot may be large, and no list of them shows it.
_ABOUT = [column for column in SNAPSHOTS.c if column.name != "content"]


class ChangedSnapshotError(RuntimeError):
    """The stored content of a snapshot is not what was put there."""


@dataclass(frozen=True, slots=True)
class SavedReport:
    """A report as it was saved: its name, and the request as the report layer wrote it."""

    id: str
    name: str
    request: Mapping[str, Any]
    created_at: datetime
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known of a snapshot besides its content, which ``Reports.content`` gives.

    ``report_id`` is the saved report that it was taken of, None where there is none.
    """

    id: str
    report_id: str | None
    name: str
    start: date
    end: date
    taken_at: datetime
    taken_by: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Reports:
    """The saved reports and the snapshots of one store."""

    database: Database

    def save(self, name: str, request: Mapping[str, Any], *, by: str = "") -> SavedReport:
        """Save a request under a name; a report that has the name already gets this request."""
        at = now()
        with self.database.write() as connection:
            known = connection.execute(_named(name).with_for_update()).mappings().first()
            changed = {"request": dict(request), "saved_at": at, "saved_by": by}
            if known is not None:
                same = REPORTS.c.id == known["id"]
                connection.execute(sa.update(REPORTS).where(same).values(**changed))
                return _report({**known, **changed})
            row = {"id": uuid4().hex, "name": name, "created_at": at, **changed}
            connection.execute(sa.insert(REPORTS).values(row))
        return _report(row)

    def all(self) -> tuple[SavedReport, ...]:
        """The saved reports, in the order in which they were first saved."""
        query = sa.select(REPORTS).where(REPORTS.c.removed_at.is_(None))
        with self.database.read() as connection:
            rows = connection.execute(query.order_by(REPORTS.c.created_at, REPORTS.c.id))
            return read_each(rows.mappings(), _report, itemgetter("id")).values

    def find(self, name: str) -> SavedReport | None:
        """The saved report of this name."""
        with self.database.read() as connection:
            row = connection.execute(_named(name)).mappings().first()
        return None if row is None else _report(row)

    def remove(self, report_id: str) -> bool:
        """Take a saved report off the list; its snapshots stay. False when it is not there."""
        there = (REPORTS.c.id == report_id) & REPORTS.c.removed_at.is_(None)
        with self.database.write() as connection:
            gone = connection.execute(sa.update(REPORTS).where(there).values(removed_at=now()))
        return gone.rowcount == 1

    def take(
        self,
        name: str,
        span: tuple[date, date],
        content: str,
        *,
        report_id: str | None = None,
        by: str = "",
    ) -> Snapshot:
        """Store a finished report for good."""
        row = {
            "id": uuid4().hex,
            "report_id": report_id,
            "name": name,
            "start": span[0].isoformat(),
            "end": span[1].isoformat(),
            "taken_at": now(),
            "taken_by": by,
            "sha256": _digest(content),
        }
        with self.database.write() as connection:
            connection.execute(sa.insert(SNAPSHOTS).values({**row, "content": content}))
        return _snapshot(row)

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Every snapshot, the newest first."""
        query = sa.select(*_ABOUT).order_by(SNAPSHOTS.c.taken_at.desc(), SNAPSHOTS.c.id)
        with self.database.read() as connection:
            rows = connection.execute(query).mappings()
            return read_each(rows, _snapshot, itemgetter("id")).values

    def content(self, snapshot_id: str) -> str:
        """What a snapshot holds.

        Raises KeyError when there is none of this id, and ChangedSnapshotError when it is not
        what was put there.
        """
        query = sa.select(SNAPSHOTS.c.content, SNAPSHOTS.c.sha256)
        with self.database.read() as connection:
            row = connection.execute(query.where(SNAPSHOTS.c.id == snapshot_id)).first()
        if row is None:
            raise KeyError(snapshot_id)
        if _digest(row.content) != row.sha256:
            raise ChangedSnapshotError(
                f"Snapshot {snapshot_id} was changed in the database after it had been taken."
            )
        return str(row.content)


def _named(name: str) -> sa.Select[Any]:
    return sa.select(REPORTS).where(REPORTS.c.name == name, REPORTS.c.removed_at.is_(None))


def _digest(content: str) -> str:
    return sha256(content.encode()).hexdigest()


def _report(row: Mapping[Any, Any]) -> SavedReport:
    return SavedReport(
        id=row["id"],
        name=row["name"],
        request=row["request"],
        created_at=instant(row["created_at"]),
        saved_at=instant(row["saved_at"]),
        saved_by=row["saved_by"],
    )


def _snapshot(row: Mapping[Any, Any]) -> Snapshot:
    days = {name: date.fromisoformat(row[name]) for name in ("start", "end")}
    return Snapshot(**{**row, **days, "taken_at": instant(row["taken_at"])})

"""Manual entries of costs, rates and margins: append-only revisions with author and time."""

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
from data.store.ledger import bump
from data.store.readable import read_each
from data.store.relations import ENTRIES, ENTRY_REVISIONS

COST, RATE, MARGIN = "cost", "rate", "margin"


@dataclass(frozen=True, slots=True)
class EntryRevision:
    """An entry as it was saved; ``payload`` is None where it was removed."""

    entry_id: str
    revision: int
    payload: Mapping[str, Any] | None
    saved_at: datetime
    saved_by: str
    note: str


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of one store. Every change is a new version of the facts."""

    database: Database

    def add(self, kind: str, payload: Mapping[str, Any], *, by: str = "", note: str = "") -> str:
        """A new entry; gives its id."""
        entry_id, at = uuid4().hex, now()
        with self.database.write() as connection:
            new = {"id": entry_id, "kind": kind, "created_at": at}
            connection.execute(sa.insert(ENTRIES).values(new))
            _append(connection, entry_id, payload, at, by, note)
        return entry_id

    def revise(
        self, entry_id: str, payload: Mapping[str, Any] | None, *, by: str = "", note: str = ""
    ) -> None:
        """A further revision, the last one where ``payload`` is None; KeyError for no such entry."""
        entry = sa.select(ENTRIES.c.id).where(ENTRIES.c.id == entry_id).with_for_update()
        with self.database.write() as connection:
            if connection.execute(entry).first() is None:
                raise KeyError(entry_id)
            _append(connection, entry_id, payload, now(), by, note)

    def remove(self, entry_id: str, *, by: str = "", note: str = "") -> None:
        """Take an entry out of all figures; its history stays. KeyError for no such entry."""
        self.revise(entry_id, None, by=by, note=note)

    def current(self, kind: str) -> tuple[EntryRevision, ...]:
        """The latest revision of every entry that was not removed, in the order they were made."""
        latest = {revision.entry_id: revision for revision in self.log(kind)}
        return tuple(revision for revision in latest.values() if revision.payload is not None)

    def log(self, kind: str) -> tuple[EntryRevision, ...]:
        """Every revision of every entry, those of one entry together and oldest first."""
        query = (
            sa.select(ENTRY_REVISIONS)
            .join(ENTRIES)
            .where(ENTRIES.c.kind == kind)
            .order_by(ENTRIES.c.created_at, ENTRIES.c.id, ENTRY_REVISIONS.c.revision)
        )
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return read_each(rows, _revision, itemgetter("entry_id")).values


def _revision(row: Mapping[Any, Any]) -> EntryRevision:
    return EntryRevision(**{**row, "saved_at": instant(row["saved_at"])})


def _append(
    connection: sa.Connection,
    entry_id: str,
    payload: Mapping[str, Any] | None,
    at: str,
    by: str,
    note: str,
) -> None:
    last = sa.select(sa.func.max(ENTRY_REVISIONS.c.revision)).where(
        ENTRY_REVISIONS.c.entry_id == entry_id
    )
    row = {
        "entry_id": entry_id,
        "revision": (connection.execute(last).scalar() or 0) + 1,
        "payload": None if payload is None else dict(payload),
        "saved_at": at,
        "saved_by": by,
        "note": note,
    }
    connection.execute(sa.insert(ENTRY_REVISIONS).values(row))
    bump(connection)

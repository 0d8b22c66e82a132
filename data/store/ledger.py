"""Imports ledger: status of every import, its process, what is visible, and the facts version."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from data.base.json_values import to_json
from data.store.audit_log import AuditLog
from data.store.clock import instant, now
from data.store.database.engine import Database
from data.store.database.locks import Locks
from data.store.import_json import extents_of, origin_of, quarantined, summary_of
from data.store.relations import FACTS_VERSION, IMPORTS, QUARANTINE
from data.tables.coverage import Coverage, FileOrigin
from data.values.audit import UNKNOWN, Actor, described

_log = logging.getLogger(__name__)


class ImportStatus(StrEnum):
    """The status of an import. Only rows of ``DONE`` imports are visible."""

    PENDING = "pending"  # its rows are being written
    DONE = "done"
    ROLLING_BACK = "rolling_back"  # it failed or its process is gone; its rows are being removed
    ROLLED_BACK = "rolled_back"
    UNDOING = "undoing"  # it was taken back; its rows are being removed
    UNDONE = "undone"


OPEN = (ImportStatus.PENDING, ImportStatus.ROLLING_BACK, ImportStatus.UNDOING)
"""Imports that may have rows in the fact tables which no reader must see."""


class IdentityTakenError(Exception):
    """The same bytes with the same answers are imported already, or are being imported."""


@dataclass(frozen=True, slots=True)
class Import:
    """One line of the ledger.

    ``extents`` says what the import holds of each table, ``summary`` is what the import layer
    stores about the file.
    """

    id: int
    identity: str
    sha256: str
    file: str
    status: ImportStatus
    extents: Mapping[str, Coverage]
    summary: Mapping[str, Any]
    started_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Finished:
    """What the ledger records of a pending import when its rows are written."""

    import_id: int
    extents: Mapping[str, Coverage]
    summary: Mapping[str, Any]
    quarantine: Sequence[Mapping[str, Any]]
    who: Actor = UNKNOWN


@dataclass(frozen=True, slots=True)
class LedgerView:
    """What the ledger says at one moment: the version of the facts and the ids behind it."""

    version: str
    known: frozenset[int]
    done: frozenset[int]
    open: frozenset[int]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of one store; every change of status is one transaction."""

    database: Database
    locks: Locks

    def version(self) -> str:
        """A text that changes whenever the visible facts do. Costs one primary-key read."""
        with self.database.read() as connection:
            return _version(connection)

    def view(self) -> LedgerView:
        """Version and import ids of one moment."""
        with self.database.read() as connection:
            version = _version(connection)
            rows = connection.execute(sa.select(IMPORTS.c.id, IMPORTS.c.status)).all()
        return LedgerView(
            version,
            frozenset(i for i, _ in rows),
            frozenset(i for i, status in rows if status == ImportStatus.DONE),
            frozenset(i for i, status in rows if status in OPEN),
        )

    def all(self) -> tuple[Import, ...]:
        """Every import ever begun, oldest first."""
        return self._select()

    def get(self, import_id: int) -> Import | None:
        """One import, None when there is no such id."""
        return next(iter(self._select(IMPORTS.c.id == import_id)), None)

    def done(self) -> tuple[Import, ...]:
        """The imports whose rows are visible, oldest first."""
        return self._select(IMPORTS.c.status == ImportStatus.DONE)

    def done_from(self, sources: Iterable[str]) -> tuple[Import, ...]:
        """The visible imports of these sources, oldest first."""
        named = IMPORTS.c.summary["source"].as_string().in_(tuple(sources))
        return self._select(IMPORTS.c.status == ImportStatus.DONE, named)

    def extents(self, table: str) -> tuple[Coverage, ...]:
        """What each visible import holds of ``table``."""
        query = sa.select(IMPORTS.c.extents).where(IMPORTS.c.status == ImportStatus.DONE)
        with self.database.read() as connection:
            held = connection.execute(query).scalars().all()
        return tuple(found[table] for each in held if table in (found := extents_of(each)))

    def origins(self) -> dict[int, FileOrigin]:
        """The source and the stated period of each visible import, by its id."""
        columns = (IMPORTS.c.id, IMPORTS.c.summary)
        query = sa.select(*columns).where(IMPORTS.c.status == ImportStatus.DONE)
        with self.database.read() as connection:
            rows = connection.execute(query).all()
        return {number: origin_of(summary) for number, summary in rows}

    def holding(self, identity: str) -> Import | None:
        """The import that holds ``identity``: done, or being written right now."""
        held = IMPORTS.c.status.in_((ImportStatus.PENDING, ImportStatus.DONE))
        return next(iter(self._select(IMPORTS.c.identity == identity, held)), None)

    def last_id(self) -> int:
        """The highest id that an import has or had, 0 without any."""
        with self.database.read() as connection:
            return connection.execute(sa.select(sa.func.max(IMPORTS.c.id))).scalar() or 0

    def skip_ids(self, last: int) -> None:
        """Give no import an id up to ``last``: rows of lost imports have them."""
        with self.database.write() as connection:
            if connection.dialect.name != "sqlite":
                sequence = sa.func.pg_get_serial_sequence(IMPORTS.name, "id")
                connection.execute(sa.select(sa.func.setval(sequence, last)))
                return
            present = sa.text("SELECT count(*) FROM sqlite_sequence WHERE name = 'imports'")
            if not connection.execute(present).scalar():
                connection.execute(sa.text("INSERT INTO sqlite_sequence VALUES ('imports', 0)"))
            raised = sa.text(
                "UPDATE sqlite_sequence SET seq = max(seq, :last) WHERE name = 'imports'"
            )
            connection.execute(raised, {"last": last})

    def renew(self) -> None:
        """Make the version one that no copy of this state has had, nor will have."""
        fresh = time.time_ns() // 1_000_000
        with self.database.write() as connection:
            connection.execute(sa.update(FACTS_VERSION).values(version=fresh))

    def store_id(self) -> str:
        """The id of the store, which its facts have too."""
        with self.database.read() as connection:
            return str(connection.execute(sa.select(FACTS_VERSION.c.store_id)).scalar_one())

    def of_upload(self, sha256: str) -> tuple[Import, ...]:
        """The visible imports of one upload."""
        return self._select(IMPORTS.c.sha256 == sha256, IMPORTS.c.status == ImportStatus.DONE)

    def unfinished(self) -> tuple[Import, ...]:
        """Imports that are being written or removed, or were when their process ended."""
        return self._select(IMPORTS.c.status.in_(OPEN))

    def begin(self, identity: str, sha256: str, file: str) -> int:
        """A new pending import. Raises IdentityTakenError when the identity is held."""
        row = {
            "identity": identity,
            "sha256": sha256,
            "file": file,
            "status": ImportStatus.PENDING,
            "extents": {},
            "summary": {},
            "started_at": now(),
        }
        # A unique index decides between two who try at once; a look beforehand could not.
        try:
            with self.database.write() as connection:
                added = connection.execute(sa.insert(IMPORTS).values(row).returning(IMPORTS.c.id))
                number = int(added.scalar_one())
                # Before others can see it, or they would take it for abandoned.
                self.locks.hold(_lock(number))
        except sa.exc.IntegrityError as error:
            raise IdentityTakenError(identity) from error
        return number

    def leave(self, numbers: Iterable[int]) -> None:
        """This process works on these imports no more, whether they are finished or not."""
        for number in numbers:
            self.locks.free(_lock(number))

    def is_at_work(self, entry: Import) -> bool:
        """Whether a running process still writes an unfinished import."""
        return self.locks.held(_lock(entry.id))

    def finish(self, finished: Finished) -> bool:
        """Make a pending import visible; False when it was rolled back in the meantime."""
        return bool(self.finish_all([finished]))

    def finish_all(self, finished: Iterable[Finished]) -> frozenset[int]:
        """Make pending imports visible in one moment; gives the ids of those that still were."""
        audit = AuditLog(self.database)
        with audit.change(), self.database.write() as connection:
            done = [one for one in finished if _finish(connection, one)]
            for one in done:
                held = _logged(one.summary, one.extents)
                audit.add(one.who, "import.add", one.import_id, after=held)
            if done:
                bump(connection)
        ids = frozenset(one.import_id for one in done)
        if ids:
            _log.info("Done: imports %s", ", ".join(map(str, sorted(ids))))
        return ids

    def start_rollback(self, import_id: int) -> bool:
        """Turn a pending import into one to be removed; False when it is not pending."""
        with self.database.write() as connection:
            return _move(connection, import_id, ImportStatus.PENDING, ImportStatus.ROLLING_BACK)

    def start_undo(self, import_id: int, who: Actor = UNKNOWN) -> bool:
        """Hide a visible import, whose rows are then to be removed; False when it is not done."""
        audit = AuditLog(self.database)
        with audit.change(), self.database.write() as connection:
            entry = self.get(import_id)
            done = _move(connection, import_id, ImportStatus.DONE, ImportStatus.UNDOING)
            if entry is None or not done:
                return False
            held = _logged(entry.summary, entry.extents)
            audit.add(who, "import.undo", import_id, before=held)
            bump(connection)
        _log.info("Undone: import %d", import_id)
        return True

    def end_removal(self, import_id: int) -> None:
        """Record that the rows of an undone or rolled-back import are gone."""
        with self.database.write() as connection:
            # At most one of the two applies: the status says which removal this was.
            _move(connection, import_id, ImportStatus.ROLLING_BACK, ImportStatus.ROLLED_BACK)
            _move(connection, import_id, ImportStatus.UNDOING, ImportStatus.UNDONE)

    def correct(self, import_id: int, extents: Mapping[str, Coverage | None]) -> None:
        """Say anew what a done import holds of some tables, None for nothing."""
        mine = IMPORTS.c.id == import_id
        with self.database.write() as connection:
            held = dict(connection.execute(sa.select(IMPORTS.c.extents).where(mine)).scalar_one())
            for table, extent in extents.items():
                held.pop(table, None)
                if extent is not None:
                    held[table] = to_json(extent)
            connection.execute(sa.update(IMPORTS).where(mine).values(extents=held))
            bump(connection)

    def touch(self) -> None:
        """Change the version although the facts are the same: files behind them have moved."""
        with self.database.write() as connection:
            bump(connection)

    def quarantine(self, import_id: int) -> tuple[Mapping[str, Any], ...]:
        """Quarantined rows: position, sheet, row, reason and record, in file order."""
        query = (
            sa.select(QUARANTINE)
            .where(QUARANTINE.c.import_id == import_id)
            .order_by(QUARANTINE.c.position)
        )
        with self.database.read() as connection:
            return tuple(map(quarantined, connection.execute(query).mappings()))

    def _select(self, *where: sa.ColumnElement[bool]) -> tuple[Import, ...]:
        query = sa.select(IMPORTS).where(*where).order_by(IMPORTS.c.id)
        with self.database.read() as connection:
            return tuple(_imports(connection.execute(query).mappings()))


def _lock(import_id: int) -> str:
    return f"import {import_id}"


def _imports(rows: Iterable[Mapping[Any, Any]]) -> Iterable[Import]:
    for row in rows:
        finished = row["finished_at"]
        yield Import(
            id=row["id"],
            identity=row["identity"],
            sha256=row["sha256"],
            file=row["file"],
            status=ImportStatus(row["status"]),
            extents=extents_of(row["extents"]),
            summary=summary_of(row["summary"]),
            started_at=instant(row["started_at"]),
            finished_at=None if finished is None else instant(finished),
        )


def _logged(summary: Mapping[str, Any], extents: Mapping[str, Coverage]) -> dict[str, Any]:
    """The audit log's words for an import; its file's name is found in the ledger by its id."""
    rows = {table: extent.rows for table, extent in extents.items()}
    origin = {name: summary.get(name) for name in ("source", "network")}
    return described({**origin, "rows": rows})


def _finish(connection: sa.Connection, finished: Finished) -> bool:
    values = {
        "extents": {table: to_json(extent) for table, extent in finished.extents.items()},
        "summary": dict(finished.summary),
    }
    number = finished.import_id
    if not _move(connection, number, ImportStatus.PENDING, ImportStatus.DONE, **values):
        return False
    rows = [
        {"import_id": number, "position": position, **row}
        for position, row in enumerate(finished.quarantine, 1)
    ]
    if rows:
        connection.execute(sa.insert(QUARANTINE), rows)
    return True


def _move(
    connection: sa.Connection, import_id: int, old: ImportStatus, new: ImportStatus, **values: Any
) -> bool:
    """Change a status if it still is ``old``: of two who try, one succeeds."""
    change = (
        sa.update(IMPORTS)
        .where(IMPORTS.c.id == import_id, IMPORTS.c.status == old)
        .values(status=new, finished_at=now(), **values)
    )
    return connection.execute(change).rowcount == 1


def bump(connection: sa.Connection) -> None:
    """Make the facts a new version, in the transaction that changes what is visible."""
    connection.execute(sa.update(FACTS_VERSION).values(version=FACTS_VERSION.c.version + 1))


def _version(connection: sa.Connection) -> str:
    row = connection.execute(sa.select(FACTS_VERSION)).one()
    return f"{row.store_id[:12]}-{row.version}"

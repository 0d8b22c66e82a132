"""The audit log: every change with who made it and when. Entries are added, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from data.base.json_values import BrokenJson
from data.store.clock import instant, now
from data.store.database.engine import Database
from data.store.readable import read_each
from data.store.relations import AUDIT_LOG
from data.values.audit import Actor, AuditEntry, Via, loggable


class UnrecordedChangeError(RuntimeError):
    """An entry was to be written outside of the transaction of its change."""


@dataclass(frozen=True, slots=True)
class AuditLog:
    """The log of one store. The database itself refuses to change or delete an entry."""

    database: Database

    @contextmanager
    def change(self) -> Iterator[None]:
        """One transaction for a change and its entries: both are written or none of them is.

        Changes come one after the other, so that what was there before is what an entry says, and
        entries are in the order in which their changes became visible.
        """
        with self.database.write() as connection:
            if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
                lock = sa.text("LOCK TABLE audit_log IN SHARE ROW EXCLUSIVE MODE")
                connection.execute(lock)
            yield

    def add(
        self,
        who: Actor,
        act: str,
        subject: object,
        *,
        before: Any = None,
        after: Any = None,
        why: str = "",
    ) -> None:
        """Write an entry inside ``change``. Raises UnrecordedChangeError anywhere else."""
        if not self.database.writing:
            raise UnrecordedChangeError(act)
        row = {
            "at": now(),
            "who": who.name,
            "via": who.via.value,
            "act": act,
            "subject": str(subject),
            "before": loggable(before),
            "after": loggable(after),
            "why": loggable(why),
        }
        with self.database.write() as connection:
            connection.execute(sa.insert(AUDIT_LOG).values(row))

    def entries(
        self,
        *,
        since: datetime | None = None,
        act: str | None = None,
        who: str | None = None,
        limit: int | None = None,
    ) -> tuple[AuditEntry, ...]:
        """The entries, newest first.

        ``act`` is one act (``cost.add``) or all acts on one kind of thing (``cost``); an empty
        ``who`` asks for changes by unknown people.
        """
        query = sa.select(AUDIT_LOG).order_by(AUDIT_LOG.c.id.desc()).limit(limit)
        if since is not None:
            first = since.astimezone(UTC).isoformat(timespec="microseconds")
            query = query.where(AUDIT_LOG.c.at >= first)
        if act is not None:
            kind = AUDIT_LOG.c.act.startswith(f"{act}.", autoescape=True)
            query = query.where((AUDIT_LOG.c.act == act) | kind)
        if who is not None:
            query = query.where(AUDIT_LOG.c.who == who)
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return read_each(rows, _entry, itemgetter("id")).values


def _entry(row: Mapping[Any, Any]) -> AuditEntry:
    return AuditEntry(
        id=row["id"],
        at=instant(row["at"]),
        who=Actor(row["who"], Via(row["via"])),
        act=row["act"],
        subject=row["subject"],
        before=_whole(row["before"]),
        after=_whole(row["after"]),
        why=row["why"],
    )


def _whole(value: Any) -> Any:
    """The JSON value; None for text that is none, as where the log says nothing."""
    return None if isinstance(value, BrokenJson) else value

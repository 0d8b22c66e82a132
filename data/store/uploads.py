"""Pending uploads that wait for an answer, and saved answers to import questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from data.store.clock import instant, now
from data.store.database.engine import Database
from data.store.readable import read_each
from data.store.relations import ANSWERS, UPLOADS


@dataclass(frozen=True, slots=True)
class Waiting:
    """An upload that asks something. ``summary`` is what the import layer stores about it."""

    sha256: str
    file: str
    summary: Mapping[str, Any]
    uploaded_at: datetime


@dataclass(frozen=True, slots=True)
class Uploads:
    """Waiting uploads and saved answers, both by the SHA-256 of the file."""

    database: Database

    def wait(self, sha256: str, file: str, summary: Mapping[str, Any]) -> None:
        """Record that an upload waits; an earlier record of it is replaced."""
        row = {"sha256": sha256, "file": file, "summary": dict(summary), "uploaded_at": now()}
        with self.database.write() as connection:
            connection.execute(sa.delete(UPLOADS).where(UPLOADS.c.sha256 == sha256))
            connection.execute(sa.insert(UPLOADS).values(row))

    def resolve(self, sha256: str) -> None:
        """Delete the record that an upload waits; no error when it does not."""
        with self.database.write() as connection:
            connection.execute(sa.delete(UPLOADS).where(UPLOADS.c.sha256 == sha256))

    def waiting(self) -> tuple[Waiting, ...]:
        """The uploads that ask something, oldest first."""
        query = sa.select(UPLOADS).order_by(UPLOADS.c.uploaded_at, UPLOADS.c.sha256)
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return read_each(rows, _waiting, itemgetter("sha256")).values

    def answers(self, sha256: str) -> dict[str, str]:
        """The answers that were saved for an upload."""
        query = sa.select(ANSWERS.c.key, ANSWERS.c.value).where(ANSWERS.c.sha256 == sha256)
        with self.database.read() as connection:
            return {row.key: row.value for row in connection.execute(query)}

    def save_answers(self, sha256: str, answers: Mapping[str, str]) -> None:
        """Save answers for an upload; a later answer to the same question replaces the earlier."""
        if not answers:
            return
        rows = [{"sha256": sha256, "key": k, "value": v} for k, v in answers.items()]
        with self.database.write() as connection:
            keys = ANSWERS.c.key.in_(tuple(answers))
            connection.execute(sa.delete(ANSWERS).where(ANSWERS.c.sha256 == sha256, keys))
            connection.execute(sa.insert(ANSWERS), rows)

    def forget_answers(self, sha256: str) -> None:
        """Delete the answers for an upload, so that it asks again."""
        with self.database.write() as connection:
            connection.execute(sa.delete(ANSWERS).where(ANSWERS.c.sha256 == sha256))


def _waiting(row: Mapping[Any, Any]) -> Waiting:
    return Waiting(**{**row, "uploaded_at": instant(row["uploaded_at"])})

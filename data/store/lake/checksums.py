"""Checksums of the files of a store: what every file was when it was written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

import sqlalchemy as sa

from data.store.database.engine import Database
from data.store.database.upsert import upsert
from data.store.relations import FACT_FILES

RAW, RAW_NEXT = "raw", "raw next"
"""Stand for a table's name with the stored uploads, and with those that are about to be stored."""


def checksum(path: Path) -> str:
    """The SHA-256 of a file. Raises FileNotFoundError when there is none."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class FileChecksums:
    """The SHA-256 of the files of each fact table, by name of file."""

    database: Database

    def of(self, table: str) -> dict[str, str]:
        """The checksums that are known."""
        query = sa.select(FACT_FILES.c.file, FACT_FILES.c.sha256)
        with self.database.read() as connection:
            found = connection.execute(query.where(FACT_FILES.c.fact_table == table)).all()
        return dict(found)

    def record(self, table: str, checksums: Mapping[str, str]) -> None:
        """Note what was written; what was noted of the same files before is replaced."""
        if checksums:
            rows = [
                {"fact_table": table, "file": file, "sha256": sha}
                for file, sha in checksums.items()
            ]
            with self.database.write() as connection:
                upsert(connection, FACT_FILES, rows)

    def forget(self, table: str, files: Collection[str]) -> None:
        """Delete the checksums of files that are gone."""
        if files:
            with self.database.write() as connection:
                named = FACT_FILES.c.file.in_(tuple(files))
                mine = sa.delete(FACT_FILES).where(FACT_FILES.c.fact_table == table, named)
                connection.execute(mine)

"""Import writer: an uncommitted import, invisible until finished and rolled back if it never is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from deltalake.transaction import AddAction

from data.store.lake.delta import DeltaTables
from data.store.ledger import Finished, Ledger
from data.tables.coverage import Coverage
from data.values.audit import UNKNOWN, Actor


class RolledBackError(RuntimeError):
    """An import was declared dead by another process while it was still being written."""


@dataclass(slots=True)
class Writer:
    """Takes the rows of one import, in one piece or many, and then makes all of them visible."""

    facts: DeltaTables
    ledger: Ledger
    import_id: int
    file: str
    who: Actor = UNKNOWN
    extents: dict[str, Coverage] = field(default_factory=dict)
    finished: bool = False
    _staged: dict[str, list[AddAction]] = field(default_factory=dict)

    def add(self, tables: Mapping[str, pl.DataFrame], *, distinct: bool = False) -> None:
        """Write rows of canonical tables in addition to those that are there.

        ``distinct`` promises that no row is about the same thing as one of another piece.
        """
        for table, rows in tables.items():
            if rows.is_empty():
                continue
            extent, known = Coverage.of(table, rows), self.extents.get(table)
            owned = rows.with_columns(pl.lit(self.import_id, pl.Int64).alias("import_id"))
            staged = self.facts.stage(table, owned)
            self.extents[table] = extent if known is None else known.and_also(extent, distinct)
            self._staged.setdefault(table, []).extend([] if staged is None else [staged])

    def finish(
        self, summary: Mapping[str, Any], quarantine: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        """Make the import visible. Raises RolledBackError when another process removed it."""
        written = {table: self.facts.add(table, staged) for table, staged in self._staged.items()}
        finished = Finished(self.import_id, self.extents, summary, quarantine, self.who)
        with self.ledger.database.write():
            self.facts.record(written)
            done = self.ledger.finish(finished)
        # Another process may have taken this one for dead; the rows were added after its removal.
        if not done:
            self.facts.remove(self.import_id)
            raise RolledBackError(self.file)
        self.finished = True

    def withdraw(self) -> None:
        """Remove every row and file of an import that is not finished."""
        # Only the one that changes the status removes: a done import cannot lose its rows here.
        if self.ledger.start_rollback(self.import_id):
            self.facts.remove(self.import_id)
            for table, staged in self._staged.items():
                self.facts.drop(table, staged)
            self.ledger.end_removal(self.import_id)

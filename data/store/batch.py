"""Batch import: small imports that become visible together, one file and one commit per table.

Each has its own line in the ledger: it can be undone alone, and what a crash leaves of it is
rolled back like any other pending import.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from data.store.faults import STORE_FAULTS
from data.store.ledger import Finished
from data.store.store import Store
from data.tables.coverage import Coverage
from data.values.audit import UNKNOWN, Actor

_log = logging.getLogger(__name__)

# A commit for each of 500 files took half of their import; what is held is invisible meanwhile.
_FILES, _ROWS, _SECONDS = 100, 200_000, 3.0


@dataclass(slots=True)
class ImportBatch:
    """Imports of one process that are written but not visible yet.

    ``failed`` collects the ids of those that could not be made visible and are rolled back.
    """

    store: Store
    failed: set[int] = field(default_factory=set)
    _held: list[Finished] = field(default_factory=list)
    _names: set[str] = field(default_factory=set)
    _rows: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    _uploads: list[Future[None]] = field(default_factory=list)
    _uploader: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _since: float = 0.0

    def about(self, *names: str | None) -> bool:
        """Whether an import of one of these uploads (by SHA-256) or sources is held."""
        return not self._names.isdisjoint(names)

    @property
    def full(self) -> bool:
        """Whether so much is held, or for so long, that it should be finished."""
        rows = sum(frame.height for frames in self._rows.values() for frame in frames)
        late = bool(self._held) and time.monotonic() - self._since > _SECONDS
        return late or len(self._held) >= _FILES or rows >= _ROWS

    def hold(
        self,
        identity: str,
        sha256: str,
        file: str,
        tables: Mapping[str, pl.DataFrame],
        summary: Mapping[str, Any],
        quarantine: Sequence[Mapping[str, Any]],
        *,
        upload: bytes | None,
        who: Actor = UNKNOWN,
    ) -> tuple[int, Mapping[str, Coverage]]:
        """Take an import in; gives its id and extents. Without ``upload`` none is stored.

        Raises IdentityTakenError like ``Store.commit``.
        """
        number = self.store.state.ledger.begin(identity, sha256, file)
        # Waiting for the disk leaves the processor free for the next file.
        if upload is not None:
            self._uploads.append(self._uploader.submit(self.store.raw.put, sha256, upload))
        extents = {}
        for table, rows in tables.items():
            if not rows.is_empty():
                extents[table] = Coverage.of(table, rows)
                owned = rows.with_columns(pl.lit(number, pl.Int64).alias("import_id"))
                self._rows.setdefault(table, []).append(owned)
        self._since = self._since if self._held else time.monotonic()
        self._held.append(Finished(number, extents, summary, quarantine, who))
        self._names |= {sha256, *([summary["source"]] if summary.get("source") else [])}
        return number, extents

    def finish(self) -> None:
        """Make everything held visible; what cannot be is rolled back and listed in ``failed``."""
        held, rows, uploads = self._held, self._rows, self._uploads
        # Emptied first: after a failure the next batch must not write the same rows again.
        self._held, self._rows, self._uploads, self._names = [], {}, [], set()
        if not held:
            return
        try:
            # Uploads, rows, ledger: an import that is done has its upload and all its rows.
            for future in uploads:
                future.result()
            # Once for all: each would wait for the disk.
            self.store.reserve(max(one.import_id for one in held))
            facts, written = self.store.facts, {}
            for table, frames in rows.items():
                staged = facts.stage(table, pl.concat(frames))
                written[table] = facts.add(table, [] if staged is None else [staged])
            with self.store.state.database.write():
                facts.record(written)
                done = self.store.state.ledger.finish_all(held)
        except STORE_FAULTS:
            _log.exception("A batch of %d imports could not be stored", len(held))
            done = frozenset()
        lost = {one.import_id for one in held} - done
        self.store.state.ledger.leave(one.import_id for one in held)
        self.failed |= lost
        for number in lost:
            # What cannot be removed now is removed at the next try, or at the next opening.
            with suppress(*STORE_FAULTS):
                self.store.withdraw(number)
        if done:
            self.store.tidy(rows)

    def close(self) -> None:
        """Finish and stop the thread that stores uploads."""
        self.finish()
        self._uploader.shutdown()

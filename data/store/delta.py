"""Delta Lake fact tables: one per canonical table, one commit per import, compaction, vacuum."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import RLock
from urllib.parse import unquote

import polars as pl
from deltalake import DeltaTable, Schema, write_deltalake
from deltalake.exceptions import CommitFailedError
from deltalake.transaction import AddAction

from data.store import fact_file
from data.tables.schema import TABLES, Table

_TRIES = 40
_COMPACT_FROM = 64  # files; opening a table costs about as much per file as a small query
_TARGET_BYTES = 128 * 1024 * 1024

# Files that no snapshot names may belong to a commit in flight, and files that only an old
# snapshot names may still be being read: both are left alone for a day.
_KEEP = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class DeltaTables:
    """The fact tables under one folder or object-store URL."""

    root: str
    _handles: dict[str, DeltaTable] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of the table's present snapshot in the canonical schema.

        The snapshot is chosen now; later commits do not change what the frame reads.
        """
        declared = TABLES[table]
        delta = self._open(table)
        if delta is None:
            return declared.empty().lazy()
        stored = self._scanned(delta, declared)
        # Tables written before a column was added lack it; its rows then have null there.
        present = set(stored.collect_schema().names())
        return stored.select(
            pl.col(name) if name in present else pl.lit(None, dtype).alias(name)
            for name, dtype in declared.schema.items()
        )

    def _scanned(self, delta: DeltaTable, declared: Table) -> pl.LazyFrame:
        """All rows of a table, with the columns that it has."""
        if "://" in self.root or not any("%" in file for file in delta.file_uris()):
            return pl.scan_delta(delta)
        # polars takes a local path as Delta Lake writes it: with %20 for a space.
        names = [field.name for field in delta.schema().fields]
        schema = {name: dtype for name, dtype in declared.schema.items() if name in names}
        return pl.scan_parquet(
            self._paths(delta), schema=schema, missing_columns="insert", extra_columns="ignore"
        )

    def _paths(self, delta: DeltaTable) -> list[str]:
        files = delta.file_uris()
        # Delta Lake writes a space or an accent of a local path as a URL does, without its scheme.
        return files if "://" in self.root else [unquote(file) for file in files]

    def files(self, table: str) -> list[str]:
        """The Parquet files of the table's present snapshot, by address."""
        delta = self._open(table)
        return [] if delta is None else self._paths(delta)

    def append(self, table: str, rows: pl.DataFrame) -> None:
        """Add rows in the canonical schema, sorted by the table's day, as one commit."""
        staged = self.stage(table, rows)
        self.add(table, [staged] if staged is not None else [])

    def stage(self, table: str, rows: pl.DataFrame) -> AddAction | None:
        """Write rows to a file that no reader sees before it is added.

        Where files cannot be put into the table as they are, the rows are appended at once
        and nothing is left to add: None.
        """
        day = TABLES[table].day
        ordered = rows if rows[day].is_sorted() else rows.sort(day)
        schema = Schema.from_arrow(ordered.schema)
        if "://" in self.root or schema != Schema.from_arrow(TABLES[table].schema):
            self._append_rows(table, ordered)
            return None
        folder = Path(self._uri(table))
        folder.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(1) as opener:  # making a table waits for the disk
            takes = opener.submit(self._takes_files, table, schema)
            staged = fact_file.write(folder, ordered)
        if takes.result():
            return staged
        self.drop(table, [staged])
        self._append_rows(table, ordered)
        return None

    def add(self, table: str, staged: Sequence[AddAction]) -> None:
        """Make staged files part of the table, all in one commit."""
        if staged:
            schema = Schema.from_arrow(TABLES[table].schema)
            _persist(partial(self._add, table, staged, schema))

    def drop(self, table: str, staged: Iterable[AddAction]) -> None:
        """Delete staged files that are not going to be added."""
        for action in staged:
            (Path(self._uri(table)) / action.path).unlink(missing_ok=True)

    def remove(self, import_id: int) -> None:
        """Delete the rows of one import from every table; no error when there are none."""
        for table in TABLES:
            _persist(partial(self._delete, table, import_id))

    def crowded(self, table: str) -> bool:
        """Whether the table consists of so many files that it should be compacted.

        Looking at the newest commits also spares the next one from looking at them.
        """
        with self._lock:
            delta = self._cached(table)
            if delta is not None:
                delta.update_incremental()
            return delta is not None and len(delta.file_uris()) >= _COMPACT_FROM

    def compact(self, table: str) -> None:
        """Join small files and remove the files that no reader can still be using."""

        def join() -> None:
            delta = self._open(table)
            if delta is not None:
                delta.optimize.compact(target_size=_TARGET_BYTES)

        _persist(join)
        self.sweep(table)

    def sweep(self, table: str) -> None:
        """Remove old files that no snapshot names, such as those of writers that were killed."""

        def vacuum() -> None:
            delta = self._open(table)
            if delta is not None:
                hours = int(_KEEP / timedelta(hours=1))
                delta.vacuum(hours, dry_run=False, enforce_retention_duration=False, full=True)

        _persist(vacuum)

    def _takes_files(self, table: str, schema: Schema) -> bool:
        """Whether files of this schema can be added to the table, which is made if need be.

        One that an older version of the program has made with other columns is left to deltalake.
        """
        with self._lock:
            delta = self._cached(table)
            if delta is None:
                _persist(lambda: DeltaTable.create(self._uri(table), schema, mode="ignore"))
                delta = self._cached(table)
            return delta is not None and delta.schema() == schema

    def _add(self, table: str, staged: Sequence[AddAction], schema: Schema) -> None:
        with self._lock:
            delta = self._cached(table) or DeltaTable(self._uri(table))
            try:
                delta.create_write_transaction(list(staged), "append", schema)
            except CommitFailedError:
                self._handles.pop(table, None)  # rows were removed meanwhile: look again
                raise

    def _append_rows(self, table: str, rows: pl.DataFrame) -> None:
        """Appended at once by deltalake, which knows object stores and older columns."""
        uri = self._uri(table)
        _persist(partial(write_deltalake, uri, rows, mode="append", schema_mode="merge"))

    def _delete(self, table: str, import_id: int) -> None:
        delta = self._open(table)
        if delta is not None:
            delta.delete(f"import_id = {int(import_id)}")

    def _cached(self, table: str) -> DeltaTable | None:
        """The table as it was when last looked at; opened once, as that reads the whole log.

        Appending to it is safe: a commit takes in what others have appended meanwhile, and fails
        where they have removed something.
        """
        delta = self._handles.get(table)
        if delta is None and (delta := self._open(table)) is not None:
            self._handles[table] = delta
        return delta

    def _open(self, table: str) -> DeltaTable | None:
        uri = self._uri(table)
        return DeltaTable(uri) if DeltaTable.is_deltatable(uri) else None

    def _uri(self, table: str) -> str:
        return f"{self.root}/{table}"


def _persist(action: Callable[[], object], pause: Callable[[float], object] = time.sleep) -> None:
    """Run ``action``, again after growing pauses while other commits interfere.

    Optimistic commits fail when another process changed the same table in between.
    """
    for attempt in range(_TRIES - 1):
        try:
            action()
        except CommitFailedError:
            # Random, so that processes that collided do not collide again at the same moment.
            pause(random.uniform(0, min(0.02 * 2**attempt, 1.0)))  # noqa: S311  # not a secret
        else:
            return
    action()  # the last try raises what it meets

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
from deltalake.exceptions import CommitFailedError, DeltaError
from deltalake.transaction import AddAction

from data.store import fact_file
from data.tables.schema import TABLES, Table

_TRIES = 40
_COMPACT_FROM = 64  # files; opening a table costs about as much per file as a small query
_TARGET_BYTES = 128 * 1024 * 1024
_RANGED = "delta.dataSkippingStatsColumns"
_LOG_KEPT, _LOG_USUAL = "delta.logRetentionDuration", "interval 30 days"

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
            self.rewrite(table, lambda delta: delta.delete(f"import_id = {int(import_id)}"))

    def rewrite(self, table: str, action: Callable[[DeltaTable], object]) -> None:
        """Change rows that are already in a table; no error when there is no table.

        ``action`` gets the newest snapshot and is called again where another commit interferes.
        Every change of stored rows goes through here. Before it, the table is told which columns
        the log may state the range of: a key of a person must not be in the log.
        """

        def rewritten() -> None:
            delta = self._open(table)
            if delta is not None:
                _state_no_texts(delta, table)
                action(delta)

        _persist(rewritten)

    def erase_history(self, table: str) -> None:
        """Remove at once the files and entries of the log that only old snapshots need.

        A reader of an old snapshot that still runs fails and has to ask again. Files of a commit in flight stay.
        """

        def erase(delta: DeltaTable) -> None:
            delta.vacuum(0, dry_run=False, enforce_retention_duration=False)
            delta.alter.set_table_properties({_LOG_KEPT: "interval 0 days"})
            try:
                delta.create_checkpoint()
                delta.cleanup_metadata()
            finally:
                # For good it would break snapshots that are cached, at every checkpoint.
                delta.alter.set_table_properties({_LOG_KEPT: _LOG_USUAL})

        self.rewrite(table, erase)
        with self._lock:
            self._handles.pop(table, None)

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
        self.rewrite(table, lambda delta: delta.optimize.compact(target_size=_TARGET_BYTES))
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
                ranged = {_RANGED: _ranged(table, TABLES[table].schema)}
                _persist(
                    lambda: DeltaTable.create(
                        self._uri(table), schema, mode="ignore", configuration=ranged
                    )
                )
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
            except DeltaError as error:
                # Its history was erased meanwhile. A failure of the newest snapshot is no such thing.
                stale = self._handles.pop(table, None)
                if stale is None or stale.version() == DeltaTable(self._uri(table)).version():
                    raise
                raise CommitFailedError(str(error)) from error

    def _append_rows(self, table: str, rows: pl.DataFrame) -> None:
        """Appended at once by deltalake, which knows object stores and older columns."""
        uri = self._uri(table)
        self.rewrite(table, lambda _delta: None)  # an older version may have made it
        ranged = None if DeltaTable.is_deltatable(uri) else {_RANGED: _ranged(table, rows.columns)}
        append = partial(write_deltalake, uri, rows, mode="append", schema_mode="merge")
        _persist(partial(append, configuration=ranged))

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


def _ranged(table: str, names: Iterable[str]) -> str:
    """The columns whose least and greatest value the log holds: what files are chosen by, no texts."""
    schema = TABLES[table].schema
    return ",".join(n for n in names if n in schema and fact_file.is_chosen_by(n, schema[n]))


def _state_no_texts(delta: DeltaTable, table: str) -> None:
    ranged = _ranged(table, [field.name for field in delta.schema().fields])
    if delta.metadata().configuration.get(_RANGED) != ranged:
        delta.alter.set_table_properties({_RANGED: ranged})


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

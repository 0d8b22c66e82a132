"""Delta Lake fact tables: one per canonical table, one commit per import, compaction, vacuum."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
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

from data.store import damage
from data.store.lake import fact_file
from data.store.lake.checksums import FileChecksums, checksum
from data.tables.schema import TABLES, Table

_MARK = "Utmost store "  # in the description of a table, before the id of its store
_TRIES = 40
_COMPACT_FROM = 64  # files; opening a table costs about as much per file as a small query
_TARGET_BYTES = 128 * 1024 * 1024
_RANGE = {"max.import_id", "min.import_id"}
_RANGED = "delta.dataSkippingStatsColumns"
_LOG_KEPT, _LOG_USUAL = "delta.logRetentionDuration", "interval 30 days"

# Files that no snapshot names may belong to a commit in flight, and files that only an old
# snapshot names may still be being read: both are left alone for a day.
_KEEP = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class TableSnapshot:
    """One table at one moment: its rows, how many they are, and of which imports.

    ``count`` and ``imports`` are None where a file does not say.
    """

    rows: pl.LazyFrame
    count: int | None
    imports: frozenset[int] | None


@dataclass(frozen=True, slots=True)
class DeltaTables:
    """The fact tables under one folder or object-store URL.

    ``store_id`` is written into every table. With ``checksums`` every file is compared with what
    was written before its first use, on a local disk; an object store does that by itself.
    """

    root: str
    checksums: FileChecksums | None = None
    store_id: str = ""
    _handles: dict[str, DeltaTable] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)
    _verified: dict[str, tuple[int, int]] = field(default_factory=dict)
    _written: dict[str, str] = field(default_factory=dict)
    _of_imports: dict[str, frozenset[int]] = field(default_factory=dict)

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of the table's present snapshot in the canonical schema.

        The snapshot is chosen now; later commits do not change what the frame reads. Raises
        DamagedFactsError when a file is missing or not what was written, or the table is another
        store's.
        """
        return self.snapshot(table).rows

    def snapshot(self, table: str) -> TableSnapshot:
        """The rows that ``scan`` gives, with their number. Raises like ``scan``."""
        declared = TABLES[table]
        delta = self._open(table)
        if delta is None:
            return TableSnapshot(declared.empty().lazy(), 0, frozenset())
        self._verify(table, delta)
        stored = self._scanned(delta, declared)
        # Tables written before a column was added lack it; its rows then have null there.
        present = set(stored.collect_schema().names())
        rows = stored.select(
            pl.col(name) if name in present else pl.lit(None, dtype).alias(name)
            for name, dtype in declared.schema.items()
        )
        files = pl.DataFrame(delta.get_add_actions(flatten=True))
        counts = files["num_records"]
        count = None if counts.null_count() else int(counts.sum())
        return TableSnapshot(rows, count, self._imports(table, files))

    def _imports(self, table: str, files: pl.DataFrame) -> frozenset[int] | None:
        """The imports that have rows in these files.

        The log says so of a file with one import; one with several is read once.
        """
        if "://" in self.root or not set(files.columns) >= _RANGE:
            return None if files.height else frozenset()
        known = set[int]()
        for path, last, first in files.select("path", *sorted(_RANGE)).rows():
            if first is not None and first == last:
                known.add(first)
                continue
            place = str(Path(self._uri(table), unquote(path)))
            if place not in self._of_imports:
                ids = pl.scan_parquet(place).select(pl.col("import_id").unique()).collect()
                self._of_imports[place] = frozenset(ids["import_id"].to_list())
            known |= self._of_imports[place]
        return frozenset(known)

    def verify(self, table: str) -> None:
        """Raises DamagedFactsError when a file of the table is missing or not what was written."""
        delta = self._open(table)
        if delta is not None:
            self._verify(table, delta)

    def damaged(self, table: str) -> dict[str, str]:
        """The files of the table that are ``missing`` or ``changed``, each read now."""
        delta = self._open(table)
        return {} if delta is None else self._damaged(table, self._local(delta))

    def _verify(self, table: str, delta: DeltaTable) -> None:
        owner = delta.metadata().description or ""
        if owner.startswith(_MARK) and self.store_id and owner != _MARK + self.store_id:
            raise damage.foreign_table(table)
        fresh = [path for path in self._local(delta) if not self._is_verified(path)]
        for name, kind in self._damaged(table, fresh).items():
            raise (damage.missing if kind == "missing" else damage.changed)(table, name)

    def _is_verified(self, path: Path) -> bool:
        seen = _seen(path)
        return seen is not None and self._verified.get(str(path)) == seen

    def _damaged(self, table: str, paths: Sequence[Path]) -> dict[str, str]:
        """What is wrong with these files; those that are as written are remembered."""
        if not paths or self.checksums is None:
            return {}
        known, found = self.checksums.of(table), {}
        # Hashing gives the processor free to other threads: on several processors at once.
        with ThreadPoolExecutor(os.cpu_count()) as readers:
            for path, present in zip(paths, readers.map(_checked, paths), strict=True):
                if present is None:
                    found[path.name] = "missing"
                elif present[0] != known.get(path.name, present[0]):
                    found[path.name] = "changed"
                else:
                    self._verified[str(path)] = present[1]
        return found

    def _local(self, delta: DeltaTable) -> list[Path]:
        return [] if "://" in self.root else [Path(file) for file in self._paths(delta)]

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
        self.record({table: self.add(table, [staged] if staged is not None else [])})

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
            self._written[staged.path] = checksum(folder / staged.path)
        if takes.result():
            return staged
        self.drop(table, [staged])
        self._append_rows(table, ordered)
        return None

    def add(self, table: str, staged: Sequence[AddAction]) -> dict[str, str]:
        """Make staged files part of the table, all in one commit.

        Gives their checksums by name, for ``record`` in the transaction that finishes the import.
        """
        if staged:
            schema = Schema.from_arrow(TABLES[table].schema)
            _persist(partial(self._add, table, staged, schema))
        return {one.path: self._written.pop(one.path) for one in staged}

    def record(self, written: Mapping[str, Mapping[str, str]]) -> None:
        """Note the checksums of files by table; nothing on an object store."""
        if self.checksums is not None:
            for table, checksums in written.items():
                self.checksums.record(table, checksums)

    def drop(self, table: str, staged: Iterable[AddAction]) -> None:
        """Delete staged files that are not going to be added."""
        for action in staged:
            self._written.pop(action.path, None)
            (Path(self._uri(table)) / action.path).unlink(missing_ok=True)

    def remove(self, import_id: int) -> None:
        """Delete the rows of one import from every table; no error when there are none."""
        for table in TABLES:
            self.remove_from(table, import_id)

    def remove_from(self, table: str, import_id: int) -> None:
        """Delete the rows of one import from a table; no error when there are none."""
        delta = self._open(table)
        if delta is not None and _may_hold(delta, import_id):
            self.rewrite(table, lambda delta: delta.delete(f"import_id = {int(import_id)}"))

    def leave_out_missing(self, table: str) -> None:
        """Take files that are not there any more out of a table."""

        def once() -> None:
            delta = self._open(table)
            if delta is not None:
                delta.repair()

        _persist(once)
        self.forget_handle(table)

    def forget_handle(self, table: str) -> None:
        """Look at a table anew at its next use."""
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
        self.adopt(table)

    def adopt(self, table: str) -> None:
        """Take the files of a table that have no checksum as they are, and mark the table as this store's.

        Such files were written by deltalake itself, or by an earlier version of the program.
        """
        delta = self._open(table)
        if delta is None:
            return
        if self.store_id and not (delta.metadata().description or "").startswith(_MARK):
            _persist(lambda: self._marked(table))
        if self.checksums is None:
            return
        known, paths = self.checksums.of(table), self._local(delta)
        new = [path for path in paths if path.name not in known and path.exists()]
        self.record({table: {path.name: checksum(path) for path in new}})
        folder = Path(self._uri(table))
        gone = [name for name in known if not (folder / name).exists()]
        self.checksums.forget(table, gone)

    def _marked(self, table: str) -> None:
        delta = self._open(table)
        if delta is not None:
            delta.alter.set_table_description(_MARK + self.store_id)

    def rewrite(self, table: str, action: Callable[[DeltaTable], object]) -> None:
        """Change rows that are already in a table; no error when there is no table.

        ``action`` gets the newest snapshot and is called again where another commit interferes.
        Every change of stored rows goes through here. Before it, the table is given the columns
        the log may state the range of: a key of a person must not be in the log. Raises
        DamagedFactsError: what is damaged is not written anew as if it were true.
        """

        def rewritten() -> None:
            delta = self._open(table)
            if delta is not None:
                self._verify(table, delta)
                _state_no_texts(delta, table)
                action(delta)

        _persist(rewritten)
        self.adopt(table)

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
        self.forget_handle(table)

    def _takes_files(self, table: str, schema: Schema) -> bool:
        """Whether files of this schema can be added to the table, which is made if need be.

        One that an older version of the program has made with other columns is left to deltalake.
        """
        with self._lock:
            delta = self._cached(table)
            if delta is None:
                _persist(partial(self._create, table, schema))
                delta = self._cached(table)
            return delta is not None and delta.schema() == schema

    def _create(self, table: str, schema: Schema) -> None:
        ranged = {_RANGED: _ranged(table, TABLES[table].schema)}
        DeltaTable.create(
            self._uri(table), schema, mode="ignore", description=self._owner, configuration=ranged
        )

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
        made = DeltaTable.is_deltatable(uri)
        ranged = None if made else {_RANGED: _ranged(table, rows.columns)}
        append = partial(write_deltalake, uri, rows, mode="append", schema_mode="merge")
        _persist(partial(append, configuration=ranged, description=self._owner))
        self.adopt(table)

    @property
    def _owner(self) -> str | None:
        return _MARK + self.store_id if self.store_id else None

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


def _may_hold(delta: DeltaTable, import_id: int) -> bool:
    """Whether a file may have rows of an import: by the range that it says, or because it says none."""
    files = pl.DataFrame(delta.get_add_actions(flatten=True))
    if not set(files.columns) >= _RANGE:
        return files.height > 0
    held = pl.lit(import_id).is_between("min.import_id", "max.import_id")
    return bool(files.select(held.fill_null(True).any()).item())  # as polars has it


def _seen(path: Path) -> tuple[int, int] | None:
    """Size and time of a file, which change with it; None when it is not there."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns


def _checked(path: Path) -> tuple[str, tuple[int, int]] | None:
    seen = _seen(path)
    return None if seen is None else (checksum(path), seen)


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

"""Backup and restore of a whole store: one zip file of one moment, with the checksum of every part."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any

import sqlalchemy as sa

from data.store.clock import now
from data.store.damage import ExplainedError
from data.store.database.engine import Database
from data.store.lake.seal import FILE as SEAL
from data.store.relations import FACTS_VERSION, METADATA, SCHEMA_VERSION
from data.store.state import State
from data.store.store import Store
from data.tables.schema import TABLES
from i18n.message import msg

MANIFEST = "manifest.json"
_FORMAT = 1
_COPY = 1 << 20
_FOLDERS = ("raw", "private")  # besides facts and state; derived results can be computed again


class BackupError(ExplainedError):
    """A file is no backup, is damaged, or cannot be made or restored where it is to be."""


_ANOTHER = msg("Use another backup.")


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: number of files, their bytes, and when it was made."""

    files: int
    size: int
    made_at: str


def on_object_store() -> BackupError:
    """What cannot be done with a store on an object store, and what can."""
    return BackupError(
        msg(
            "This works only for a store in a folder. The rows of this one are on an object store."
        ),
        msg("Switch on versions of its bucket, and back up its database."),
    )


def back_up(store: Store, out: Path) -> Backup:
    """Write everything that a store needs into one file, while others go on working.

    Imports are in it that are done when it begins, whole; the file is read back and compared
    before it gets its name. Raises BackupError for a store on an object store, DamagedFactsError for
    one whose rows are not what was written, OSError without room.
    """
    if "://" in store.facts.root:
        raise on_object_store()
    for table in TABLES:  # a copy of damaged files would look sound
        store.facts.verify(table)
    place = Path(store.facts.root).parent
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".backup-") as scratch:
        archive, state = Path(scratch) / "store.zip", Path(scratch) / "state.db"
        logs = Path(scratch) / "logs"
        # Nothing becomes done or undone meanwhile; files of the tables stay for a day.
        with _at_rest(store.state.database) as connection:
            if connection.dialect.name != "sqlite":
                connection.execute(sa.text("LOCK TABLE imports IN SHARE MODE"))
            _copy_state(store.state.database, state)
            files = list(_fact_files(store, place, logs))
        files += [("state.db", state), *_others(place)]
        made = _pack(archive, files, store.facts.store_id)
        verify(archive)
        archive.chmod(0o600)
        archive.replace(out)
    return made


def verify(archive: Path) -> Backup:
    """Compare every part with its checksum. Raises BackupError when one differs or lacks."""
    try:
        with zipfile.ZipFile(archive) as packed:
            manifest = json.loads(packed.read(MANIFEST))
            listed = manifest["files"]
            if manifest["format"] != _FORMAT:
                raise BackupError(
                    msg("This backup was made by a newer version of Utmost."),
                    msg("Update the program, then restore it again."),
                )
            for name, expected in listed.items():
                with packed.open(name) as part:
                    if _digest(part) != expected:
                        what = msg(
                            "The backup is damaged: {name} is not what was saved.", name=name
                        )
                        raise BackupError(what, _ANOTHER)
            size = sum(info.file_size for info in packed.infolist())
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        TypeError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
    ) as error:
        if isinstance(error, (BackupError, FileNotFoundError)):
            raise
        raise BackupError(
            msg("This file is no backup of Utmost, or it is damaged."),
            msg("Choose a file from python -m data backup."),
        ) from error
    return Backup(len(listed), size, str(manifest["made_at"]))


def restore(archive: Path, place: Path, state_url: str | None = None) -> Backup:
    """Unpack a backup into a folder that is empty or not there, every part compared.

    With ``state_url`` the state goes into that database, which must have none. Raises BackupError;
    nothing is left when it fails.
    """
    made = verify(archive)
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise BackupError(
            msg("The folder is not empty: {place}", place=str(place)),
            msg("Name a new folder with --store. Nothing is restored over existing data."),
        )
    place.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=place.parent, prefix=".restore-"))
    try:
        _unpack(archive, scratch)
        if state_url is not None:
            _into_database(scratch / "state.db", state_url)
            (scratch / "state.db").unlink()
        if place.exists():
            place.rmdir()
        scratch.replace(place)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    return made


@contextmanager
def _at_rest(database: Database) -> Iterator[sa.Connection]:
    """While this lasts no import becomes done or undone."""
    with database.read() if database.read_only else database.write() as connection:
        yield connection


def _fact_files(store: Store, place: Path, logs: Path) -> Iterator[tuple[str, Path]]:
    """Logs, copied now because they grow, and the files that they name."""
    facts = Path(store.facts.root)
    for table in TABLES:
        log = facts / table / "_delta_log"
        if log.is_dir():
            copied = Path(shutil.copytree(log, logs / table))
            for file in sorted(copied.rglob("*")):
                if file.is_file():
                    yield f"facts/{table}/_delta_log/{file.relative_to(copied).as_posix()}", file
        for name in store.facts.files(table):
            yield Path(name).relative_to(place).as_posix(), Path(name)
    if (facts / SEAL).exists():
        yield f"facts/{SEAL}", facts / SEAL


def _others(place: Path) -> Iterator[tuple[str, Path]]:
    for folder in _FOLDERS:
        for file in sorted((place / folder).rglob("*")):
            if file.is_file() and file.suffix != ".tmp":
                yield file.relative_to(place).as_posix(), file


def _pack(archive: Path, files: list[tuple[str, Path]], store_id: str) -> Backup:
    listed, size = {}, 0
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, file in files:
            running = sha256()
            with file.open("rb") as source, packed.open(name, "w", force_zip64=True) as part:
                while block := source.read(_COPY):
                    running.update(block)
                    part.write(block)
                    size += len(block)
            listed[name] = running.hexdigest()
        made_at = now()
        manifest = {"format": _FORMAT, "store": store_id, "made_at": made_at, "files": listed}
        packed.writestr(MANIFEST, json.dumps(manifest, indent=1))
    with archive.open("rb") as whole:
        os.fsync(whole.fileno())
    return Backup(len(listed), size, made_at)


def _unpack(archive: Path, folder: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        for name in json.loads(packed.read(MANIFEST))["files"]:
            parts = PurePosixPath(name).parts
            if not parts or ".." in parts or PurePosixPath(name).is_absolute():
                what = msg("The backup names a file outside the store: {name}", name=name)
                raise BackupError(what, _ANOTHER)
            target = folder.joinpath(*parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            with packed.open(name) as part, target.open("wb") as file:
                shutil.copyfileobj(part, file, _COPY)
                file.flush()
                os.fsync(file.fileno())


def _copy_state(database: Database, target: Path) -> None:
    """The state as a SQLite file, whatever database it is in."""
    if not database.is_file:
        copied = State.open(sa.URL.create("sqlite", database=str(target)))
        _copy_rows(database, copied.database)
        copied.close()
    else:
        with database.engine.connect() as connection:
            source: Any = connection.connection.driver_connection
            copy = sqlite3.connect(target)
            source.backup(copy)
            copy.close()
    whole = sqlite3.connect(target)
    whole.execute("PRAGMA journal_mode = DELETE")  # one file, without a log next to it
    whole.close()


def _into_database(file: Path, state_url: str) -> None:
    source = State.open(sa.URL.create("sqlite", database=str(file)))
    target = State.open(state_url)
    try:
        if target.ledger.last_id() or target.goals.current():
            raise BackupError(
                msg("The database already has a state."),
                msg("Name an empty database with --state. Nothing is restored over existing data."),
            )
        _copy_rows(source.database, target.database)
    finally:
        source.close()
        target.close()


def _copy_rows(source: Database, target: Database) -> None:
    """Every row of every table; both have the newest shape."""
    with source.read() as reading, target.write() as writing:
        writing.execute(sa.delete(FACTS_VERSION))
        for table in METADATA.sorted_tables:
            if table.name == SCHEMA_VERSION.name:
                continue
            rows = [dict(row) for row in reading.execute(sa.select(table)).mappings()]
            if rows:
                writing.execute(sa.insert(table), rows)
            if writing.dialect.name != "sqlite" and _counts(table) and rows:
                sequence = sa.func.pg_get_serial_sequence(table.name, "id")
                last = max(row["id"] for row in rows)
                writing.execute(sa.select(sa.func.setval(sequence, last)))


def _counts(table: sa.Table) -> bool:
    return "id" in table.c and isinstance(table.c.id.type, sa.Integer)


def _digest(file: IO[bytes]) -> str:
    running = sha256()
    while block := file.read(_COPY):
        running.update(block)
    return running.hexdigest()

"""Locks of running work: freed by the system when their process ends, however it ends.

They say whether an unfinished import or synchronisation is still at work, also in a process of another
container. With a SQLite state they are locked files next to it, with PostgreSQL advisory locks.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Protocol

import sqlalchemy as sa
from filelock import FileLock, Timeout


class Locks(Protocol):
    """Named locks of one store."""

    def hold(self, name: str) -> bool:
        """Take a lock until ``free``; False when somebody has it, in this process or another."""

    def free(self, name: str) -> None:
        """Give a lock back; no error when this process does not have it."""

    def held(self, name: str) -> bool:
        """Whether a running process has the lock."""

    def close(self) -> None:
        """Give every lock back."""


@dataclass(frozen=True, slots=True)
class FileLocks:
    """Locked files in a folder. Also known to other containers that have the folder as a volume."""

    folder: Path
    _mine: dict[str, FileLock] = field(default_factory=dict)

    def hold(self, name: str) -> bool:
        """Take a lock until ``free``; False when somebody has it, in this process or another."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = self._take(name)
        if lock is not None:
            self._mine[name] = lock
        return lock is not None

    def free(self, name: str) -> None:
        """Give a lock back; no error when this process does not have it."""
        lock = self._mine.pop(name, None)
        if lock is not None:
            with suppress(OSError):  # Windows removes no file that is open: then it stays
                Path(lock.lock_file).unlink(missing_ok=True)
            lock.release()

    def held(self, name: str) -> bool:
        """Whether a running process has the lock."""
        if not self._path(name).exists():  # nothing is written to find that out
            return False
        lock = self._take(name)
        if lock is None:
            return True
        lock.release()
        return False

    def close(self) -> None:
        """Give every lock back."""
        for name in list(self._mine):
            self.free(name)

    def _take(self, name: str) -> FileLock | None:
        while True:
            opened: list[int] = []
            # Not by thread: an import is begun in one and may be finished in another.
            lock = FileLock(
                self._path(name),
                thread_local=False,
                preserve_lock_file=True,
                on_acquired=opened.append,
            )
            try:
                lock.acquire(blocking=False)
            except Timeout:
                return None
            if os.fstat(opened[0]).st_nlink:
                return lock
            lock.release()  # its owner removed the file between opening and locking it here

    def _path(self, name: str) -> Path:
        return self.folder / f"{_digest(name)}.lock"


@dataclass(frozen=True, slots=True)
class DatabaseLocks:
    """Advisory locks of PostgreSQL, on a connection that is open while this process has any."""

    engine: sa.Engine
    _mine: set[str] = field(default_factory=set)
    _open: list[sa.Connection] = field(default_factory=list)
    _turn: RLock = field(default_factory=RLock)  # a connection serves one thread at a time

    def hold(self, name: str) -> bool:
        """Take a lock until ``free``; False when somebody has it, in this process or another."""
        with self._turn:
            if name in self._mine or self.held(name):  # the server gives its owner a lock twice
                return False
            if not self._taken(name):
                return False
            self._mine.add(name)
            return True

    def free(self, name: str) -> None:
        """Give a lock back; no error when this process does not have it."""
        with self._turn:
            if name not in self._mine:
                return
            self._mine.remove(name)
            try:
                _release(self._open[0], name)
            except sa.exc.DBAPIError:  # gone with a restarted server, and its locks with it
                self._open.pop().invalidate()
            if not self._mine and self._open:
                self._open.pop().close()

    def held(self, name: str) -> bool:
        """Whether a running process has the lock."""
        # Asked on another connection than the one that holds: to its owner a lock is free.
        with _connected(self.engine) as connection:
            if not _try(connection, name):
                return True
            _release(connection, name)
            return False

    def close(self) -> None:
        """Give every lock back."""
        for name in list(self._mine):
            self.free(name)

    def _taken(self, name: str) -> bool:
        if self._open:
            try:
                return _try(self._open[0], name)
            except sa.exc.DBAPIError:  # gone with a restarted server, and its locks with it
                self._open.pop().invalidate()
        self._open.append(_connected(self.engine))
        return _try(self._open[0], name)


def locks_of(engine: sa.Engine) -> Locks:
    """The locks of the store whose state is in this database."""
    if engine.dialect.name != "sqlite":
        return DatabaseLocks(engine)
    # A database in memory belongs to this process alone.
    file = engine.url.database or tempfile.mkdtemp(prefix="utmost-") + "/state.db"
    return FileLocks(Path(file).parent / "locks")


def _connected(engine: sa.Engine) -> sa.Connection:
    # A lock belongs to the connection; a transaction left open would only be in the way.
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def _try(connection: sa.Connection, name: str) -> bool:
    asked = sa.select(sa.func.pg_try_advisory_lock(_number(name)))
    return bool(connection.execute(asked).scalar())


def _release(connection: sa.Connection, name: str) -> None:
    connection.execute(sa.select(sa.func.pg_advisory_unlock(_number(name))))


def _number(name: str) -> int:
    return int.from_bytes(bytes.fromhex(_digest(name))[:8], signed=True)


def _digest(name: str) -> str:
    return sha256(f"utmost {name}".encode()).hexdigest()[:32]

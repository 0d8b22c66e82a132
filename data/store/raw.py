"""Raw uploads: content-addressed storage (SHA-256) in a folder or an object store."""

from __future__ import annotations

import io
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from data.store.lake.checksums import RAW, RAW_NEXT, FileChecksums, checksum

_COPY = 1 << 20
_REMOVED = ""  # noted in place of a checksum: the upload was removed on purpose
_NAME = re.compile(r"[0-9a-f]{64}")


def digest(content: bytes) -> str:
    """The name under which an upload is stored."""
    return sha256(content).hexdigest()


def digest_of(file: BinaryIO) -> str:
    """The name under which a file that is not held in memory is stored."""
    running = sha256()
    while part := file.read(_COPY):
        running.update(part)
    return running.hexdigest()


class Raw(Protocol):
    """Where uploads are stored."""

    def put(self, sha: str, content: bytes) -> None:
        """Store ``content`` under ``sha``; what is already stored there stays as it is."""

    def put_file(self, sha: str, file: BinaryIO) -> None:
        """Store the rest of ``file``, which may not fit into memory, likewise."""

    def get(self, sha: str) -> bytes:
        """The bytes stored under ``sha``. Raises FileNotFoundError when there are none."""

    def open(self, sha: str) -> BinaryIO:
        """What is stored under ``sha``, to be read. Raises FileNotFoundError when nothing is."""

    def scratch(self) -> BinaryIO:
        """A nameless file that is gone when it is closed, where large files have room."""

    def fault(self, sha: str) -> str | None:
        """``missing`` or ``changed`` when what is stored under ``sha`` is not what was stored."""

    def adopt(self) -> None:
        """Take what is stored as it is: an earlier version noted no checksums."""

    def replace(self, sha: str, file: BinaryIO) -> None:
        """Store the rest of ``file`` under ``sha`` in place of what is there."""

    def has(self, sha: str) -> bool:
        """Whether something is stored under ``sha``."""

    def remove(self, sha: str) -> None:
        """Delete what is stored under ``sha``; no error when nothing is."""

    def stored(self) -> dict[str, datetime]:
        """The names of everything that is stored, each with when it was written."""


@dataclass(frozen=True, slots=True)
class LocalRaw:
    """Uploads in a folder: a file appears under its name only when it is complete and on disk.

    ``checksums`` are those of what is stored, which is not always what was uploaded.
    """

    folder: Path
    checksums: FileChecksums | None = None

    def put(self, sha: str, content: bytes) -> None:
        """Store ``content`` under ``sha``; what is already stored there stays as it is."""
        self.put_file(sha, io.BytesIO(content))

    def put_file(self, sha: str, file: BinaryIO) -> None:
        """Store the rest of ``file``, which may not fit into memory, likewise."""
        if not self._path(sha).exists():
            self.replace(sha, file)

    def replace(self, sha: str, file: BinaryIO) -> None:
        """Store the rest of ``file`` under ``sha`` in place of what is there."""
        path = self._path(sha)
        path.parent.mkdir(parents=True, exist_ok=True)
        # In the same folder, because a rename is atomic only within one file system.
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as copy:
                shutil.copyfileobj(file, copy, _COPY)
                copy.flush()
                os.fsync(
                    copy.fileno()
                )  # before the rename: a name must not outlive a power cut alone
            stored = checksum(Path(temporary))
            self._note(RAW_NEXT, sha, stored)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
        self._note(RAW, sha, stored)

    def get(self, sha: str) -> bytes:
        """The bytes stored under ``sha``. Raises FileNotFoundError when there are none."""
        return self._path(sha).read_bytes()

    def open(self, sha: str) -> BinaryIO:
        """What is stored under ``sha``, to be read. Raises FileNotFoundError when nothing is."""
        return self._path(sha).open("rb")

    def scratch(self) -> BinaryIO:
        """A nameless file that is gone when it is closed, where large files have room."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return cast("BinaryIO", tempfile.TemporaryFile(dir=self.folder))

    def fault(self, sha: str) -> str | None:
        """``missing`` or ``changed`` when what is stored under ``sha`` is not what was stored."""
        noted = [] if self.checksums is None else [self.checksums.of(of) for of in (RAW, RAW_NEXT)]
        known = {of[sha] for of in noted if sha in of}
        try:
            found = checksum(self._path(sha))
        except FileNotFoundError:
            return None if _REMOVED in known else "missing"
        return None if found in {sha, *known} or self.checksums is None else "changed"

    def adopt(self) -> None:
        """Take what is stored as it is: an earlier version noted no checksums."""
        if self.checksums is not None:
            found = {sha: checksum(self._path(sha)) for sha in self.stored()}
            self.checksums.record(RAW, {sha: one for sha, one in found.items() if one != sha})

    def has(self, sha: str) -> bool:
        """Whether something is stored under ``sha``."""
        return self._path(sha).exists()

    def remove(self, sha: str) -> None:
        """Delete what is stored under ``sha``; no error when nothing is."""
        path = self._path(sha)
        self._note(RAW_NEXT, sha, _REMOVED)
        if path.exists():
            path.unlink(missing_ok=True)
            sync_folder(path.parent)
        self._note(RAW, sha, _REMOVED)

    def stored(self) -> dict[str, datetime]:
        """The names of everything that is stored, each with when it was written."""
        return {
            path.name: datetime.fromtimestamp(path.stat().st_mtime, UTC)
            for path in self.folder.glob("??/*")
            if _NAME.fullmatch(path.name)
        }

    def _note(self, when: str, sha: str, stored: str) -> None:
        """Note what is stored, or what is about to be, where its name does not say so.

        A process may be killed between the two: then the file is what one of them says.
        """
        if self.checksums is not None and (stored != sha or sha in self.checksums.of(when)):
            self.checksums.record(when, {sha: stored})

    def _path(self, sha: str) -> Path:
        return self.folder / sha[:2] / sha


@dataclass(frozen=True, slots=True)
class RemoteRaw:
    """Uploads in an object store, where an object is written as a whole or not at all."""

    url: str

    def put(self, sha: str, content: bytes) -> None:
        """Store ``content`` under ``sha``; what is already stored there stays as it is."""
        self.put_file(sha, io.BytesIO(content))

    def put_file(self, sha: str, file: BinaryIO) -> None:
        """Store the rest of ``file``, which may not fit into memory, likewise."""
        if not self.has(sha):
            self.replace(sha, file)

    def replace(self, sha: str, file: BinaryIO) -> None:
        """Store the rest of ``file`` under ``sha`` in place of what is there."""
        from pyarrow import fs  # noqa: PLC0415  # heavy, and only for object stores

        system, folder = fs.FileSystem.from_uri(self.url)
        system.create_dir(f"{folder}/{sha[:2]}", recursive=True)
        with system.open_output_stream(f"{folder}/{sha[:2]}/{sha}") as stream:
            shutil.copyfileobj(file, stream, _COPY)

    def has(self, sha: str) -> bool:
        """Whether something is stored under ``sha``."""
        from pyarrow import fs  # noqa: PLC0415  # heavy, and only for object stores

        system, folder = fs.FileSystem.from_uri(self.url)
        found = system.get_file_info(f"{folder}/{sha[:2]}/{sha}")
        return bool(found.type != fs.FileType.NotFound)

    def remove(self, sha: str) -> None:
        """Delete what is stored under ``sha``; no error when nothing is."""
        from pyarrow import fs  # noqa: PLC0415  # heavy, and only for object stores

        if self.has(sha):
            system, folder = fs.FileSystem.from_uri(self.url)
            system.delete_file(f"{folder}/{sha[:2]}/{sha}")

    def stored(self) -> dict[str, datetime]:
        """The names of everything that is stored, each with when it was written."""
        from pyarrow import fs  # noqa: PLC0415  # heavy, and only for object stores

        system, folder = fs.FileSystem.from_uri(self.url)
        every = fs.FileSelector(folder, allow_not_found=True, recursive=True)
        return {
            info.base_name: info.mtime
            for info in system.get_file_info(every)
            if _NAME.fullmatch(info.base_name)
        }

    def get(self, sha: str) -> bytes:
        """The bytes stored under ``sha``. Raises FileNotFoundError when there are none."""
        from pyarrow import fs  # noqa: PLC0415  # heavy, and only for object stores

        system, folder = fs.FileSystem.from_uri(self.url)
        with system.open_input_stream(f"{folder}/{sha[:2]}/{sha}") as stream:
            return bytes(stream.read())

    def open(self, sha: str) -> BinaryIO:
        """What is stored under ``sha``, to be read. Raises FileNotFoundError when nothing is."""
        from pyarrow import fs  # noqa: PLC0415  # heavy, and only for object stores

        system, folder = fs.FileSystem.from_uri(self.url)
        return cast("BinaryIO", system.open_input_file(f"{folder}/{sha[:2]}/{sha}"))

    def scratch(self) -> BinaryIO:
        """A nameless file that is gone when it is closed, where large files have room."""
        return cast("BinaryIO", tempfile.TemporaryFile())

    def fault(self, sha: str) -> str | None:
        """``missing`` when there is nothing under ``sha``; an object store checks the bytes itself."""
        try:
            self.open(sha).close()
        except FileNotFoundError:
            return "missing"
        return None

    def adopt(self) -> None:
        """Nothing: an object store checks the bytes itself."""


def sync_folder(folder: Path) -> None:
    """Make a new name last through a power cut, where folders can be synchronised at all."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Uploaded bytes, kept under the SHA-256 of what was uploaded."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol


def digest(content: bytes) -> str:
    """The name under which an upload is kept."""
    return sha256(content).hexdigest()


class Raw(Protocol):
    """Where uploads are kept."""

    def put(self, sha: str, content: bytes) -> None:
        """Keep ``content`` under ``sha``; what is already kept there stays as it is."""

    def get(self, sha: str) -> bytes:
        """The bytes kept under ``sha``. Raises FileNotFoundError when there are none."""


@dataclass(frozen=True, slots=True)
class LocalRaw:
    """Uploads in a folder: a file appears under its name only when it is complete and on disk."""

    folder: Path

    def put(self, sha: str, content: bytes) -> None:
        """Keep ``content`` under ``sha``; what is already kept there stays as it is."""
        path = self._path(sha)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
        _sync_folder(path.parent)

    def get(self, sha: str) -> bytes:
        """The bytes kept under ``sha``. Raises FileNotFoundError when there are none."""
        return self._path(sha).read_bytes()

    def _path(self, sha: str) -> Path:
        return self.folder / sha[:2] / sha


@dataclass(frozen=True, slots=True)
class RemoteRaw:
    """Uploads in an object store, where an object is written as a whole or not at all."""

    url: str

    def put(self, sha: str, content: bytes) -> None:
        """Keep ``content`` under ``sha``; what is already kept there stays as it is."""
        from pyarrow import fs  # noqa: PLC0415  # heavy, and only for object stores

        system, folder = fs.FileSystem.from_uri(self.url)
        path = f"{folder}/{sha[:2]}/{sha}"
        if system.get_file_info(path).type == fs.FileType.NotFound:
            system.create_dir(f"{folder}/{sha[:2]}", recursive=True)
            with system.open_output_stream(path) as stream:
                stream.write(content)

    def get(self, sha: str) -> bytes:
        """The bytes kept under ``sha``. Raises FileNotFoundError when there are none."""
        from pyarrow import fs  # noqa: PLC0415  # heavy, and only for object stores

        system, folder = fs.FileSystem.from_uri(self.url)
        with system.open_input_stream(f"{folder}/{sha[:2]}/{sha}") as stream:
            return bytes(stream.read())


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where folders can be synchronised at all."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

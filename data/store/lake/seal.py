"""The seal of the facts: which store they belong to, and how far its import ids have been given.

A small file next to the tables. Without it no one could say that a state is another store's, or
older than the facts: then an id could be given twice, and rows of two imports would be one.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

FILE = "store.json"


@dataclass(frozen=True, slots=True)
class Seal:
    """The store that the facts belong to; no import of theirs has an id above ``last_import``."""

    store_id: str
    last_import: int


@dataclass(frozen=True, slots=True)
class SealFile:
    """The seal in a folder or at an object-store URL."""

    root: str

    def read(self) -> Seal | None:
        """The seal, None where there is none. Raises ValueError for one that is damaged."""
        text = self._read_remote() if "://" in self.root else self._read_local()
        if text is None:
            return None
        try:
            found = json.loads(text)
            return Seal(str(found["store_id"]), int(found["last_import"]))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{FILE} of the facts cannot be read") from error

    def write(self, seal: Seal) -> None:
        """Write the seal, as a whole or not at all."""
        text = json.dumps({"store_id": seal.store_id, "last_import": seal.last_import})
        if "://" in self.root:
            self._write_remote(text)
            return
        folder = Path(self.root)
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".tmp")
        try:
            with os.fdopen(handle, "w") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())  # a promise about ids has to survive a power cut
            Path(temporary).replace(folder / FILE)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _read_local(self) -> str | None:
        try:
            return (Path(self.root) / FILE).read_text("utf-8")
        except FileNotFoundError:
            return None

    def _read_remote(self) -> str | None:
        from pyarrow import fs  # noqa: PLC0415  # heavy, and only for object stores

        system, folder = fs.FileSystem.from_uri(self.root)
        try:
            with system.open_input_stream(f"{folder}/{FILE}") as stream:
                return bytes(stream.read()).decode("utf-8")
        except FileNotFoundError:
            return None

    def _write_remote(self, text: str) -> None:
        from pyarrow import fs  # noqa: PLC0415  # heavy, and only for object stores

        system, folder = fs.FileSystem.from_uri(self.root)
        system.create_dir(folder, recursive=True)
        with system.open_output_stream(f"{folder}/{FILE}") as stream:
            stream.write(text.encode())

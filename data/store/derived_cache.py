"""Derived cache: tables computed from one version of the facts, on disk for the next process."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import polars as pl

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DerivedCache:
    """A folder of results; all of it can be removed at any time, for it can be computed again."""

    folder: Path

    def get(self, version: str, name: str) -> dict[str, pl.DataFrame] | None:
        """The tables saved under ``name`` for this version of the facts, None without any."""
        place = self._place(version, name)
        try:
            return {file.stem: _mapped(file) for file in sorted(place.iterdir())}
        except (OSError, ValueError):  # not there, or damaged
            return None

    def save(self, version: str, name: str, tables: Mapping[str, pl.DataFrame]) -> None:
        """Save tables and delete those of other versions; without room none is saved."""
        try:
            self.folder.mkdir(exist_ok=True)
            for old in self.folder.iterdir():
                if not old.name.startswith(f"{version}-"):
                    shutil.rmtree(old, ignore_errors=True)
            # A folder of its own, renamed when complete: readers never see half a result.
            made = Path(tempfile.mkdtemp(prefix=f"{version}-", suffix=".tmp", dir=self.folder))
        except OSError:
            _log.warning("Results cannot be stored for later", exc_info=True)
            return
        try:
            for table, rows in tables.items():
                # In one piece and as it is in memory: it is read by being mapped.
                rows.write_ipc(made / f"{table}.arrow", record_batch_size=max(1, rows.height))
            made.rename(self._place(version, name))
        except OSError:  # another process was quicker, or the disk is full
            _log.info("A result was not stored for later", exc_info=True)
            shutil.rmtree(made, ignore_errors=True)

    def _place(self, version: str, name: str) -> Path:
        return self.folder / f"{version}-{sha256(name.encode()).hexdigest()[:32]}"


def _mapped(file: Path) -> pl.DataFrame:
    """A memory-mapped table: only what is used is read (polars itself would copy all of it)."""
    import pyarrow as pa  # noqa: PLC0415  # heavy, and only where something is cached

    return pl.DataFrame(pa.ipc.open_file(pa.memory_map(str(file))).read_all())

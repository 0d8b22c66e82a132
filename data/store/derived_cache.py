"""Tables worked out from the facts of one version, kept for the next process that asks."""

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
    """A folder of results; all of it can be removed at any time, for it can be worked out again."""

    folder: Path

    def get(self, version: str, name: str) -> dict[str, pl.DataFrame] | None:
        """The tables kept under ``name`` for this version of the facts, None where there are none."""
        place = self._place(version, name)
        try:
            return {file.stem: _mapped(file) for file in sorted(place.iterdir())}
        except (OSError, ValueError):  # none, or half of it went with a disk
            return None

    def save(self, version: str, name: str, tables: Mapping[str, pl.DataFrame]) -> None:
        """Keep tables; those of other versions go. Where there is no room, nothing is kept."""
        try:
            self.folder.mkdir(exist_ok=True)
            for old in self.folder.iterdir():
                if not old.name.startswith(f"{version}-"):
                    shutil.rmtree(old, ignore_errors=True)
            made = Path(tempfile.mkdtemp(prefix=f"{version}-", suffix=".tmp", dir=self.folder))
        except OSError:
            _log.warning("Results cannot be stored for later", exc_info=True)
            return
        try:
            for table, rows in tables.items():
                # In one piece and as it is in memory: it is read by being mapped.
                rows.write_ipc(made / f"{table}.arrow", record_batch_size=max(1, rows.height))
            made.rename(self._place(version, name))
        except OSError:  # somebody else was quicker, or the disk is full
            _log.info("A result was not stored for later", exc_info=True)
            shutil.rmtree(made, ignore_errors=True)

    def _place(self, version: str, name: str) -> Path:
        return self.folder / f"{version}-{sha256(name.encode()).hexdigest()[:32]}"


def _mapped(file: Path) -> pl.DataFrame:
    """A table that is read from its file only where it is looked at (polars itself would copy it)."""
    import pyarrow as pa  # noqa: PLC0415  # heavy, and only where something is kept

    return pl.DataFrame(pa.ipc.open_file(pa.memory_map(str(file))).read_all())

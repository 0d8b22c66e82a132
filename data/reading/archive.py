"""Zip archives as trees of files: opened in a child process within limits, held on disk."""

from __future__ import annotations

import io
import tempfile
import threading
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

import polars as pl

from data.base.json_values import from_json
from data.reading.child import Item, run
from data.reading.table import Finding, Grid
from data.reading.workbook import sheet_grid


@dataclass(slots=True, weakref_slot=True)
class _Spool:
    """A nameless file for what was unpacked; it is gone when no one holds a member any more."""

    file: BinaryIO = field(default_factory=tempfile.TemporaryFile)
    end: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Closes the file when the last member is gone."""
        weakref.finalize(self, self.file.close)

    def add(self, content: bytes | memoryview) -> SpooledBytes:
        with self.lock:
            self.file.seek(self.end)
            self.file.write(content)
            stored = SpooledBytes(self, self.end, len(content))
            self.end += len(content)
        return stored


@dataclass(frozen=True, slots=True)
class SpooledBytes:
    """Bytes that wait on disk."""

    spool: _Spool
    start: int
    size: int

    def read(self) -> bytes:
        """The bytes."""
        with self.spool.lock:
            self.spool.file.seek(self.start)
            return self.spool.file.read(self.size)


class SpooledFrames(Mapping[str, pl.DataFrame]):
    """Frames that wait on disk, each read anew when it is asked for."""

    def __init__(self, frames: Mapping[str, pl.DataFrame], near: SpooledBytes) -> None:
        """Writes them to the file in which ``near`` waits."""
        self._stored = {name: near.spool.add(_arrow(frame)) for name, frame in frames.items()}

    def __getitem__(self, name: str) -> pl.DataFrame:
        """The frame; raises KeyError."""
        return pl.read_ipc(io.BytesIO(self._stored[name].read()))

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._stored)

    def __len__(self) -> int:
        """How many they are."""
        return len(self._stored)


def _arrow(frame: pl.DataFrame) -> memoryview:
    packed = io.BytesIO()
    frame.write_ipc(packed, compression="zstd")
    return packed.getbuffer()


@dataclass(slots=True)
class Member:
    """One file of an archive; ``name`` is a path that cannot leave any folder.

    ``written`` is its date in the archive, None when that was left out. ``archive`` is what is in
    it where it is one itself, ``findings`` why it cannot be read.
    """

    name: str
    stored: SpooledBytes
    written: datetime | None = None
    archive: Archive | None = None
    findings: list[Finding] = field(default_factory=list)
    _sheets: list[tuple[str, SpooledBytes]] = field(default_factory=list)

    @property
    def content(self) -> bytes:
        """Its bytes, read anew each time."""
        return self.stored.read()

    def sheets(self) -> tuple[tuple[str, Grid], ...]:
        """The sheets of a workbook, none of another file."""
        return tuple(
            (title, sheet_grid(pl.read_ipc(io.BytesIO(stored.read()))))
            for title, stored in self._sheets
        )

    def add_sheet(self, title: str, stored: SpooledBytes) -> None:
        """Adds a sheet, which the child process has read already."""
        self._sheets.append((title, stored))


@dataclass(slots=True)
class Archive:
    """What could be taken out of an archive, and what could not."""

    members: list[Member] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def files(self) -> int:
        """How many files are in it, on all levels."""
        inside = (member.archive.files for member in self.members if member.archive is not None)
        return len(self.members) + sum(inside)


def unpack(content: bytes) -> Archive:
    """A zip and all zips in it. Raises Unreadable for a broken one, or one that is over a limit.

    Nothing can be used before all of it is there: what is over the budget is not imported in part.
    """
    return _tree(run("archive", content))


def _tree(items: Iterator[Item]) -> Archive:
    spool = _Spool()
    whole = Archive()
    levels = [whole]
    last: Member | None = None
    for item in items:
        match item.about["kind"]:
            case "file" | "archive" as kind:
                written = item.about["written"]
                date = None if written is None else datetime.fromisoformat(written)
                last = Member(item.about["name"], spool.add(item.content), date)
                levels[-1].members.append(last)
                if kind == "archive":
                    last.archive = Archive()
                    levels.append(last.archive)
            case "end":
                levels.pop()
            case "sheet":
                assert last is not None  # noqa: S101  # a sheet follows its workbook
                last.add_sheet(item.about["title"], spool.add(item.content))
            case _:
                finding = from_json(Finding, item.about["finding"])
                inside = last is not None and item.about["inside"]
                (last if inside and last is not None else levels[-1]).findings.append(finding)
    return whole

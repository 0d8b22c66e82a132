"""Export timestamp: when a file was exported, which orders snapshots of the same posts."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from data.sources.kit.spec import ReadContext

_EPOCH_MS = re.compile(r"(?<!\d)(1\d{12})(?!\d)")  # networks put the instant into the name


def exported_at(given: ReadContext) -> datetime:
    """The instant in the file name, else when it was written, else midnight of today.

    Dates in a name are the period that was asked for: they say nothing about the export.
    """
    known = (_named(given.file), given.made)
    # An instant after today cannot be true, and would win over every later export.
    day = next((at for at in known if at is not None and at.date() <= given.today), None)
    return day or datetime.combine(given.today, time(), UTC)


def _named(file: str) -> datetime | None:
    stamps = _EPOCH_MS.findall(file)
    return datetime.fromtimestamp(int(stamps[-1]) / 1000, UTC) if stamps else None

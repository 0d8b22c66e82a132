"""Retention: how long stored uploads and the cells of rows set aside are stored.

Figures never need them. What goes with an upload: reading it again with a better reader, looking up a row's line, and
answering a question otherwise. An upload that waits for an answer stays.
"""

from __future__ import annotations

import logging
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from data.store.database.compaction import compact_state
from data.store.ledger import OPEN, Import, ImportStatus
from data.store.relations import QUARANTINE
from data.store.settings import Settings

if TYPE_CHECKING:
    from data.store.store import Store

_log = logging.getLogger(__name__)

RETENTION = "upload_retention"
"""The setting."""

_UNDONE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Retention:
    """How long uploads are stored.

    ``months`` after the import, None for as long as the store, 0 for not at all; ``undone_days`` after an
    import was undone, or after the last change of an upload that was never imported.
    """

    months: int | None = None
    undone_days: int = _UNDONE_DAYS

    @property
    def stores_uploads(self) -> bool:
        """Whether an upload outlasts its import at all."""
        return self.months != 0


def retention(settings: Settings) -> Retention:
    """The retention in force."""
    chosen = settings.get(RETENTION, {})
    return Retention(chosen.get("months"), chosen.get("undone_days", _UNDONE_DAYS))


def apply_retention(store: Store, now: datetime | None = None) -> int:
    """Delete the uploads whose time is over, and the cells of their rows set aside; gives how many."""
    chosen, present = retention(store.state.settings), now or datetime.now(UTC)
    waiting = {upload.sha256 for upload in store.state.uploads.waiting()}
    imports = dict[str, list[Import]]()
    for entry in store.state.ledger.all():
        imports.setdefault(entry.sha256, []).append(entry)
    over = [
        sha
        for sha, written in store.raw.stored().items()
        if sha not in waiting and is_over(chosen, imports.get(sha, []), written, present)
    ]
    if over:
        _empty_records(store, [entry.id for sha in over for entry in imports.get(sha, [])])
        for sha in over:
            store.raw.remove(sha)
        compact_state(store.state.database)
        _log.info("Uploads whose time is over: %d removed", len(over))
    return len(over)


def is_over(
    chosen: Retention, imports: Collection[Import], written: datetime, now: datetime
) -> bool:
    """Whether an upload with these imports, written at that instant, is to be deleted."""
    if any(entry.status in OPEN for entry in imports):
        return False
    done = [e.finished_at or e.started_at for e in imports if e.status is ImportStatus.DONE]
    if done:
        return chosen.months is not None and _months_after(max(done), chosen.months) <= now
    last = max([written, *(entry.finished_at or entry.started_at for entry in imports)])
    return last + timedelta(days=chosen.undone_days) <= now


def _months_after(instant: datetime, months: int) -> datetime:
    """The same day of the month so many months later, or the last one of a shorter month."""
    years, month = divmod(instant.month - 1 + months, 12)
    year = instant.year + years
    day = min(instant.day, monthrange(year, month + 1)[1])
    return instant.replace(year=year, month=month + 1, day=day)


def is_in_use(store: Store, sha256: str) -> bool:
    """Whether a visible or running import, or a question, needs a stored upload."""
    entries = [entry for entry in store.state.ledger.all() if entry.sha256 == sha256]
    needed = any(entry.status in {*OPEN, ImportStatus.DONE} for entry in entries)
    return needed or any(one.sha256 == sha256 for one in store.state.uploads.waiting())


def remove_rows_aside(store: Store, sha256: str) -> int:
    """Delete the rows set aside of every import of an upload; gives how many."""
    ids = [entry.id for entry in store.state.ledger.all() if entry.sha256 == sha256]
    with store.state.database.write() as connection:
        removed = connection.execute(sa.delete(QUARANTINE).where(QUARANTINE.c.import_id.in_(ids)))
        return removed.rowcount


def _empty_records(store: Store, ids: Collection[int]) -> None:
    """Which rows were set aside, and why, stays; what was in them does not."""
    with store.state.database.write() as connection:
        emptied = sa.update(QUARANTINE).where(QUARANTINE.c.import_id.in_(ids)).values(record=[])
        connection.execute(emptied)

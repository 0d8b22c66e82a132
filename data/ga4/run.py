"""Sync run: fetches and imports the days of one sync, batch by batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from data.ga4.batch import SyncBatch
from data.ga4.calls import ApiError, QuotaShortError
from data.ga4.plan import runs
from data.ga4.windows import MOST_DAYS, MOST_ROWS, Windows
from data.store import Store
from data.store.ga4 import Connection
from data.values.audit import Actor

Progress = Callable[[int, int], object]
"""Called with the number of fetched and of wanted days; may raise to end the sync."""


@dataclass(slots=True)
class Run:
    """One sync: ``as_of`` is today in the property's zone, ``days`` what is wanted, newest first."""

    store: Store
    connection: Connection
    windows: Windows
    as_of: date
    days: tuple[date, ...]
    on_progress: Progress | None
    who: Actor
    fetched: int = 0
    kept: int = 0
    imports: list[int] = field(default_factory=list)

    def everything(self) -> None:
        """Fetches and imports all days. Raises ApiError and QuotaShortError."""
        for run in runs(self.days):
            left = run
            while left:
                left = self._batch(left)

    def _batch(self, run: tuple[date, ...]) -> tuple[date, ...]:
        """Imports the first days of a run and gives the others.

        What is complete when an error ends it is imported; a sync that is killed has the
        batches before.
        """
        batch = SyncBatch.of(self.store, self.connection)
        try:
            for days in self.windows.cut(run):
                self.windows.fetch(days, batch, self._report_progress)
                self.fetched += len(days)
                if batch.rows >= MOST_ROWS or len(batch.days) >= MOST_DAYS:
                    break
        # Days that are complete are worth storing: the next sync continues after them.
        except (ApiError, QuotaShortError):
            self._commit(batch)
            raise
        else:
            self._commit(batch)
        finally:
            batch.kept.close()
        return run[len(batch.days) :]

    def _commit(self, batch: SyncBatch) -> None:
        if batch.days:
            self.imports.append(batch.commit(self.as_of, tuple(self.windows.issues), self.who))
            self.kept += len(batch.days)

    def _report_progress(self) -> None:
        if self.on_progress is not None:
            self.on_progress(self.fetched, len(self.days))

"""Sync batch: complete days of a property that are imported together, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

import polars as pl

from data.base.issue import Issue, Where
from data.base.json_values import to_json
from data.ga4 import SOURCE
from data.ga4.data_quality import growing, remarks
from data.ga4.pages import Answer
from data.ga4.quality_flags import Notes
from data.ga4.reports import ApiReport
from data.ga4.response_archive import ResponseArchive
from data.ga4.rows import rows_of
from data.imports.summary import Summary
from data.sources.kit.parse_result import ParseResult
from data.store import Store
from data.store.ga4 import Connection, FetchedDay
from data.values.audit import Actor


@dataclass(slots=True)
class SyncBatch:
    """Complete days, in memory until they are committed as a whole or not at all."""

    store: Store
    connection: Connection
    kept: ResponseArchive
    tables: list[tuple[str, pl.DataFrame]] = field(default_factory=list)
    days: dict[date, dict[str, Notes]] = field(default_factory=dict)
    rows: int = 0
    _tables: list[tuple[str, pl.DataFrame]] = field(default_factory=list)
    _days: dict[date, dict[str, Notes]] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store, connection: Connection) -> SyncBatch:
        """An empty one."""
        return cls(store, connection, ResponseArchive(store.raw))

    def begin(self, days: tuple[date, ...]) -> None:
        """Start collecting the reports of some days; what was added but not accepted is dropped."""
        self._tables, self._days = [], {day: {} for day in days}

    def add(
        self, report: ApiReport, days: tuple[date, ...], answer: Answer, quota: dict[str, Any]
    ) -> None:
        """Add a report's rows for ``days``, which are among those that were begun."""
        line = self.kept.add(report.id, answer, quota)
        rows = rows_of(report, answer, self.connection.name, days, line)
        self._tables.append((report.table, rows))
        for day in days:
            self._days[day][report.id] = answer.notes

    def accept(self) -> None:
        """Mark the days that were begun as complete: every report of them is there."""
        self.tables += self._tables
        self.days |= self._days
        self.rows += sum(rows.height for _, rows in self._tables)

    def commit(self, as_of: date, issues: tuple[Issue, ...], who: Actor) -> int:
        """Import the days, which replace those of older imports. Returns the import's id."""
        first, last = min(self.days), max(self.days)
        place = Where(f"Google Analytics {self.connection.property}")
        quality_issues = (
            remarks(self.days.items(), place),
            growing(dict.fromkeys(self.days, as_of), place),
        )
        summary = to_json(
            Summary.of(ParseResult(SOURCE), {}, (*quality_issues[0], *quality_issues[1], *issues))
        )
        file = f"ga4-{self.connection.property}-{first}-{last}.jsonl.gz"
        identity = f"ga4:{self.connection.property}:{first}:{last}:{uuid4().hex[:12]}"
        with self.store.writing(identity, self.kept.store(), file, who) as writer:
            for table, rows in self.tables:
                writer.add({table: rows}, distinct=True)
            self.store.state.ga4.record(writer.import_id, self._fetched(as_of))
            writer.finish(summary)
        return writer.import_id

    def _fetched(self, as_of: date) -> list[FetchedDay]:
        return [
            FetchedDay(
                self.connection.property,
                self.connection.name,
                day,
                as_of,
                {report: to_json(notes) for report, notes in by_report.items()},
            )
            for day, by_report in self.days.items()
        ]

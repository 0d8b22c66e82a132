"""Report repository: saved requests and snapshots."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from data.store import State
from data.store.reports import SavedReport
from report.document.model import Report, Request
from report.document.period import following
from report.document.record import UnknownRecordError, from_json


@dataclass(frozen=True, slots=True)
class Saved:
    """A request under a name."""

    id: str
    name: str
    request: Request
    saved_at: datetime
    saved_by: str


def saved(state: State) -> tuple[Saved, ...]:
    """The saved reports, in the order in which they were first saved."""
    return tuple(_saved(row) for row in state.reports.all())


def find(state: State, name: str) -> Saved | None:
    """The saved report of this name."""
    row = state.reports.find(name)
    return None if row is None else _saved(row)


def _saved(row: SavedReport) -> Saved:
    return Saved(row.id, row.name, _request(row.request), row.saved_at, row.saved_by)


def _request(value: Mapping[str, Any]) -> Request:
    request = from_json(value)
    if not isinstance(request, Request):
        raise UnknownRecordError("this is no request for a report")
    return request


def next_period(request: Request) -> Request:
    """The same request for the period after.

    Edited sentences are about the old figures and are dropped.
    """
    start, end = following(request.start, request.end)
    return replace(request, start=start, end=end, written={})


def open_snapshot(state: State, snapshot_id: str) -> Report:
    """The report of a snapshot, exactly as it was.

    Raises KeyError when there is no such snapshot, ChangedSnapshotError and UnknownRecordError
    when the stored content is not what was saved.
    """
    report = from_json(json.loads(state.reports.content(snapshot_id)))
    if not isinstance(report, Report):
        raise UnknownRecordError(f"snapshot {snapshot_id} holds no report")
    return report

"""Reports that are kept: requests to ask again, and snapshots of what was answered."""

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
    return tuple(_saved(one) for one in state.reports.all())


def find(state: State, name: str) -> Saved | None:
    """The saved report of this name."""
    found = state.reports.find(name)
    return None if found is None else _saved(found)


def _saved(kept: SavedReport) -> Saved:
    return Saved(kept.id, kept.name, _request(kept.request), kept.saved_at, kept.saved_by)


def _request(value: Mapping[str, Any]) -> Request:
    found = from_json(value)
    if not isinstance(found, Request):
        raise UnknownRecordError("this is no request for a report")
    return found


def next_period(request: Request) -> Request:
    """The same request for the period after.

    Sentences that somebody wrote speak of the old figures and are left behind.
    """
    start, end = following(request.start, request.end)
    return replace(request, start=start, end=end, written={})


def open_snapshot(state: State, snapshot_id: str) -> Report:
    """The report of a snapshot, exactly as it was.

    Raises KeyError when there is no such snapshot, ChangedSnapshotError and UnknownRecordError
    when what is kept is not what was taken.
    """
    found = from_json(json.loads(state.reports.content(snapshot_id)))
    if not isinstance(found, Report):
        raise UnknownRecordError(f"snapshot {snapshot_id} holds no report")
    return found

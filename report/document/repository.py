"""Report repository: saved requests and snapshots."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from data.base.json_values import text_of
from data.store import State
from data.store.readable import Readings, read_each
from data.store.reports import SavedReport
from data.values.currency import is_code
from i18n.catalogue import languages
from metrics.comparison.periods import Compare, ComparedSpan
from report.document.model import Audience, Report, Request
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
    return _read(state).values


def unreadable(state: State) -> tuple[str, ...]:
    """The ids of saved reports that are damaged; ``saved`` leaves them out."""
    return _read(state).unreadable


def _read(state: State) -> Readings[Saved]:
    return read_each(state.reports.all(), _saved, lambda row: row.id)


def find(state: State, name: str) -> Saved | None:
    """The saved report of this name."""
    return next((one for one in saved(state) if one.name == name), None)


def _saved(row: SavedReport) -> Saved:
    return Saved(row.id, row.name, _request(row.request), row.saved_at, row.saved_by)


def _request(value: Mapping[str, Any]) -> Request:
    request = from_json(value)
    if not isinstance(request, Request) or not _is_sound(request):
        raise UnknownRecordError("this is no request for a report")
    return request


def _is_sound(request: Any) -> bool:
    """Whether every field is of its kind: a record says only what its fields are called."""
    texts = (request.title, *request.dropped, *request.order)
    written = [part for parts in request.written.values() for part in (*parts, *parts.values())]
    for text in (*texts, *written):
        text_of(text)
    days = request.start, request.end
    return (
        all(type(day) is date for day in days)
        and request.start <= request.end
        and request.language in languages()
        and isinstance(request.audience, Audience)
        and isinstance(request.compare, Compare | ComparedSpan)
        and (request.currency is None or is_code(text_of(request.currency)))
    )


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

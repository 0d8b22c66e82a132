"""Quality notices of a period, from the flags stored with the fetched days."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import Any

from data.base.issue import Issue, Where
from data.base.json_values import from_json
from data.ga4.data_quality import growing, remarks
from data.ga4.quality_flags import Notes
from data.ga4.reports import COARSE
from data.store import Store
from data.store.ga4 import FetchedDay
from data.store.readable import read_each


def caveats(store: Store, start: date, end: date, *, details: bool = True) -> tuple[Issue, ...]:
    """The quality notices of the days from ``start`` to ``end``, by connected property.

    Without ``details``, only what affects metrics by channel.
    """
    fetched = store.state.ga4.fetched
    return tuple(
        issue
        for connection in store.state.ga4.all()
        for issue in _of(connection.property, fetched(connection.property, start, end), details)
    )


def _of(property_id: str, days: tuple[FetchedDay, ...], details: bool) -> tuple[Issue, ...]:
    place = Where(f"Google Analytics {property_id}")
    flags_by_day = [
        (day.day, dict(read_each(_wanted(day, details), _notes, itemgetter(0)).values))
        for day in days
    ]
    return (*remarks(flags_by_day, place), *growing({d.day: d.as_of for d in days}, place))


def _wanted(day: FetchedDay, details: bool) -> list[tuple[str, Any]]:
    return [(name, notes) for name, notes in day.notes.items() if details or name in COARSE]


def _notes(stored: tuple[str, Any]) -> tuple[str, Notes]:
    return stored[0], from_json(Notes, stored[1])

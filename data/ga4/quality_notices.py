"""Quality notices of a period, from the flags stored with the fetched days."""

from __future__ import annotations

from datetime import date

from data.base.issue import Issue, Where
from data.base.json_values import from_json
from data.ga4.data_quality import growing, remarks
from data.ga4.quality_flags import Notes
from data.ga4.reports import COARSE
from data.store import Store
from data.store.ga4 import FetchedDay


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
        (day.day, {k: from_json(Notes, v) for k, v in day.notes.items() if details or k in COARSE})
        for day in days
    ]
    return (*remarks(flags_by_day, place), *growing({d.day: d.as_of for d in days}, place))

"""What figures of some days are worth: asked beside the figures, answered from what was fetched."""

from __future__ import annotations

from datetime import date

from data.ga4.notes import Notes
from data.ga4.remarks import growing, remarks
from data.issue import Issue, Where
from data.store import Store
from data.store.ga4 import FetchedDay


def caveats(store: Store, start: date, end: date) -> tuple[Issue, ...]:
    """What Google said of the days from ``start`` to ``end``, each connected property by itself."""
    return tuple(
        issue
        for connection in store.state.ga4.all()
        for issue in _of(
            connection.property, store.state.ga4.fetched(connection.property, start, end)
        )
    )


def _of(property_id: str, days: tuple[FetchedDay, ...]) -> tuple[Issue, ...]:
    place = Where(f"Google Analytics {property_id}")
    told = [(d.day, {k: Notes.from_json(v) for k, v in d.notes.items()}) for d in days]
    return (*remarks(told, place), *growing({d.day: d.as_of for d in days}, place))

"""What figures of some days are worth: asked beside the figures, answered from what was fetched."""

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
    """What Google said of the days from ``start`` to ``end``, each connected property by itself.

    Without ``details``, only what touches figures by channel.
    """
    fetched = store.state.ga4.fetched
    return tuple(
        issue
        for connection in store.state.ga4.all()
        for issue in _of(connection.property, fetched(connection.property, start, end), details)
    )


def _of(property_id: str, days: tuple[FetchedDay, ...], details: bool) -> tuple[Issue, ...]:
    place = Where(f"Google Analytics {property_id}")
    told = [
        (day.day, {k: from_json(Notes, v) for k, v in day.notes.items() if details or k in COARSE})
        for day in days
    ]
    return (*remarks(told, place), *growing({d.day: d.as_of for d in days}, place))

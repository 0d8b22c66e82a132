"""Name conflicts: properties with the same data in files, and chosen events that do not exist."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from data.base.issue import Issue, Level, Where
from data.store import Store
from data.store.ga4 import Connection
from i18n.message import msg

if TYPE_CHECKING:
    from data.ga4.property import Property


def names_in_files(store: Store) -> tuple[str, ...]:
    """Names of properties in imported reports that no connection has."""
    return tuple(sorted(_others(store)))


def name_conflicts(store: Store, first: date, last: date) -> tuple[Issue, ...]:
    """A warning for each property in files that has days between ``first`` and ``last``."""
    return tuple(
        Issue(
            Level.WARNING,
            Where("Google Analytics"),
            msg(
                "Imported files have visits of “{name}” on the same days. If this is the same "
                "property, they count twice",
                name=name,
            ),
            msg(
                "If it is the same, undo those imports, or disconnect and connect again under this very name."
            ),
        )
        for name, (start, end) in sorted(_others(store).items())
        if start <= last and end >= first
    )


def unknown_events(connection: Connection, known: Property) -> list[Issue]:
    """A warning for each event chosen as a lead or a purchase that is not a key event there."""
    chosen = dict.fromkeys((*connection.leads, *connection.purchases))
    return [
        Issue(
            Level.WARNING,
            Where("Google Analytics"),
            msg("“{event}” is not a key event of this property", event=event),
            msg(
                "It has these: {names}. Choose among them, or mark the event as a key event in Google Analytics.",
                names=", ".join(known.events),
            ),
        )
        for event in chosen
        if known.events and event not in known.events
    ]


def _others(store: Store) -> dict[str, tuple[date, date]]:
    connected = [connection.name for connection in store.state.ga4.all()]
    # Files and fetches replace each other only under the same property name.
    rows = store.scan("web_sessions").filter(~pl.col("property").is_in(connected))
    spans = rows.group_by("property").agg(pl.col("period_from").min(), pl.col("period_to").max())
    return {name: (start, end) for name, start, end in spans.collect().iter_rows() if name}

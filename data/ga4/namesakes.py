"""Files of what may be the same property under another name: their figures would add up."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.issue import Issue, Level, Where
from data.message import msg
from data.store import Store


def names_in_files(store: Store) -> tuple[str, ...]:
    """Names of properties that imported reports bear and no connection does."""
    return tuple(sorted(_others(store)))


def namesakes(store: Store, first: date, last: date) -> tuple[Issue, ...]:
    """A warning for each property in files that tells about days between ``first`` and ``last``."""
    return tuple(
        Issue(
            Level.WARNING,
            Where("Google Analytics"),
            msg(
                "Imported files hold visits of “{name}” on the same days: if this is the same property, they count twice",
                fr="Des fichiers importés contiennent des visites de «\u00a0{name}\u00a0» aux mêmes dates\u00a0: s’il s’agit de la même propriété, elles comptent deux fois",
                name=name,
            ),
            msg(
                "If it is the same, undo those imports, or disconnect and connect again under this very name.",
                fr="Si c’est la même, annulez ces imports, ou déconnectez puis reconnectez la propriété sous ce même nom.",
            ),
        )
        for name, (start, end) in sorted(_others(store).items())
        if start <= last and end >= first
    )


def _others(store: Store) -> dict[str, tuple[date, date]]:
    connected = [connection.name for connection in store.state.ga4.all()]
    rows = store.scan("web_sessions").filter(~pl.col("property").is_in(connected))
    spans = rows.group_by("property").agg(pl.col("period_from").min(), pl.col("period_to").max())
    return {name: (start, end) for name, start, end in spans.collect().iter_rows() if name}

"""Saves a column mapping, with its entry in the audit log."""

from __future__ import annotations

from typing import Any

from data.store import State
from data.values.audit import Actor, described
from data.values.column_mapping import ColumnMapping


def save_mapping(state: State, mapping: ColumnMapping, who: Actor) -> None:
    """Save a mapping; the one for the same header is replaced. The same one again is no change."""
    with state.audit.change():
        known = state.mappings.get(mapping.id)
        if known == mapping:
            return
        state.mappings.save(mapping)
        before, after = (None if one is None else logged(one) for one in (known, mapping))
        state.audit.add(who, "mapping.save", mapping.id, before=before, after=after)


def logged(mapping: ColumnMapping) -> dict[str, Any]:
    """A mapping in the audit log: never the names of columns.

    A file without a header has a row of its own in their place.
    """
    return described(
        {
            "table": mapping.table,
            "place": mapping.place,
            "fills": sorted(to for _, to in mapping.columns),
            "dates": mapping.dates.value,
            "zone": mapping.zone,
        }
    )

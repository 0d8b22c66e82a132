"""Column mappings."""

from __future__ import annotations

from data.imports import mappings
from data.store import Store
from data.values.audit import Actor
from data.values.column_mapping import ColumnMapping


def save_mapping(store: Store, mapping: ColumnMapping, who: Actor) -> None:
    """Save a mapping; the one for the same header is replaced."""
    mappings.save_mapping(store.state, mapping, who)


def remove_mapping(store: Store, mapping_id: str, who: Actor) -> bool:
    """Delete a mapping; what was imported by it stays. False when there is none."""
    state = store.state
    with state.audit.change():
        known = state.mappings.get(mapping_id)
        if known is None:
            return False
        state.mappings.remove(mapping_id)
        state.audit.add(who, "mapping.remove", mapping_id, before=mappings.logged(known))
    return True

"""Saving a connection to a property, with its entry in the audit log."""

from __future__ import annotations

from typing import Any

from data.base.json_values import to_json
from data.store import State
from data.store.ga4 import Connection
from data.values.audit import Actor, difference

_HIDDEN = frozenset({"account"})  # the address of the service account


def save_connection(state: State, connection: Connection, who: Actor) -> None:
    """Save a connection. The same one again is no change."""
    with state.audit.change():
        known = state.ga4.get(connection.property)
        if known == connection:
            return
        state.ga4.save(connection)
        before, after = difference(_fields(known), _fields(connection), _HIDDEN)
        state.audit.add(
            who,
            "ga4.connect" if known is None else "ga4.edit",
            connection.property,
            before=None if known is None else before,
            after=after,
        )


def logged(connection: Connection) -> dict[str, Any]:
    """What the audit log says of a connection: never its key or account."""
    return difference({}, _fields(connection), _HIDDEN)[1]


def _fields(connection: Connection | None) -> dict[str, Any]:
    fields = {} if connection is None else to_json(connection)
    return {name: value for name, value in fields.items() if name != "property"}

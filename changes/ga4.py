"""Connections to Google Analytics properties, and fetching their days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from data.ga4 import connection as connections
from data.ga4 import keys
from data.ga4.outcome import SyncOutcome
from data.store import Store
from data.store.ga4 import Connection
from data.values.audit import Actor

if TYPE_CHECKING:
    from data.ga4.access import Access
    from data.ga4.sync import SyncPeriod


def connect(store: Store, connection: Connection, key: bytes | None, who: Actor) -> Connection:
    """Save a connection, and its key outside of the store; gives it with the key's account.

    Raises KeyFileError for a key that is none.
    """
    account = None if key is None else keys.keep(connection.property, key)
    made = replace(connection, account=account)
    connections.save_connection(store.state, made, who)
    return made


def edit_connection(store: Store, connection: Connection, who: Actor) -> None:
    """Save what counts as a lead or purchase; it is applied to every day there is."""
    connections.save_connection(store.state, connection, who)


def disconnect(store: Store, property_id: str, who: Actor) -> bool:
    """Forget a connection and delete its key; its imports stay. False when there is none."""
    state = store.state
    with state.audit.change():
        known = state.ga4.get(property_id)
        if known is not None:
            state.ga4.remove(property_id)
            state.audit.add(who, "ga4.remove", property_id, before=connections.logged(known))
    # After the transaction: a deleted file does not come back when one is rolled back.
    keys.forget(property_id)
    return known is not None


def sync(
    store: Store,
    connection: Connection,
    who: Actor,
    span: SyncPeriod | None = None,
    access: Access | None = None,
    on_progress: Callable[[int, int], object] | None = None,
) -> SyncOutcome:
    """Fetch the missing and the newest days of a property; see ``data.ga4.sync.sync``."""
    from data.ga4 import sync as days  # noqa: PLC0415  # Google's client loads slowly

    return days.sync(store, connection, span, access, on_progress, who)

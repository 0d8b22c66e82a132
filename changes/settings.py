"""Settings of the whole store."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from data.store import Store
from data.store.zone import TIME_ZONE
from data.utm.audit.run_checks import OWN_HOSTS
from data.values.audit import Actor
from data.values.zone import zones


def set_own_hosts(store: Store, hosts: Iterable[str], who: Actor) -> list[str]:
    """Say which sites are the company's own; gives them as they are stored."""
    named = sorted({host.strip().lower() for host in hosts} - {""})
    change_setting(store, OWN_HOSTS, named, who, "hosts.set")
    return named


def set_time_zone(store: Store, name: str, who: Actor) -> None:
    """Count on the days of this zone, and show times in it. Raises ValueError for an unknown name."""
    if name not in zones():
        raise ValueError(f"there is no time zone {name!r}")
    state = store.state
    with state.audit.change():
        change_setting(store, TIME_ZONE, name, who, "zone.set")
        state.ledger.touch()


def change_setting(store: Store, key: str, value: Any, who: Actor, act: str) -> None:
    """Replace a setting whose value the log may hold. The same value again is no change."""
    state = store.state
    with state.audit.change():
        was = state.settings.get(key)
        if was != value:
            state.settings.set(key, value)
            state.audit.add(who, act, key, before=was, after=value)

"""Session state: its keys, the opened store, the user's name and the current filters.

Frames are never in the session state: they are in caches keyed by the store's version, so that all
sessions share them and a new version replaces them.
"""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from data.base.log import configure
from data.store import STATE_VARIABLE, STORE_VARIABLE, Store
from data.store.private import only_for_owner
from data.values.audit import Actor, Via
from ui import health
from ui.filters import Filters

FILTERS = "filters"
NAME = "your_name"


def location() -> str:
    """The path of the store: ``UTMOST_STORE``, or ``store`` next to the application."""
    return os.environ.get(STORE_VARIABLE) or str(Path(__file__).parents[1] / "store")


@st.cache_resource(show_spinner=False)
def _open(where: str, state_url: str | None) -> Store:
    # Also sets up the log, once a process: later sessions and reruns get the store from the cache.
    only_for_owner()
    configure(where)
    return Store.open(where, state_url=state_url)


def store() -> Store:
    """The store of this process, opened once; again when it was replaced, or can be written again."""
    where = location(), os.environ.get(STATE_VARIABLE)
    opened = _open(*where)
    if not opened.is_current():
        reopen(opened)
        opened = _open(*where)
        health.watch(opened)
    return opened


def reopen(opened: Store) -> None:
    """Forgets the opened store and everything that is cached about it."""
    # A store that was put back may count the same versions again: nothing cached is its.
    st.cache_data.clear()
    st.cache_resource.clear()
    health.forget(opened)
    opened.close()


def who(name: str = "") -> Actor:
    """The user of a change, for the audit log: the given name, else the last one of the session."""
    user = name.strip() or st.session_state.get(NAME, "")
    st.session_state[NAME] = user
    return Actor(user, Via.PAGE)


def save_filters(filters: Filters) -> None:
    """Saves the chosen filters for the page script, which runs after the sidebar."""
    st.session_state[FILTERS] = filters


def filters() -> Filters:
    """The chosen filters. Raises KeyError before the filter bar was drawn once."""
    chosen: Filters = st.session_state[FILTERS]
    return chosen

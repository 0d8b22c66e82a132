"""Session keys, in one place, and what must survive between reruns.

Frames never live in the session: they stay in caches keyed by the store's version.
"""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from data.base.log import configure
from data.store import Store
from data.values.audit import Actor, Via
from ui.filters import Filters

STORE_VARIABLE = "UTMOST_STORE"
FILTERS = "filters"
NAME = "your_name"


def location() -> str:
    """Where the store lies: ``UTMOST_STORE``, or ``store`` beside the application."""
    return os.environ.get(STORE_VARIABLE) or str(Path(__file__).parents[1] / "store")


@st.cache_resource(show_spinner=False)
def _open(where: str, state_url: str | None) -> Store:
    configure(where)  # once a process: sessions and reruns find the store open
    return Store.open(where, state_url=state_url)


def store() -> Store:
    """The store of this process, opened once."""
    return _open(location(), os.environ.get("UTMOST_STATE_URL"))


def who(name: str = "") -> Actor:
    """Who changes something on a page: the name given now, else the last one of this session."""
    known = name.strip() or st.session_state.get(NAME, "")
    st.session_state[NAME] = known
    return Actor(known, Via.PAGE)


def save_filters(filters: Filters) -> None:
    """Keeps what the shared filters say, for the page that runs next."""
    st.session_state[FILTERS] = filters


def filters() -> Filters:
    """What the shared filters say. Raises KeyError while there is nothing to filter."""
    chosen: Filters = st.session_state[FILTERS]
    return chosen

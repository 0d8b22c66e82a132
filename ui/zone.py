"""Time zone in which times are shown. Stored times and ``rows`` output stay in UTC."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import streamlit as st

from changes.settings import TIME_ZONE, set_time_zone
from ui import state

UTC = "UTC"
KEY = "zone"
# Other zone names are old aliases, or fixed offsets without summer time.
REGIONS = (
    "Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/",
    "Indian/", "Pacific/",
)  # fmt: skip


@cache
def zones() -> tuple[str, ...]:
    """The ids to choose from, UTC first."""
    named = sorted(name for name in available_timezones() if name.startswith(REGIONS))
    return (UTC, *named)


def current() -> str:
    """The zone of this session: the URL's, else the saved one, else the browser's."""
    wishes = (
        st.query_params.get(KEY),
        state.store().state.settings.get(TIME_ZONE),
        st.context.timezone,
    )
    return next((name for name in wishes if name in zones()), UTC)


def local(instant: datetime) -> datetime:
    """An instant in the time zone of the session."""
    return instant.astimezone(ZoneInfo(current()))


def choose(name: str) -> None:
    """Saves the zone for all users of this store, and writes it to the URL."""
    set_time_zone(state.store(), name, state.who())
    st.query_params[KEY] = name

"""Time zone note with a popover to change the zone."""

from __future__ import annotations

import streamlit as st

from ui import zone
from ui.text import _, _c

CHOICE = "zone_choice"


def line() -> None:
    """Names the time zone of the page's times, with a button to change it."""
    now = zone.current()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            _("Times are shown in {zone}; days are counted in UTC.", zone=now), width="content"
        )
        with st.popover(
            _c("button", "Change"), key="zone_open", type="tertiary", icon=":material/schedule:",
            on_change="rerun",
        ) as opened:  # fmt: skip
            if opened.open:
                _choice(now)


def _choice(now: str) -> None:
    st.session_state[CHOICE] = now
    st.selectbox(_("Time zone"), zone.zones(), key=CHOICE, on_change=_chosen)


def _chosen() -> None:
    zone.choose(st.session_state[CHOICE])

"""The company's time zone: the guess with its question, and the setting."""

from __future__ import annotations

import streamlit as st

from changes.settings import set_time_zone
from data.values.zone import CompanyZone, ZoneEvidence, zones
from ui import state, zone
from ui.text import _, _c

CHOICE = "zone_choice"


def line() -> None:
    """The time zone that days are counted in, the question until it is answered, and the setting."""
    now = zone.company()
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="company_zone"
    ):
        st.caption(_said(now), width="content")
        _buttons(now)
        with st.popover(
            _c("button", "Change"), key="zone_open", type="tertiary", icon=":material/schedule:",
            on_change="rerun",
        ) as opened:  # fmt: skip
            if opened.open:
                _choice(now)


def question() -> None:
    """``line`` on pages that only ask: nothing once it is answered, or while all is demo data."""
    if zone.company().evidence not in {ZoneEvidence.CHOSEN, ZoneEvidence.DEMO}:
        line()


def _said(now: CompanyZone) -> str:
    match now.evidence:
        case ZoneEvidence.GA4:
            return _("Days are counted in {zone}, the time zone of your Google Analytics property.", zone=now.name)  # fmt: skip
        case ZoneEvidence.MACHINE:
            return _("Days are counted in {zone}, the time zone of the computer that runs Utmost.", zone=now.name)  # fmt: skip
        case ZoneEvidence.DEMO:
            return _("Days are counted in {zone}, the time zone of the demo company.", zone=now.name)  # fmt: skip
        case ZoneEvidence.CHOSEN:
            return _("Days are counted in {zone}, and times are shown in it.", zone=now.name)


def _buttons(now: CompanyZone) -> None:
    if now.evidence in {ZoneEvidence.CHOSEN, ZoneEvidence.DEMO}:
        return
    if st.button(_("Save {zone}", zone=now.name), key="zone_right"):
        _chosen(now.name)
    here = st.context.timezone
    if here in zones() and here != now.name and st.button(
        _("Use {zone}, as in this browser", zone=here), key="zone_browser"
    ):  # fmt: skip
        _chosen(here)


def _choice(now: CompanyZone) -> None:
    st.caption(
        _("Leads, visits and posts are counted on the days of this time zone. Choose that of Google Analytics, so that both count the same days.")
    )  # fmt: skip
    known = list(dict.fromkeys([*zones(), now.name]))
    # The key has the zone in it: a change of it elsewhere makes a new box with the new value.
    chosen = st.selectbox(_("Time zone"), known, known.index(now.name), key=f"{CHOICE}_{now.name}")
    if chosen != now.name:
        _chosen(chosen)


def _chosen(name: str) -> None:
    set_time_zone(state.store(), name, state.who())
    st.rerun()

"""GA4 connections: sync status, key events that count, sync now, disconnect."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from changes import ga4
from data.facts.facts import Facts
from data.ga4 import ENDPOINT_VARIABLE
from data.ga4.outcome import End, SyncOutcome
from data.ga4.quality_notices import caveats
from data.store.ga4 import Connection, FetchedDay
from i18n import format as shown
from ui import cache, state, zone
from ui.components.sources import import_issues
from ui.components.sources.ga4_connect import CONNECTED, form
from ui.text import _, _n, language

if TYPE_CHECKING:
    from data.ga4.access import Access

OUTCOMES = "ga4_outcomes"
PANEL = "ga4_panel"


def panel() -> None:
    """The section of Google Analytics connections."""
    connected = state.store().state.ga4.all()
    st.header("Google Analytics 4", anchor=False)
    st.caption(_("Synced straight from a property, day by day. No export is needed."))
    for connection in connected:
        _card(connection)
    if st.session_state.pop(CONNECTED, False):
        st.session_state[PANEL] = (
            False  # a closed form is not drawn, so Streamlit forgets its values, the key too
        )
    with st.expander(
        _("Connect"), icon=":material/add_link:", key=PANEL, on_change="rerun"
    ) as opened:
        if opened.open:
            form(access)


def access() -> Access:
    """The access of the pages: Google, unless the environment names another endpoint."""
    from data.ga4.access import Access  # noqa: PLC0415  # Google's client loads slowly
    from data.ga4.endpoint import Endpoint  # noqa: PLC0415  # Google's client loads slowly

    return Access(Endpoint.parse(os.environ.get(ENDPOINT_VARIABLE)))


def _card(connection: Connection) -> None:
    days = state.store().state.ga4.fetched(connection.property)
    with st.container(border=True, key=f"ga4_{connection.property}"):
        named = connection.name != connection.property
        name = f"{import_issues.plain(connection.name)} · " if named else ""
        st.markdown(f":material/cloud_done: **{name}{connection.property}**")
        st.caption(_how_far(days) + " · " + _signs_in(connection))
        bar, stop = st.empty(), st.empty()
        with st.container(horizontal=True):
            fetch = st.button(
                _("Sync"), key=f"ga4_fetch_{connection.property}", icon=":material/sync:"
            )
            with st.popover(_("What counts"), icon=":material/rule:"):
                _counting(connection)
            with st.popover(_("Disconnect"), icon=":material/link_off:"):
                _disconnect(connection)
        if fetch:
            _fetch(connection, bar, stop)
        _last(connection)
        if days:
            _quality(days)


def _how_far(days: tuple[FetchedDay, ...]) -> str:
    if not days:
        return _("not synced yet")
    span = shown.span(days[0].day, days[-1].day, language())
    when = max(day.fetched_at for day in days if day.fetched_at is not None)
    return _("{span}, last sync on {when}", span=span, when=shown.day(zone.local(when), language()))


def _signs_in(connection: Connection) -> str:
    if connection.account is None:
        return _("as this machine is signed in to Google")
    return _("as {account}", account=import_issues.plain(connection.account))


def _counting(connection: Connection) -> None:
    """Which key events are leads and which are purchases; applied to every day at once."""
    events = cache.remember("ga4 events", (), _event_names)
    with st.form(f"ga4_counts_{connection.property}"):
        leads, purchases = _events(events, connection)
        if st.form_submit_button(_("Save"), type="primary"):
            changed = replace(connection, leads=leads, purchases=purchases)
            ga4.edit_connection(state.store(), changed, state.who())
            st.rerun()


def _event_names(facts: Facts) -> frozenset[str]:
    """The key events that have happened."""
    seen = facts.imported("web_key_events").select("event_name").unique().collect()
    # Google's placeholders, such as “(not set)”, are no events.
    return frozenset(name for name in seen["event_name"].to_list() if name and name[0] != "(")


def _events(
    events: Iterable[str], connection: Connection
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The key events chosen as leads and as purchases."""
    # What was chosen stays an option while no such event has been fetched.
    options = sorted({*events, *connection.leads, *connection.purchases})
    number = connection.property
    leads = st.multiselect(
        _("Key events that are leads"), options, connection.leads, key=f"ga4_leads_{number}"
    )
    purchases = st.multiselect(
        _("Key events that are purchases"),
        options,
        connection.purchases,
        key=f"ga4_purchases_{number}",
    )
    return tuple(leads), tuple(purchases)


def _disconnect(connection: Connection) -> None:
    st.markdown(
        _(
            "The key is deleted from this machine. Synced data stay, and their imports can still be "
            "undone."
        )
    )
    if st.button(_("Disconnect now"), key=f"ga4_gone_{connection.property}", type="primary"):
        ga4.disconnect(state.store(), connection.property, state.who())
        st.rerun()


def _fetch(connection: Connection, bar: DeltaGenerator, stop: DeltaGenerator) -> None:
    """Syncs; Cancel stops it, and complete days stay."""
    stop.button(_("Cancel"), key=f"ga4_stop_{connection.property}")
    progress = partial(_progress, bar)
    progress(0, 1)
    outcome = ga4.sync(
        state.store(), connection, state.who(), access=access(), on_progress=progress
    )
    st.session_state.setdefault(OUTCOMES, {})[connection.property] = outcome
    st.rerun()


def _progress(bar: DeltaGenerator, done: int, days: int) -> None:
    """Shows progress. If the user has clicked something, Streamlit stops the run at this call."""
    bar.progress(
        done / max(days, 1),
        _n("{done} day out of {days}", "{done} days out of {days}", done=done, days=days),
    )


def _last(connection: Connection) -> None:
    """The result of the last sync in this session."""
    outcome: SyncOutcome | None = st.session_state.get(OUTCOMES, {}).get(connection.property)
    if outcome is None:
        return
    if outcome.end is End.DONE:
        text = _(
            "Up to date: {fetched} in {requests}.",
            fetched=_n("{n} day", "{n} days", n=outcome.days),
            requests=_n("{n} request", "{n} requests", n=outcome.requests),
        )
        st.markdown(f":material/check: {text} {_left(outcome)}")
    import_issues.issues(outcome.issues)


def _left(outcome: SyncOutcome) -> str:
    tokens = outcome.quota.to_json().get("tokens_per_day")
    if tokens is None:
        return ""
    return _n(
        "Google’s quota: {spent} token used, {left} left today.",
        "Google’s quota: {spent} tokens used, {left} left today.",
        spent=tokens["consumed"],
        left=tokens["remaining"],
    )


def _quality(days: tuple[FetchedDay, ...]) -> None:
    """Data quality notes of Google about the fetched days."""
    own = f"Google Analytics {days[0].property}"
    notes = [i for i in caveats(state.store(), days[0].day, days[-1].day) if i.where.file == own]
    if notes:
        with st.expander(_("How complete this is"), key=f"ga4_worth_{days[0].property}"):
            import_issues.issues(notes)

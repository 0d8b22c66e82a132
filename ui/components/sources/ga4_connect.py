"""GA4 connection form: service-account key, property number, access test, key events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from changes.ga4 import connect
from data.base.issue import Issue
from data.ga4 import keys
from data.ga4.name_conflicts import names_in_files
from data.ga4.numbers import PropertyIdError, property_id
from data.store.ga4 import Connection
from ui import state
from ui.components.sources import import_issues
from ui.text import _, named, show

if TYPE_CHECKING:
    from data.ga4.access import Access
    from data.ga4.property import Property

TESTED, CONNECTED = "ga4_tested", "ga4_connected"
KEY, SIGNED_IN = "key", "signed_in"


def form(access: Callable[[], Access]) -> None:
    """The form of sign-in and property number: tests both, then connects."""
    _guide()
    ways = {KEY: _("Key of a service account"), SIGNED_IN: _("As this machine is signed in")}
    way = st.segmented_control(
        _("Sign in with"), list(ways), key="ga4_way", format_func=ways.__getitem__,
        default=KEY, required=True,
    )  # fmt: skip
    given = None
    if way == KEY:
        given = st.file_uploader(
            _("Key file (JSON)"), type="json", key="ga4_key", max_upload_size=1
        )
    else:
        st.caption(_("Application default credentials of the server are used."))
    number = st.text_input(_("Number of the property"), key="ga4_number", placeholder="123456789")
    if st.button(_("Test the connection"), key="ga4_test", icon=":material/network_check:"):
        _test(access, number, None if given is None else given.getvalue(), way == KEY)
    tested = st.session_state.get(TESTED)
    if tested is not None:
        _connect(*tested)


def _guide() -> None:
    st.markdown(
        _(
            "1. In the Google Cloud console, switch on the **Google Analytics Data API** and make a "
            "**service account** with a JSON key.\n"
            "2. In Google Analytics, under Admin › Property access management, add the account’s "
            "e-mail address as a **Viewer**.\n"
            "3. Give the key and the property’s number here. The key stays on this machine, outside "
            "the store, and is never shown again."
        )
    )


def _test(access: Callable[[], Access], number: str, key: bytes | None, keyed: bool) -> None:
    """Tests access to the property; explains what is wrong."""
    from data.ga4.access import examine  # noqa: PLC0415  # Google's client loads slowly

    st.session_state.pop(TESTED, None)
    try:
        wanted = property_id(number)
        if key is not None:
            keys.check(key)
    except (PropertyIdError, keys.KeyFileError) as error:
        st.error(show(error.what))
        return
    where = access()
    # An endpoint without encryption is anonymous and takes no key.
    if keyed and key is None and not where.endpoint.plain:
        st.error(_("Choose the key file first."))
        return
    with st.spinner(_("Asking Google Analytics …")):
        found = examine(replace(where, key=key), wanted)
    if isinstance(found, Issue):
        import_issues.issues([found])
    else:
        st.session_state[TESTED] = (found, key)


def _connect(found: Property, key: bytes | None) -> None:
    st.success(
        _(
            "Property {number} answers: its days are counted in {zone}, its money in {currency}.",
            number=found.id,
            zone=found.zone or "UTC",
            currency=found.currency or "?",
        )
    )
    with st.form("ga4_connect"):
        name = _name(found.id)
        leads = st.multiselect(_("Key events that are leads"), found.events, key="ga4_new_leads")
        purchases = st.multiselect(
            _("Key events that are purchases"), found.events, key="ga4_new_purchases"
        )
        if st.form_submit_button(_("Connect"), type="primary"):
            _save(Connection(found.id, name, tuple(leads), tuple(purchases)), key)


def _name(number: str) -> str:
    """The property's name in files that were imported, if it is in them."""
    names = names_in_files(state.store())
    if not names:
        return number
    label = named((number, *names), lambda n: _("none of them") if n == number else n)
    chosen = st.selectbox(
        _("Your files name these properties; which one is it?"),
        (number, *names),
        key="ga4_name",
        format_func=label,
        help=_("The same property under two names would count twice."),
    )
    return str(chosen)


def _save(connection: Connection, key: bytes | None) -> None:
    if state.store().owns(keys.folder()):
        st.error(_("Keys must not lie inside the store: set UTMOST_SECRETS to another folder."))
        return
    connect(state.store(), connection, key, state.who())
    st.session_state.pop(TESTED, None)
    st.session_state[CONNECTED] = True
    st.rerun()

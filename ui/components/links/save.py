"""Form to save a campaign link with its network, post and note."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from changes.links import add_links, edit_link
from data.base.networks import network_colours
from data.links.posts import stated_network
from data.values.link import Draft
from ui import state
from ui.components.links import draft_state, sections
from ui.filters import network_label
from ui.text import _, named

_NOWHERE = ""


def popover(draft: Draft, link_id: int | None, *, usable: bool) -> None:
    """The form that saves a new link, or the changes of a saved one."""
    if not usable:
        st.button(_("Save"), key="link_save_not_yet", icon=":material/bookmark_add:", disabled=True)
        return
    with st.popover(_("Save"), icon=":material/bookmark_add:", key="link_save"):
        _form(draft, link_id)


def _form(draft: Draft, link_id: int | None) -> None:
    with st.form("link_keep", border=False):
        key = draft_state.key
        [guess] = stated_network([draft])
        networks = (_NOWHERE, *network_colours())
        # The guess fills an empty box only: a network that the user chose stays.
        if not st.session_state.get(key("network")) and guess in networks:
            st.session_state[key("network")] = guess
        network = st.selectbox(
            _("Network"), networks, key=key("network"), format_func=named(networks, _label)
        )
        post = st.text_input(
            _("Post (its address or id)"), key=key("post"), placeholder=_("Can be added later")
        )
        note = st.text_input(_("Note"), key=key("note"))
        by = st.text_input(_("Your name"), key=key("by"), persist_state="session")
        label = _("Save link") if link_id is None else _("Save changes")
        if st.form_submit_button(label, type="primary", key="link_save_do"):
            placed = replace(draft, network=network, post=post.strip(), note=note.strip())
            _save(placed, link_id, by.strip())


def _label(network: str) -> str:
    return _("None, or not known yet") if network == _NOWHERE else network_label(network)


def _save(draft: Draft, link_id: int | None, by: str) -> None:
    who = state.who(by)
    if link_id is None:
        [number] = add_links(state.store(), [draft], who)
        message = _("Link {n} is saved.", n=number)
    else:
        edit_link(state.store(), link_id, draft, who)
        st.session_state.pop(draft_state.EDITED, None)
        message = _("The changes of link {n} are saved.", n=link_id)
    st.session_state[sections.SAVED] = message
    st.rerun()

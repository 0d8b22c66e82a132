"""Saved views and the address of this one."""

from __future__ import annotations

import streamlit as st

from changes.views import remove_view, save_view
from data.store.views import stored_views
from ui import filters, state
from ui.components.sources.import_issues import plain
from ui.filters import FilterField
from ui.text import _

NAME = "view_name"


def popover(known: tuple[FilterField, ...]) -> None:
    """The saved views, a field to save the filters under a name, and the link to this page."""
    opened = state.store()
    with st.popover(_("Views"), icon=":material/bookmark:", key="bar_views_open"):
        for view in stored_views(opened.state.settings):
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                st.button(
                    plain(view.name), key=f"view_{view.name}", type="tertiary", width="stretch",
                    on_click=filters.open_view, args=(dict(view.filters),),
                )  # fmt: skip
                st.button(
                    _("Delete “{name}”", name=plain(view.name)), key=f"view_delete_{view.name}",
                    icon=":material/delete:", type="tertiary", on_click=_remove, args=(view.name,),
                )  # fmt: skip
        if not opened.state.database.read_only:
            st.text_input(_("Name of this view"), key=NAME, max_chars=60)
            st.button(
                _("Save view"), key="view_save", icon=":material/bookmark_add:",
                on_click=_save, args=(filters.address(known),),
            )  # fmt: skip
        st.caption(_("The address of this page holds the same filters. Copy it to share the page."))
        st.code(_link(), language=None, wrap_lines=True)


def _link() -> str:
    """The address as it is in the browser."""
    query = "&".join(f"{key}={value}" for key, value in st.query_params.items())
    address = (st.context.url or "").partition("?")[0]
    return f"{address}?{query}" if query else address


def _save(parameters: dict[str, str]) -> None:
    name = str(st.session_state.get(NAME, "")).strip()
    if name:
        save_view(state.store(), name, parameters, state.who())
        st.session_state[NAME] = ""


def _remove(name: str) -> None:
    remove_view(state.store(), name, state.who())

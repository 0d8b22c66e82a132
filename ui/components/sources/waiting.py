"""Files that wait for an answer: how many, a badge for the menu, a line for pages."""

from __future__ import annotations

import streamlit as st

from ui import navigation, state
from ui.text import _, _n


def count() -> int:
    """How many files wait for an answer."""
    return len(state.store().state.uploads.waiting())


def badge() -> dict[str, str]:
    """The note of the menu at the page that asks the questions; empty without any."""
    waiting = count()
    return {"sources": f":orange-badge[{waiting}]"} if waiting else {}


def line() -> None:
    """Says on a page that files wait, with a link to the questions; nothing without any."""
    waiting = count()
    if not waiting:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        text = _n("{n} file waits for an answer.", "{n} files wait for an answer.", n=waiting)
        st.markdown(f":orange[:material/help: {text}]", width="content")
        st.page_link(navigation.target("sources"), label=_("Answer"), width="content")

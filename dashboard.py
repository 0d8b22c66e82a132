"""Entry script: page settings, language, menu, filter bar. No data work."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data.store.migrations import NewerStoreError
from ui import cache, faults, filters, health, navigation, pages, server_tuning, state, styles, text
from ui.components import banner, unreadable
from ui.components.sources import waiting
from ui.text import _

# Files, because Streamlit would fetch a Material icon for the page from Google.
STATIC = Path(__file__).parent / "ui" / "static"

st.set_page_config(
    page_title="Utmost", page_icon=STATIC / "icon.png", layout="wide", initial_sidebar_state=216
)
st.logo(STATIC / "wordmark.svg", size="large", icon_image=STATIC / "icon.png")
server_tuning.tune()
text.choose()
styles.apply_styles()

guard = faults.Guard()
is_open, seen = False, None
with guard:
    try:
        state.store()
        is_open = True
        seen = cache.overview()
    except NewerStoreError:
        st.error(_("Your data was saved by a newer version of Utmost. Update the program."))
        st.stop()
# Data that cannot be read is data: the pages that show it stay in the menu.
stage = "empty" if seen is not None and seen.last is None else "filled"
known = pages.known(stage)
card, current = navigation.route(known, stage)

needs_filters = bool(card.filters) and stage == "filled"
with st.sidebar:
    # Before the first import only what can be done now is in the menu.
    menu = known if stage == "filled" else [c for c in known if c.group == "data"]
    with guard:
        notes = waiting.badge() if is_open else {}
    navigation.menu(menu, {} if guard.shown else notes)
    with guard:
        if needs_filters and seen is not None:
            state.save_filters(filters.sidebar(seen, card.slug))
            needs_filters = False
    with guard:
        if is_open:
            banner.demo()
    text.selector()

with guard:
    if is_open:
        if guard.shown:
            health.look_once(state.store())
        banner.store()
        banner.demo_on_phone()
# A page that cannot be drawn has no answer for its heading.
if not (card.answers and is_open and not needs_filters):
    st.title(_(card.title), anchor=False)
    st.caption(_(card.question))
with guard:
    # Without the store or its filters a page has nothing to show; what failed is said above.
    if is_open and not needs_filters:
        unreadable.note(card.slug)
        current.run()
if guard.shown:
    st.stop()  # an unfinished run: what was typed into fields that were not drawn is not forgotten

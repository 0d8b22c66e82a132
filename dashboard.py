"""Entry script: page settings, language, menu, filter bar. No data work."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data.store.migrations import NewerStoreError
from ui import cache, faults, filters, health, navigation, server_tuning, state, styles, text
from ui.components import answer, banner, side_bar, unreadable
from ui.components.filter_bar import bar
from ui.components.present import place
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
routes = navigation.routes(stage)
card, current = navigation.current(routes)
needs_filters = bool(card.filters) and stage == "filled"
known_filters = None
with guard:
    if seen is not None and seen.last is not None:
        # On every page: an address always holds the filters, also where none applies.
        known_filters = filters.known_fields(seen)
        filters.pull(known_filters, card.slug)
side_bar.draw(routes, guard, is_open=is_open)

with guard:
    if is_open:
        if guard.shown:
            health.look_once(state.store())
        banner.store()
        if not place.is_on():
            banner.demo_on_phone()
        if known_filters is not None and seen is not None:
            if card.filters:
                state.save_filters(bar.draw(seen, known_filters, card.filters))
                needs_filters = False
            filters.push(known_filters)
# A screen of a report has nothing but the report.
if not card.answers and not place.is_on():
    st.title(_(card.title), anchor=False)
    st.caption(_(card.question))
answer.begin()
heading = st.empty()
with guard:
    # Without the store or its filters a page has nothing to show; what failed is said above.
    if is_open and not needs_filters:
        unreadable.note(card.slug)
        current.run()
if guard.shown:
    # A page that could not be drawn has no answer for its heading.
    if card.answers and not answer.is_drawn():
        heading.title(_(card.title), anchor=False)
    st.stop()  # an unfinished run: what was typed into fields that were not drawn is not forgotten

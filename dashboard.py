"""The entry: page settings, language, navigation and the shared filters. No data work."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data.store.migrations import NewerStoreError
from ui import cache, filters, pages, server_tuning, state, styles, text
from ui.components import banner
from ui.text import _

# A Material icon as page icon would be fetched from Google.
STATIC = Path(__file__).parent / "ui" / "static"

st.set_page_config(page_title="Utmost", page_icon=STATIC / "icon.png", layout="wide")
st.logo(STATIC / "wordmark.svg", size="large", icon_image=STATIC / "icon.png")
server_tuning.tune()
text.choose()
styles.apply_styles()

try:
    seen = cache.overview()
except NewerStoreError:
    st.error(_("Your data was saved by a newer version of Utmost. Update the program."))
    st.stop()
stage = "empty" if seen.last is None else "filled"
known = [card for card in pages.cards() if card.when in {"always", stage}]
offered = [pages.offer(card, default=card is known[0]) for card in known]
# The default page is served at the root alone. It answers at its own address as well, and at those
# of pages that are not offered at this stage, such as a bookmark of a store that is empty now.
unlisted = [other.slug for other in pages.cards() if other not in known]
aliases = [pages.alias(known[0], slug) for slug in (known[0].slug, *unlisted)]
current = st.navigation([*offered, *aliases], expanded=True)
card = known[0] if current in aliases else known[offered.index(current)]

with st.sidebar:
    if card.filters and stage == "filled":
        state.save_filters(filters.sidebar(seen, card.slug))
    text.selector()

banner.demo()
st.title(_(card.title), anchor=False)
st.caption(_(card.help))
current.run()

"""The entry: page settings, language, navigation and the shared filters. No data work."""

from __future__ import annotations

import streamlit as st

from ui import filters, pages, process, state, text
from ui.components import banner
from ui.text import _

st.set_page_config(page_title="Utmost", page_icon=":material/insights:", layout="wide")
process.quicken()
text.choose()

overview = state.overview()
known = [card for card in pages.cards() if card.when in {"always", overview.stage}]
first = known[0]
offered = {
    card.slug: st.Page(
        card.path,
        title=_(card.title),
        icon=f":material/{card.icon}:",
        help=_(card.help),
        default=card is first,
        url_path=card.slug,
    )
    for card in known
}
current = st.navigation(list(offered.values()))
card = next(card for card in known if offered[card.slug] is current)

with st.sidebar:
    if card.filters and overview.days is not None:
        state.remember(filters.sidebar(overview, page=card.slug))
    text.selector()

banner.demo(overview)
st.title(_(card.title))
current.run()

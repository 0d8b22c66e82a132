"""The menu: pages in groups, by what a manager does with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ui.pages import GROUPS, PageCard, group_label

PAGES = "pages"  # key of the session: the pages as Streamlit knows them, by address


def remember(offered: Mapping[str, st.Page]) -> None:
    """Remembers the pages of this run, for links between pages."""
    st.session_state[PAGES] = dict(offered)


def target(slug: str) -> st.Page:
    """The page at an address, for ``st.page_link`` and ``st.switch_page``. Raises KeyError."""
    pages: dict[str, st.Page] = st.session_state[PAGES]
    return pages[slug]


def menu(cards: Sequence[PageCard], notes: Mapping[str, str]) -> None:
    """Draws the links of the menu; ``notes`` are words behind the title of a page, by its address."""
    for group in GROUPS:
        members = [card for card in cards if card.group == group]
        if not members:
            continue
        st.caption(group_label(group))
        for card in members:
            page = target(card.slug)
            label = f"{page.title} {notes[card.slug]}" if card.slug in notes else page.title
            st.page_link(page, label=label, width="stretch")

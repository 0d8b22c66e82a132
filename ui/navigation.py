"""The menu: pages in groups, by what a manager does with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ui import pages
from ui.pages import GROUPS, PageCard, group_label

PAGES = "pages"  # key of the session: the pages as Streamlit knows them, by address


def route(known: Sequence[PageCard], stage: str) -> tuple[PageCard, st.Page]:
    """Offers the pages of a stage to Streamlit; gives the card of the open one, and its page.

    Remembers them for links between pages.
    """
    # Welcome is the first page of an empty store; later it is at its own address only.
    home = next(card for card in known if card.group or stage == "empty")
    offered = [pages.offer(card, default=card is home) for card in known]
    # Streamlit serves the default page at the root only. Hidden aliases make it answer at its own
    # address too, and pages at those that they had, or that are not offered at this stage: a
    # bookmark of a page that needs data must not end in "Page not found" while the store is empty.
    unlisted = {other.slug: home for other in pages.cards() if other not in known}
    former = {slug: card for card in known for slug in card.former}
    elsewhere = {home.slug: home, **unlisted, **former}
    aliases = {slug: pages.alias(card, slug) for slug, card in elsewhere.items()}
    listed = {card.slug: page for card, page in zip(known, offered, strict=True)}
    # An import makes Results the default page: what stays on Welcome, or goes to a page that is
    # not offered yet, has to go to its own address.
    st.session_state[PAGES] = aliases | listed if stage == "filled" else listed | aliases
    current = st.navigation([*offered, *aliases.values()], position="hidden")
    card = next((elsewhere[slug] for slug, page in aliases.items() if page == current), None)
    return card or known[offered.index(current)], current


def target(slug: str) -> st.Page:
    """The page at an address, for ``st.page_link`` and ``st.switch_page``. Raises KeyError."""
    remembered: dict[str, st.Page] = st.session_state[PAGES]
    return remembered[slug]


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

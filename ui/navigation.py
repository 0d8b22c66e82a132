"""The menu and its addresses: pages in groups, by what a manager does with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from ui import pages
from ui.pages import GROUPS, PageCard, group_label

PAGES = "pages"  # key of the session: the pages as Streamlit knows them, by address


@dataclass(frozen=True, slots=True)
class Routes:
    """The pages that are offered at a stage, and which page each further address opens."""

    stage: str
    offered: tuple[PageCard, ...]
    home: PageCard
    elsewhere: Mapping[str, PageCard]


def routes(stage: str) -> Routes:
    """The pages while nothing was imported (``empty``) or afterwards (``filled``).

    Streamlit serves the default page at the root only: it has its own address as well. So have
    pages at those that they had, or that are not offered at this stage: a bookmark of a page that
    needs data must not end in "Page not found" while the store is empty.
    """
    offered = tuple(pages.known(stage))
    # Welcome is the first page of an empty store; later it is at its own address only.
    home = next(card for card in offered if card.group or stage == "empty")
    unlisted = {card.slug: home for card in pages.cards() if card not in offered}
    former = {slug: card for card in offered for slug in card.former}
    return Routes(stage, offered, home, {home.slug: home, **unlisted, **former})


def current(known: Routes) -> tuple[PageCard, st.Page]:
    """The page that the address names, as a card and as Streamlit runs it."""
    shown = {card.slug: pages.offer(card, default=card is known.home) for card in known.offered}
    aliases = {slug: pages.alias(card, slug) for slug, card in known.elsewhere.items()}
    # An import makes Results the default page: what stays on Welcome, or goes to a page that is not
    # offered yet, has to go to its own address.
    st.session_state[PAGES] = aliases | shown if known.stage == "filled" else shown | aliases
    page = st.navigation([*shown.values(), *aliases.values()], position="hidden")
    for slug, alias in aliases.items():
        if page == alias:
            return known.elsewhere[slug], page
    return next(card for card in known.offered if shown[card.slug] == page), page


def target(slug: str) -> st.Page:
    """The page at an address, for ``st.page_link`` and ``st.switch_page``. Raises KeyError."""
    shown: dict[str, st.Page] = st.session_state[PAGES]
    return shown[slug]


def menu(known: Routes, notes: Mapping[str, str]) -> None:
    """Draws the links of the menu; ``notes`` are words behind the title of a page, by its address.

    Before the first import only what can be done now is in it.
    """
    for group in GROUPS if known.stage == "filled" else ("data",):
        members = [card for card in known.offered if card.group == group]
        if not members:
            continue
        st.caption(group_label(group))
        for card in members:
            page = target(card.slug)
            label = f"{page.title} {notes[card.slug]}" if card.slug in notes else page.title
            st.page_link(page, label=label, width="stretch")

"""The side bar: search, menu with what waits, demo data, language, keys."""

from __future__ import annotations

import streamlit as st

from ui import navigation, text
from ui.components import banner, palette
from ui.components.sources import waiting
from ui.faults import Guard
from ui.navigation import Routes


def draw(routes: Routes, guard: Guard, *, is_open: bool) -> None:
    """Draws it; without an opened store the menu and the language are there all the same."""
    with st.sidebar:
        notes: dict[str, str] = {}
        with guard:
            if is_open:
                palette.button(routes)
                notes = waiting.badge()
        navigation.menu(routes, notes)
        with guard:
            if is_open:
                banner.demo()
        text.selector()
        palette.keys()

"""Demo data banner, shown on every page."""

from __future__ import annotations

import streamlit as st

from data.demo import imported
from ui import state
from ui.text import _


def demo() -> None:
    """Warns on every page while demo data is in the store."""
    if imported.is_present(state.store()):
        st.warning(
            _(
                "Demo data: Maison Volta is a fictitious company, and none of these figures is "
                "yours. Remove it with one click on the Sources page."
            ),
            icon=":material/science:",
        )

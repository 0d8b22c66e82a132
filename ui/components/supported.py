"""The exports that can be read, for whoever looks for the right one."""

from __future__ import annotations

import streamlit as st

from data.sources import SOURCES
from ui.components.findings import plain
from ui.text import _, show


def exports() -> None:
    """Every source by name, and where its export is found."""
    with st.expander(_("Exports that can be read"), icon=":material/list:", key="supported"):
        for source in sorted(SOURCES.values(), key=lambda source: show(source.label)):
            st.markdown(f"**{plain(show(source.label))}**  \n{plain(show(source.doc))}")

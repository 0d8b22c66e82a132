"""Searchable list of supported exports."""

from __future__ import annotations

import streamlit as st

from data.sources.registry import SOURCES
from ui.components.sources.import_issues import plain
from ui.text import _, show


def exports() -> None:
    """Every export that fits a search, and where its tool has it."""
    wanted = st.text_input(
        _("Search supported exports"), key="supported_search", icon=":material/search:"
    ).casefold()
    sources = [(show(source.label), show(source.doc)) for source in SOURCES.values()]
    found = [pair for pair in sources if wanted in " ".join(pair).casefold()]
    for label, doc in found:
        st.markdown(f"**{plain(label)}**  \n{plain(doc)}")
    if not found:
        st.caption(_("None. Drop the file all the same, and say once what its columns are."))


def folded() -> None:
    """The list in a closed expander."""
    title = _("Supported exports ({n})", n=len(SOURCES))
    opened = st.expander(title, icon=":material/list:", key="supported", on_change="rerun")
    if opened.open:
        with opened:
            exports()

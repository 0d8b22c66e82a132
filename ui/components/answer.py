"""The head of a page: the answer in one sentence, and one line on how sure it is."""

from __future__ import annotations

import streamlit as st

from ui.components.sources.import_issues import plain


def title(answer: str, *notes: str) -> None:
    """The answer as the page's only h1, and below it what says how sure it is, in one line.

    Both are plain text; notes that are empty are left out.
    """
    st.title(plain(answer), anchor=False)
    line = " ".join(note for note in notes if note)
    if line:
        st.caption(plain(line))

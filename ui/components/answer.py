"""The head of a page: the answer in one sentence, and one line on how sure it is."""

from __future__ import annotations

import streamlit as st

from ui.components.sources.import_issues import plain

_DRAWN = "answer_drawn"


def begin() -> None:
    """A page begins: it has no heading yet."""
    st.session_state[_DRAWN] = False


def is_drawn() -> bool:
    """Whether the page has its heading; one that failed early has none."""
    return bool(st.session_state.get(_DRAWN))


def heading(answer: str, *, centred: bool = False) -> None:
    """The answer alone."""
    st.session_state[_DRAWN] = True
    st.title(plain(answer), anchor=False, text_alignment="center" if centred else "left")


def title(answer: str, *notes: str) -> None:
    """The answer as the page's only h1, and below it what says how sure it is, in one line.

    Both are plain text; notes that are empty are left out.
    """
    heading(answer)
    line = " ".join(note for note in notes if note)
    if line:
        st.caption(plain(line))

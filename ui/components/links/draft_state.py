"""Session state of the campaign link builder."""

from __future__ import annotations

import streamlit as st

from data.values.link import Draft, Link
from data.values.tags import PARTS, Tags

EDITED = "link_edited"


def key(part: str) -> str:
    """The session-state key of a field of the builder."""
    return f"link_{part}"


def edit(link: Link) -> None:
    """Opens a saved link in the builder."""
    _fill(link.draft)
    st.session_state[EDITED] = link.id


def clear() -> None:
    """Empties the builder for a new link."""
    _fill(Draft(""))
    st.session_state.pop(EDITED, None)


def begin(tags: Tags) -> None:
    """Opens the builder with tags that are in use."""
    clear()
    _fill(Draft("", tags))


def apply_fix(part: str, to: str) -> None:
    """Accepts a proposed value."""
    st.session_state[key(part)] = to


def _fill(draft: Draft) -> None:
    for part in PARTS:
        # A box with nothing chosen holds None; an empty text is none of its options.
        st.session_state[key(part)] = draft.tags.get(part) or None
    st.session_state[key("destination")] = draft.destination
    st.session_state[key("own_site")] = draft.on_own_site
    for name in ("network", "post", "note"):
        st.session_state[key(name)] = getattr(draft, name)

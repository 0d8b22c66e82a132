"""Fields for the user and the reason of a change, which the audit log has."""

from __future__ import annotations

import streamlit as st

from ui.text import _


def signed() -> tuple[str, str]:
    """The user and the reason of a change, for the audit log; both may be empty."""
    left, right = st.columns([1, 2])
    by = left.text_input(_("Your name"))
    why = right.text_input(_("Why (for the log)"))
    return by.strip(), why.strip()

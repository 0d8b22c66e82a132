"""What the browser says about itself."""

from __future__ import annotations

import streamlit as st


def is_phone() -> bool:
    """Whether the browser says that it is a phone's: Python cannot ask for the width of the window."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")

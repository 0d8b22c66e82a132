"""The fields of the goal that is being written, in the session."""

from __future__ import annotations

import streamlit as st


def key(name: str) -> str:
    """Where a field of the goal is kept."""
    return f"goal_field_{name}"


def put(field: str, value: object) -> None:
    """Fill a field."""
    st.session_state[key(field)] = value

"""Session state of the goal editor's fields."""

from __future__ import annotations

import streamlit as st


def key(name: str) -> str:
    """The session-state key of a field."""
    return f"goal_field_{name}"


def put(field: str, value: object) -> None:
    """Sets a field: before its widget is drawn, or in a callback. Streamlit refuses it afterwards."""
    st.session_state[key(field)] = value

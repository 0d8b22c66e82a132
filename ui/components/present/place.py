"""Presentation mode in the address: the number of the screen, from 1."""

from __future__ import annotations

import streamlit as st

PLACE = "screen"  # query parameter


def is_on() -> bool:
    """Whether the address asks for presentation mode."""
    return PLACE in st.query_params


def number() -> int:
    """The number in the address; 1 where it is none."""
    text = st.query_params.get(PLACE, "1")
    # Anyone can edit the address: “²” is a digit to isdigit(), but int() fails on it.
    return max(1, int(text)) if text.isascii() and text.isdigit() else 1


def start() -> None:
    """Starts with the first screen."""
    turn(1)


def turn(number: int) -> None:
    """Shows another screen."""
    st.query_params[PLACE] = str(number)


def stop() -> None:
    """Ends presentation mode."""
    st.query_params.pop(PLACE, None)

"""Widgets whose value is a filter of the session.

The key of a widget holds the language: Streamlit shows the label of the choice that it has, also
after the language has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from ui import filters
from ui.text import _, language, named

_FEW = 24  # values up to which all are shown


def bound(field: str, value: Any) -> dict[str, Any]:
    """The key and callback of a widget that shows ``value`` and sets the filter ``field``."""
    key = f"bar_{field}_{language()}"
    st.session_state[key] = value
    return {"key": key, "on_change": _take, "args": (field, key)}


def _take(field: str, key: str) -> None:
    value = st.session_state[key]
    if value is not None:
        filters.values()[field] = value


def is_or_not(name: str) -> None:
    """Whether the values of a filter are looked at, or left out."""
    now = filters.values()
    words = {False: _("is"), True: _("is not")}
    key = f"bar_not_{name}_{language()}"
    st.session_state[key] = name in now[filters.NEGATED]
    st.segmented_control(
        _("Filter"), list(words), key=key, format_func=words.__getitem__, required=True,
        label_visibility="collapsed", on_change=_take_not, args=(name, key),
    )  # fmt: skip


def _take_not(name: str, key: str) -> None:
    filters.choose(name, filters.values()[name], excluded=bool(st.session_state[key]))


def many(name: str, label: str, options: Sequence[str], every: str) -> None:
    """A choice of several values: pills while they are few, a list to search in otherwise."""
    write: Callable[[str], str] = named(options, lambda value: filters.value_label(name, value))
    chosen = list(filters.values()[name])
    if len(options) <= _FEW:
        st.pills(label, options, selection_mode="multi", format_func=write, **bound(name, chosen))
        return
    # Streamlit's own "Select all" cannot be translated, and an empty choice means all here.
    st.multiselect(
        label, options, format_func=write, placeholder=every, select_all=False,
        **bound(name, chosen),
    )  # fmt: skip
